package org.pna.simulator;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.SubscriberId;

/** The subscribers of a simulated HLR, by IMSI and by MSISDN. Safe for use by many threads. */
public final class HlrSubscribers {
  private static final int MAX = 1_000_000;

  private final Map<String, HlrSubscriber> subscribers = new ConcurrentHashMap<>();
  private final Map<String, String> imsis = new ConcurrentHashMap<>();

  /**
   * Adds one, or puts it in the place of the one with its IMSI.
   *
   * @throws IllegalStateException beyond a million
   */
  public void put(HlrSubscriber subscriber) {
    if (subscribers.size() >= MAX) {
      throw new IllegalStateException("more than " + MAX + " subscribers");
    }
    subscribers.put(subscriber.who().imsi(), subscriber);
    imsis.put(subscriber.who().msisdn(), subscriber.who().imsi());
  }

  /** The subscriber of a name; null when there is none. */
  public @Nullable HlrSubscriber get(SubscriberId name) {
    String imsi = imsi(name);
    return imsi == null ? null : subscribers.get(imsi);
  }

  /** Changes one at once for all; null when there is none. */
  public @Nullable HlrSubscriber change(SubscriberId name, UnaryOperator<HlrSubscriber> change) {
    String imsi = imsi(name);
    return imsi == null
        ? null
        : subscribers.computeIfPresent(imsi, (key, subscriber) -> change.apply(subscriber));
  }

  private @Nullable String imsi(SubscriberId name) {
    if (name instanceof Imsi imsi) {
      return imsi.digits();
    }
    return name instanceof Msisdn msisdn ? imsis.get(msisdn.digits()) : null;
  }

  /** How many there are. */
  public int size() {
    return subscribers.size();
  }
}
