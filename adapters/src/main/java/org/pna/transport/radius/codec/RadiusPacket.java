package org.pna.transport.radius.codec;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;

/** The outer form of a RADIUS packet (RFC 2865 clause 3) in a larger array, not copied. */
public final class RadiusPacket {
  /** Code of an Accounting-Request (RFC 2866 clause 4.1). */
  public static final int ACCOUNTING_REQUEST = 4;

  static final int HEADER = 20;
  private static final int AUTHENTICATOR = 4;
  private static final int AUTHENTICATOR_OCTETS = 16;
  private static final int PROXY_STATE = 33;

  /** Never used itself. */
  private static final MessageDigest MD5 = unusedMd5();

  private final byte[] data;
  private final int offset;
  private final int length;

  private RadiusPacket(byte[] data, int offset, int length) {
    this.data = data;
    this.offset = offset;
    this.length = length;
  }

  /**
   * Reads the header of a datagram.
   *
   * @param data octets
   * @param offset where the datagram begins
   * @param received octets of the datagram
   * @throws MalformedMessageException if it is too short for its header, or for the length it says
   */
  public static RadiusPacket of(byte[] data, int offset, int received)
      throws MalformedMessageException {
    if (received < HEADER) {
      throw new MalformedMessageException(
          Kind.MISTYPED, "Length", received + " octets, not even a header");
    }
    int length = (data[offset + 2] & 0xff) << 8 | (data[offset + 3] & 0xff);
    if (length < HEADER || length > received) {
      throw new MalformedMessageException(
          Kind.MISTYPED, "Length", "says " + length + " of " + received + " octets");
    }
    return new RadiusPacket(data, offset, length);
  }

  /** What kind of packet, 0 to 255. */
  public int code() {
    return data[offset] & 0xff;
  }

  /** Pairs request and response, 0 to 255. */
  public int identifier() {
    return data[offset + 1] & 0xff;
  }

  /** Octets of the packet by its own length field: what follows in the datagram is padding. */
  public int length() {
    return length;
  }

  /** A copy of the authenticator, 16 octets. */
  public byte[] authenticator() {
    byte[] copy = new byte[AUTHENTICATOR_OCTETS];
    System.arraycopy(data, offset + AUTHENTICATOR, copy, 0, copy.length);
    return copy;
  }

  /**
   * Whether its authenticator is that of an Accounting-Request under a secret (RFC 2866 clause 3);
   * nothing else of the packet is looked at.
   *
   * @param secret shared with the sender
   */
  public boolean isAuthentic(byte[] secret) {
    return hasAuthenticator(new byte[AUTHENTICATOR_OCTETS], secret);
  }

  /**
   * Whether its authenticator is that of a response under a secret (RFC 2865 clause 3).
   *
   * @param request the authenticator of the request, 16 octets
   * @param secret shared with the sender
   */
  public boolean isAnswer(byte[] request, byte[] secret) {
    return hasAuthenticator(request, secret);
  }

  private boolean hasAuthenticator(byte[] inItsPlace, byte[] secret) {
    MessageDigest md5 = md5();
    md5.update(data, offset, AUTHENTICATOR);
    md5.update(inItsPlace);
    md5.update(data, offset + HEADER, length - HEADER);
    return MessageDigest.isEqual(md5.digest(secret), authenticator());
  }

  /** A reader of its attributes. */
  public AttributeReader attributes() {
    return new AttributeReader(data, offset + HEADER, length - HEADER);
  }

  /** Values of its Proxy-States, in their order, for the answer (RFC 2865 clause 5.33). */
  public List<byte[]> proxyStates() throws MalformedMessageException {
    List<byte[]> states = List.of();
    AttributeReader attributes = attributes();
    while (attributes.next()) {
      if (attributes.type() == PROXY_STATE) {
        if (states.isEmpty()) {
          states = new ArrayList<>(2);
        }
        states.add(attributes.copy());
      }
    }
    return states;
  }

  /** A digest as RADIUS uses it. */
  static MessageDigest md5() {
    try {
      return (MessageDigest) MD5.clone(); // a third of the time of asking the providers
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("this Java's MD5 cannot be copied", e);
    }
  }

  private static MessageDigest unusedMd5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no MD5, which RADIUS cannot do without", e);
    }
  }

  /** Its header; the attributes name a subscriber. */
  @Override
  public String toString() {
    return "code " + code() + ", identifier " + identifier() + ", " + length + " octets";
  }
}
