package org.pna.transport.diameter.codec;

/**
 * A message's header (RFC 6733 clause 3), without version and length.
 *
 * @param flags command flags, 0 to 255
 * @param command command code
 * @param application application identifier
 * @param hopByHop Hop-by-Hop Identifier
 * @param endToEnd End-to-End Identifier
 */
public record DiameterHeader(int flags, int command, int application, int hopByHop, int endToEnd) {
  /** The application of capabilities exchange, watchdog and disconnection. */
  public static final int BASE = 0;

  /** The application Sh (TS 29.329 clause 6). */
  public static final int SH = 16777217;

  /** The application of relays, which pass on every other (RFC 6733 clause 2.4). */
  public static final int RELAY = 0xffffffff;

  public static final int CAPABILITIES_EXCHANGE = 257;
  public static final int DEVICE_WATCHDOG = 280;
  public static final int DISCONNECT_PEER = 282;
  public static final int USER_DATA = 306;
  public static final int SUBSCRIBE_NOTIFICATIONS = 308;
  public static final int PUSH_NOTIFICATION = 309;

  private static final int REQUEST = 0x80;
  private static final int PROXIABLE = 0x40;
  private static final int ERROR = 0x20;
  private static final int RETRANSMITTED = 0x10;

  /** A request that agents may pass on. */
  public static DiameterHeader request(int command, int application, int hopByHop, int endToEnd) {
    return new DiameterHeader(REQUEST | PROXIABLE, command, application, hopByHop, endToEnd);
  }

  public boolean isRequest() {
    return (flags & REQUEST) != 0;
  }

  /**
   * The command's name in RFC 6733 clause 3.1 or TS 29.329 clause 6.1, {@code Command-CODE} without
   * one that is known.
   */
  public String name() {
    return CommandNames.of(this);
  }

  /** The header of an answer to this request. */
  public DiameterHeader answer(boolean isProtocolError) {
    int answered = (flags & PROXIABLE) | (isProtocolError ? ERROR : 0);
    return new DiameterHeader(answered, command, application, hopByHop, endToEnd);
  }

  /** The same request on another connection, where it may arrive a second time. */
  public DiameterHeader again(int otherHopByHop) {
    return new DiameterHeader(flags | RETRANSMITTED, command, application, otherHopByHop, endToEnd);
  }
}
