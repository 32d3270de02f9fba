package org.pna.model.message.mlp;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.model.SubscriberId;

/** What we ask of a location server (TS 23.141 clause 4.3.8). */
public sealed interface MlpRequest {
  /** The name of the service, such as {@code slir}. */
  String service();

  /**
   * Where somebody is (standard location immediate request).
   *
   * @param subscriber an IMSI or an MSISDN; from version 3.4 on also a URI or an NAI
   * @param type which location
   * @param quality how good; null leaves it to the server
   */
  record Immediate(SubscriberId subscriber, LocationType type, @Nullable Quality quality)
      implements MlpRequest {
    @Override
    public String service() {
      return "slir";
    }
  }

  /**
   * To be told of somebody's location again and again (triggered location reporting request).
   *
   * @param subscriber as for {@link Immediate}
   * @param interval how often, whole seconds, less than 100 days; null: not periodically
   * @param start from when on; null: at once
   * @param stop until when; null: until it is cancelled
   * @param whenAvailable also when the terminal becomes reachable
   * @param push the URL that the reports go to; null: the one that the server knows
   * @param type which location
   */
  record Triggered(
      SubscriberId subscriber,
      @Nullable Duration interval,
      @Nullable Instant start,
      @Nullable Instant stop,
      boolean whenAvailable,
      @Nullable String push,
      LocationType type)
      implements MlpRequest {
    /**
     * @throws IllegalArgumentException without any trigger
     */
    public Triggered {
      if (interval == null && !whenAvailable) {
        throw new IllegalArgumentException("nothing triggers a report");
      }
    }

    @Override
    public String service() {
      return "tlrr";
    }
  }

  /**
   * Ends a {@link Triggered} (triggered location reporting stop request).
   *
   * @param requestId that the server gave it
   */
  record Stop(String requestId) implements MlpRequest {
    @Override
    public String service() {
      return "tlrsr";
    }
  }
}
