package org.pna.transport.trace;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Octets of the layers below TCAP, built by themselves: each takes the payload it carries. */
public final class Packets {
  public static final int BEGINS = 2;
  public static final int ENDS = 1;
  public static final int WHOLE = 3;
  public static final int SYN = 2;
  public static final int FIN = 1;
  public static final int RST = 4;
  public static final int ACK = 16;

  private Packets() {}

  public static byte[] concat(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /** Octets from ints, such as {@code octets(0x09, 0x81)}. */
  public static byte[] octets(int... values) {
    byte[] octets = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      octets[i] = (byte) values[i];
    }
    return octets;
  }

  /** Octets that differ with the seed: a stand-in for a TCAP message. */
  public static byte[] data(int length, int seed) {
    byte[] data = new byte[length];
    for (int i = 0; i < length; i++) {
      data[i] = (byte) (i * 7 + seed * 31 + (i >> 8));
    }
    return data;
  }

  private static byte[] be16(int value) {
    return octets(value >> 8, value);
  }

  private static byte[] be32(int value) {
    return octets(value >> 24, value >> 16, value >> 8, value);
  }

  private static byte[] le16(int value) {
    return octets(value, value >> 8);
  }

  /** Party address with GT (GTI 4, TT 0, E.164, international) and SSN, without point code. */
  public static byte[] address(String digits, int subsystem) {
    byte[] bcd = bcd(digits);
    int scheme = digits.length() % 2 == 1 ? 1 : 2;
    return concat(octets(0x12, subsystem, 0, 0x10 | scheme, 4), bcd);
  }

  public static byte[] bcd(String digits) {
    byte[] bcd = new byte[(digits.length() + 1) / 2];
    for (int i = 0; i < digits.length(); i++) {
      bcd[i / 2] |= (byte) (Character.digit(digits.charAt(i), 16) << 4 * (i % 2));
    }
    return bcd;
  }

  public static byte[] udt(byte[] called, byte[] calling, byte[] data) {
    return unitdata(octets(0x09, 0), called, calling, data);
  }

  /** UDTS, which returns data. */
  public static byte[] udts(byte[] called, byte[] calling, byte[] data) {
    return unitdata(octets(0x0A, 1), called, calling, data);
  }

  private static byte[] unitdata(byte[] head, byte[] called, byte[] calling, byte[] data) {
    return concat(
        head,
        octets(3, 3 + called.length, 3 + called.length + calling.length),
        octets(called.length),
        called,
        octets(calling.length),
        calling,
        octets(data.length),
        data);
  }

  /** XUDT of class 1; {@code segmentation} is the parameter's 4 octets or empty. */
  public static byte[] xudt(byte[] called, byte[] calling, byte[] data, byte[] segmentation) {
    int toOptional = 4 + called.length + calling.length + data.length;
    boolean none = segmentation.length == 0;
    return concat(
        octets(0x11, 0x81, 15),
        octets(4, 4 + called.length, 4 + called.length + calling.length),
        octets(none ? 0 : toOptional),
        octets(called.length),
        called,
        octets(calling.length),
        calling,
        octets(data.length),
        data,
        none ? octets() : concat(octets(0x10, 4), segmentation, octets(0)));
  }

  public static byte[] segmentation(boolean first, int remaining, int reference) {
    return octets(
        (first ? 0x80 : 0) | 0x40 | remaining, reference, reference >> 8, reference >> 16);
  }

  public static byte[] ludt(byte[] called, byte[] calling, byte[] data) {
    // Pointers count from their second octet.
    return concat(
        octets(0x13, 0x81, 15),
        le16(7),
        le16(6 + called.length),
        le16(5 + called.length + calling.length),
        le16(0),
        octets(called.length),
        called,
        octets(calling.length),
        calling,
        le16(data.length),
        data);
  }

  /** Service information octet and ITU routing label. */
  public static byte[] mtp3(int opc, int dpc, byte[] sccp) {
    int label = dpc | opc << 14 | 5 << 28;
    return concat(octets(0x83, label, label >> 8, label >> 16, label >> 24), sccp);
  }

  public static byte[] mtp2(byte[] mtp3) {
    return concat(octets(0x81, 0x82, Math.min(63, mtp3.length)), mtp3);
  }

