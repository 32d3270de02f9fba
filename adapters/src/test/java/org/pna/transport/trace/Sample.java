package org.pna.transport.trace;

/** Ready-made messages, each with its number in its data. */
public final class Sample {
  public static final String CALLED = "15550100147";
  public static final String CALLING = "155501000012";
  public static final int TAG = 0x11223344;

  private Sample() {}

  /**
   * A small TCAP message, a begin without components, that has the number in its transaction id.
   */
  public static byte[] tcap(int number) {
    return Packets.octets(0x62, 6, 0x48, 4, number >> 24, number >> 16, number >> 8, number);
  }

  public static byte[] udt(byte[] data) {
    return Packets.udt(Packets.address(CALLED, 147), Packets.address(CALLING, 7), data);
  }

  public static byte[] udt(int number) {
    return udt(tcap(number));
  }

  public static byte[] m3ua(int number) {
    return Packets.m3ua(101, 909, udt(number));
  }

  /** SCTP packet with one message. */
  public static byte[] sctp(int number) {
    return Packets.sctp(TAG, Packets.chunk(number, m3ua(number)));
  }

  /** IPv4 packet with one message. */
  public static byte[] ip(int number) {
    return Packets.ipv4(132, sctp(number));
  }

  /** Ethernet frame with one message. */
  public static byte[] frame(int number) {
    return Packets.ethernet(0x0800, ip(number));
  }

  /** One M3UA message as long as its protocol data can be. */
  public static byte[] longest() {
    byte[] ludt =
        Packets.ludt(
            Packets.address(CALLED, 147), Packets.address(CALLING, 7), Packets.data(65_400, 3));
    return Packets.m3ua(101, 909, ludt);
  }
}
