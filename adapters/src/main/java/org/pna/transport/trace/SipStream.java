package org.pna.transport.trace;

import java.util.regex.Pattern;
import org.pna.model.sip.SipTransport;
import org.pna.transport.sip.codec.SipOctets;
import org.pna.transport.trace.PortProtocols.Protocol;

/**
 * SIP over TCP (RFC 3261 clause 18.3): one direction of a connection. Line ends between messages
 * (clause 7.5) pass as messages of their own.
 */
final class SipStream implements StreamProtocol {
  private static final int SHORTEST = 8;

  /** As far as the line has come. */
  private static final Pattern FIRST_LINE =
      Pattern.compile("SIP/2\\.0 [1-6].*|[A-Z]{1,32}( \\S*( (S(I(P(/2?.{0,2})?)?)?)?)?)?");

  private final PortProtocols protocols;
  private final RecordedSip recorded;
  private final Ends ends;

  SipStream(PortProtocols protocols, RecordedSip recorded) {
    this(protocols, recorded, Ends.of(0));
  }

  private SipStream(PortProtocols protocols, RecordedSip recorded, Ends ends) {
    this.protocols = protocols;
    this.recorded = recorded;
    this.ends = ends;
  }

  @Override
  public StreamProtocol between(Ends those) {
    return new SipStream(protocols, recorded, those);
  }

  @Override
  public int headerLength() {
    return SHORTEST;
  }

  @Override
  public boolean ownsPort(int port) {
    return protocols.isOn(Protocol.SIP, port, port);
  }

  @Override
  public boolean startsMessage(byte[] octets, int from, int to) {
    int at = from + lineEnds(octets, from, to);
    return at == to || FIRST_LINE.matcher(TextHead.firstLine(octets, at, to)).matches();
  }

  private static int lineEnds(byte[] octets, int from, int to) {
    int at = from;
    while (at < to && (octets[at] == '\r' || octets[at] == '\n')) {
      at++;
    }
    return at - from;
  }

  @Override
  public int messageLength(byte[] octets, int from, int to) {
    int lineEnds = lineEnds(octets, from, to);
    if (lineEnds > 0) {
      return lineEnds;
    }
    if (!startsMessage(octets, from, to)) {
      return -1;
    }
    TextHead head = TextHead.of(octets, from, Math.min(to, from + SipOctets.MOST_OCTETS));
    if (head == null) {
      return to - from < SipOctets.MOST_OCTETS ? 0 : -1;
    }
    int body = head.contentLength("content-length", "l");
    return body < 0 || head.length() + body > SipOctets.MOST_OCTETS ? -1 : head.length() + body;
  }

  @Override
  public void message(Arrival at, byte[] octets, int from, int to) {
    recorded.message(at, ends, SipTransport.TCP, octets, from, to);
  }
}
