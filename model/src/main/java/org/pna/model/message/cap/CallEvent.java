package org.pna.model.message.cap;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Location;
import org.pna.model.SubscriberId;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.Origin;
import org.pna.model.message.map.SccpAddress;

/**
 * One thing that a gsmSSF tells of a call (TS 29.078 clause 6.1).
 *
 * @param origin when and where
 * @param fingerprint of the invoke
 * @param calling SCCP calling party address: the switch
 * @param setup what the call's InitialDP said
 * @param operation which of them
 * @param event EventTypeBCSM, a raw number, of InitialDP and EventReportBCSM; -1 when there is none
 * @param leg 1 for the calling party's, 2 for the called party's; null when not told
 * @param cause release or busy cause (Q.850, 7 bits); null when not told
 * @param forwarded whether the call goes to a forwarded-to number (forwardedCall, callForwarded)
 * @param location where the subscriber is now, told with a change of position; null when not
 * @param vlrNumber E.164 digits, from that location
 */
public record CallEvent(
    Origin origin,
    Fingerprint fingerprint,
    SccpAddress calling,
    CallSetup setup,
    Operation operation,
    int event,
    @Nullable Integer leg,
    @Nullable Integer cause,
    boolean forwarded,
    @Nullable Location location,
    @Nullable String vlrNumber)
    implements NetworkMessage {

  /** What tells no position anew. */
  public CallEvent(
      Origin origin,
      Fingerprint fingerprint,
      SccpAddress calling,
      CallSetup setup,
      Operation operation,
      int event,
      @Nullable Integer leg,
      @Nullable Integer cause,
      boolean forwarded) {
    this(origin, fingerprint, calling, setup, operation, event, leg, cause, forwarded, null, null);
  }

  /** Operations, and what stands for the lack of them. */
  public enum Operation {
    INITIAL_DP("initialDP"),
    EVENT_REPORT_BCSM("eventReportBCSM"),
    ENTITY_RELEASED("entityReleased"),
    /** An abort, an end without a call-ending event, or no answer to our ActivityTest (rule T9). */
    LOST("dialogue-lost");

    private final String specName;

    Operation(String specName) {
      this.specName = specName;
    }

    /** The operation's name in the specification. */
    public String specName() {
      return specName;
    }
  }

  @Override
  public List<SubscriberId> subscriber() {
    return setup.subscriber();
  }

  /** The event, or null for none or an unknown number. */
  public @Nullable BcsmEvent bcsmEvent() {
    return BcsmEvent.of(event);
  }
}