  /** M3UA DATA with routing context. */
  public static byte[] m3ua(int opc, int dpc, byte[] sccp) {
    byte[] protocolData = concat(be32(opc), be32(dpc), octets(3, 2, 0, 5), sccp);
    byte[] padding = new byte[-protocolData.length & 3];
    byte[] parameters =
        concat(
            octets(0, 6, 0, 8, 0, 0, 0, 1),
            be16(0x0210),
            be16(4 + protocolData.length),
            protocolData,
            padding);
    return sigtran(1, 1, parameters);
  }

  public static byte[] sigtran(int messageClass, int type, byte[] parameters) {
    return concat(octets(1, 0, messageClass, type), be32(8 + parameters.length), parameters);
  }

  public static byte[] m2pa(byte[] mtp3) {
    return sigtran(11, 1, concat(new byte[8], octets(0), mtp3));
  }

  public static byte[] m2ua(byte[] mtp3) {
    byte[] padding = new byte[-mtp3.length & 3];
    return sigtran(
        6,
        1,
        concat(octets(0, 1, 0, 8, 0, 0, 0, 1), be16(0x0300), be16(4 + mtp3.length), mtp3, padding));
  }

  /** DATA chunk of stream 1, padded. */
  public static byte[] chunk(int tsn, int flags, int sequence, int ppid, byte[] payload) {
    return concat(
        octets(0, flags),
        be16(16 + payload.length),
        be32(tsn),
        be16(1),
        be16(sequence),
        be32(ppid),
        payload,
        new byte[-payload.length & 3]);
  }

  public static byte[] chunk(int tsn, byte[] payload) {
    return chunk(tsn, WHOLE, tsn & 0xFFFF, 3, payload);
  }

  public static byte[] sctp(int tag, byte[]... chunks) {
    return concat(be16(2905), be16(2905), be32(tag), be32(0), concat(chunks));
  }

  public static byte[] tcp(int source, int destination, int sequence, int flags, byte[] payload) {
    return concat(
        be16(source),
        be16(destination),
        be32(sequence),
        be32(0),
        octets(0x50, flags),
        be16(65_535),
        be32(0),
        payload);
  }

  public static byte[] udp(int source, int destination, byte[] payload) {
    return concat(be16(source), be16(destination), be16(8 + payload.length), be16(0), payload);
  }

  public static byte[] ipv4(int protocol, byte[] payload) {
    return ipv4Fragment(protocol, 0, 0, false, payload);
  }

  /** From 10.0.0.1 to 10.0.0.2. */
  public static byte[] ipv4Fragment(
      int protocol, int identification, int offset, boolean more, byte[] payload) {
    return ipv4(octets(10, 0, 0, 1, 10, 0, 0, 2), protocol, identification, offset, more, payload);
  }

  public static byte[] ipv4(
      byte[] addresses,
      int protocol,
      int identification,
      int offset,
      boolean more,
      byte[] payload) {
    byte[] header =
        concat(
            octets(0x45, 0),
            be16(20 + payload.length),
            be16(identification),
            be16(offset / 8 | (more ? 0x2000 : 0)),
            octets(64, protocol, 0, 0),
            addresses);
    int sum = 0;
    for (int i = 0; i < header.length; i += 2) {
      sum += ByteBuffer.wrap(header).getShort(i) & 0xFFFF;
    }
    int folded = ~((sum & 0xFFFF) + (sum >> 16));
    header[10] = (byte) (folded >> 8);
    header[11] = (byte) folded;
    return concat(header, payload);
  }

  /** {@code extensions} are whole headers; {@code next} is the type of the first of them. */
  public static byte[] ipv6(int next, byte[] extensions, byte[] payload) {
    byte[] source = new byte[16];
    source[0] = 0x20;
    source[1] = 1;
    byte[] destination = Arrays.copyOf(source, 16);
    source[15] = 1;
    destination[15] = 2;
    return concat(
        octets(0x60, 0, 0, 0),
        be16(extensions.length + payload.length),
        octets(next, 64),
        source,
        destination,
        extensions,
        payload);
  }

  public static byte[] ipv6FragmentHeader(int next, int offset, boolean more, int id) {
    return concat(octets(next, 0), be16(offset | (more ? 1 : 0)), be32(id));
  }

  public static byte[] ethernet(int type, byte[] payload) {
    return concat(new byte[12], be16(type), payload);
  }

  /** An 802.1Q tag with the type of what follows. */
  public static byte[] vlan(int id, int type, byte[] payload) {
    return concat(be16(id), be16(type), payload);
  }

  public static byte[] slice(byte[] octets, int from, int to) {
    return Arrays.copyOfRange(octets, from, Math.min(to, octets.length));
  }
}
