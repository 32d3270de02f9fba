package org.pna.transport.diameter.codec;

import java.util.Map;

/** How a command of Pr tells its event. */
public sealed interface PrCommand {
  /** It always tells the same. */
  record Always(PrEvent event) implements PrCommand {}

  /**
   * An AVP tells it.
   *
   * @param path where the AVP stands, which is mandatory
   * @param events by its number, 0 to 2^32 - 1; any other is a fault of the sender
   */
  record ByValue(AvpPath path, Map<Long, PrEvent> events) implements PrCommand {
    public ByValue {
      events = Map.copyOf(events);
    }
  }
}
