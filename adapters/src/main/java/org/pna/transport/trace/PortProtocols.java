package org.pna.transport.trace;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What runs on which UDP, TCP or SCTP port of a trace, where the messages themselves do not say.
 *
 * @param byPort more ports, or other protocols on the known ones
 */
public record PortProtocols(Map<Integer, Protocol> byPort) {
  /** A protocol that is told by its port. */
  public enum Protocol {
    /** RADIUS accounting over UDP, 1813 and 1646. */
    RADIUS,
    /** Diameter over TCP or SCTP, 3868. */
    DIAMETER,
    /** SIP over UDP or TCP, 5060. */
    SIP,
    /** MLP in HTTP over TCP, 9210 and 9211. */
    MLP
  }

  private static final Map<Integer, Protocol> KNOWN =
      Map.of(
          1813, Protocol.RADIUS,
          1646, Protocol.RADIUS,
          3868, Protocol.DIAMETER,
          5060, Protocol.SIP,
          9210, Protocol.MLP,
          9211, Protocol.MLP);

  /** The ports that IANA and custom assign. */
  public static final PortProtocols DEFAULT = new PortProtocols(KNOWN);

  public PortProtocols {
    byPort = Map.copyOf(byPort);
  }

  /**
   * The known ports and some more.
   *
   * @param hints each {@code PORT=PROTOCOL}
   * @throws IllegalArgumentException with what is wrong, for one that is no such thing
   */
  public static PortProtocols with(Iterable<String> hints) {
    Map<Integer, Protocol> ports = new HashMap<>(KNOWN);
    for (String hint : hints) {
      int sign = hint.indexOf('=');
      if (sign < 0) {
        throw new IllegalArgumentException(hint + " is not PORT=PROTOCOL");
      }
      ports.put(port(hint.substring(0, sign)), protocol(hint.substring(sign + 1)));
    }
    return new PortProtocols(ports);
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 1 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new IllegalArgumentException(text + " is no port (1 to 65535)");
  }

  private static Protocol protocol(String text) {
    for (Protocol protocol : Protocol.values()) {
      if (protocol.name().toLowerCase(Locale.ROOT).equals(text)) {
        return protocol;
      }
    }
    throw new IllegalArgumentException(text + " is no protocol (radius, diameter, sip or mlp)");
  }

  /** Whether a protocol runs on one of two ports. */
  boolean isOn(Protocol protocol, int source, int destination) {
    return byPort.get(source) == protocol || byPort.get(destination) == protocol;
  }
}
