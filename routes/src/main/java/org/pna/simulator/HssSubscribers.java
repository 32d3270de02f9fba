package org.pna.simulator;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The subscribers of a simulated HSS, by MSISDN (digits) and by IMS public identity (URI). Safe for
 * use by many threads.
 */
public final class HssSubscribers {
  private static final int MAX = 1_000_000;

  private final Map<String, HssSubscriber> subscribers = new ConcurrentHashMap<>();
  private final Map<String, String> imsis = new ConcurrentHashMap<>();

  /**
   * Adds one, or puts it in the place of the one with its IMSI.
   *
   * @throws IllegalStateException beyond a million
   */
  public void put(HssSubscriber subscriber) {
    if (subscribers.size() >= MAX) {
      throw new IllegalStateException("more than " + MAX + " subscribers");
    }
    String imsi = subscriber.who().imsi();
    subscribers.put(imsi, subscriber);
    imsis.put(subscriber.who().msisdn(), imsi);
    subscriber.identities().forEach(identity -> imsis.put(identity, imsi));
  }

  /** The subscriber of an MSISDN or public identity; null when there is none. */
  public @Nullable HssSubscriber get(String name) {
    String imsi = imsis.get(name);
    return imsi == null ? null : subscribers.get(imsi);
  }

  /** Changes one's states or place at once for all; null when there is none. */
  public @Nullable HssSubscriber change(String name, UnaryOperator<HssSubscriber> change) {
    String imsi = imsis.get(name);
    return imsi == null
        ? null
        : subscribers.computeIfPresent(imsi, (key, subscriber) -> change.apply(subscriber));
  }

  /** How many there are. */
  public int size() {
    return subscribers.size();
  }
}
