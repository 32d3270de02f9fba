package org.pna.transport.diameter.codec;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;

/** One message (RFC 6733 clause 3). Not to be changed once made. */
public final class DiameterMessage {
  /** Octets of the header, and so of the shortest message. */
  public static final int HEADER = 20;

  /** Longer names are none (RFC 6733 clause 4.3.1, RFC 1035 clause 2.3.4). */
  private static final int IDENTITY = 255;

  private static final int VERSION = 1;

  private final DiameterHeader header;
  private final Avps avps;

  /** A message to be sent. */
  public DiameterMessage(DiameterHeader header, List<Avp> avps) {
    this.header = header;
    this.avps = new Avps(avps);
  }

  private DiameterMessage(DiameterHeader header, Avps avps) {
    this.header = header;
    this.avps = avps;
  }

  /**
   * Length of the message that begins with these octets.
   *
   * @param first its first four octets
   * @return octets, header included; -1 if no message begins so
   */
  public static int length(int first) {
    int length = first & 0xffffff;
    return first >>> 24 != VERSION || length < HEADER || (length & 3) != 0 ? -1 : length;
  }

  /**
   * Reads the header alone.
   *
   * @param octets one whole message, at least a header
   */
  public static DiameterHeader header(byte[] octets) {
    ByteBuffer header = ByteBuffer.wrap(octets, Integer.BYTES, HEADER - Integer.BYTES);
    int flagsAndCommand = header.getInt();
    return new DiameterHeader(
        flagsAndCommand >>> 24,
        flagsAndCommand & 0xffffff,
        header.getInt(),
        header.getInt(),
        header.getInt());
  }

  /**
   * Reads a message.
   *
   * @param octets one whole message
   * @throws MalformedMessageException when a length does not fit
   */
  public static DiameterMessage decode(byte[] octets) throws MalformedMessageException {
    if (octets.length < HEADER || length(ByteBuffer.wrap(octets).getInt()) != octets.length) {
      throw new MalformedMessageException(Kind.MISTYPED, "Diameter header", "version or length");
    }
    Avps avps = Avps.decode(octets, HEADER, octets.length - HEADER, "message");
    return new DiameterMessage(header(octets), avps);
  }

  /**
   * Reads as much as can be read of a message whose lengths do not fit.
   *
   * @param octets one whole message by its header
   */
  public static DiameterMessage readable(byte[] octets) {
    return new DiameterMessage(header(octets), Avps.readable(octets, HEADER));
  }

  /** The message as octets. */
  public byte[] encode() {
    byte[] body = Avps.octets(avps.list());
    ByteBuffer octets = ByteBuffer.allocate(HEADER + body.length);
    octets.putInt((VERSION << 24) | octets.capacity());
    octets.putInt((header.flags() << 24) | header.command());
    octets.putInt(header.application());
    octets.putInt(header.hopByHop());
    octets.putInt(header.endToEnd());
    return octets.put(body).array();
  }

  public DiameterHeader header() {
    return header;
  }

  public Avps avps() {
    return avps;
  }

  /** The same with another header. */
  public DiameterMessage with(DiameterHeader other) {
    return new DiameterMessage(other, avps);
  }

  /** Origin-Host. */
  public String originHost() throws MalformedMessageException {
    return identity(AvpCode.ORIGIN_HOST, "Origin-Host");
  }

  /** Session-Id. */
  public String sessionId() throws MalformedMessageException {
    return avps.required(AvpCode.SESSION_ID, "Session-Id").text("Session-Id", 1024);
  }

  String identity(int code, String name) throws MalformedMessageException {
    return avps.required(code, name).text(name, IDENTITY);
  }

  /** The applications that a capabilities exchange offers, those of accounting too. */
  public Set<Integer> applications() {
    Set<Integer> applications = new HashSet<>();
    addApplications(avps, applications);
    for (Avp avp : avps.all(AvpCode.VENDOR_SPECIFIC_APPLICATION_ID)) {
      try {
        addApplications(avp.group("Vendor-Specific-Application-Id"), applications);
      } catch (MalformedMessageException e) {
        // Offers nothing that can be read.
      }
    }
    return applications;
  }

  private static void addApplications(Avps from, Set<Integer> to) {
    for (Avp avp : from.list()) {
      if (avp.is(AvpCode.AUTH_APPLICATION_ID) || avp.is(AvpCode.ACCT_APPLICATION_ID)) {
        try {
          to.add((int) avp.unsigned32("application"));
        } catch (MalformedMessageException e) {
          // Offers nothing, either.
        }
      }
    }
  }

  /** A number of 32 bits, or null if it is not there or is none. */
  public @Nullable Long number(int code) {
    Avp avp = avps.first(code);
    try {
      return avp == null ? null : avp.unsigned32("number");
    } catch (MalformedMessageException e) {
      return null;
    }
  }
}
