package org.pna.transport.trace;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.pna.model.IpText;
import org.pna.model.MalformedMessageException;
import org.pna.model.message.accounting.AccountingMessage;
import org.pna.transport.radius.codec.AccountingCodec;
import org.pna.transport.radius.codec.RadiusPacket;

/**
 * Accounting-Requests in datagrams (RFC 2866). Without a shared secret nobody can say whether one
 * is authentic.
 */
final class Radius {
  private final RecordedAccounting recorded;
  private final TraceListener listener;

  Radius(RecordedAccounting recorded, TraceListener listener) {
    this.recorded = recorded;
    this.listener = listener;
  }

  void datagram(Arrival at, IpPacket ip, byte[] octets, int from, int to) {
    if (!isRequest(octets, from, to)) {
      return;
    }
    listener.operation("Accounting-Request");
    AccountingMessage message;
    try {
      message =
          AccountingCodec.decode(
              RadiusPacket.of(octets, from, to - from), session -> at.origin(), source(ip), null);
    } catch (MalformedMessageException e) {
      listener.malformed(at.place(), String.valueOf(e.getMessage()));
      return;
    }
    listener.accounting(recorded.named(message));
  }

  /** A request whose IP fragments never all came. */
  void incomplete(Arrival at, byte[] octets, int from) {
    if (isRequest(octets, from, octets.length)) {
      listener.operation("Accounting-Request");
      listener.malformed(at.place(), "Accounting-Request: a fragment is missing");
    }
  }

  private static boolean isRequest(byte[] octets, int from, int to) {
    return from < to && Octets.u8(octets, from) == RadiusPacket.ACCOUNTING_REQUEST;
  }

  private static String source(IpPacket ip) {
    boolean four = ip.sourceHigh == 0 && ip.sourceLow >>> 32 == 0;
    byte[] address =
        four
            ? ByteBuffer.allocate(4).putInt((int) ip.sourceLow).array()
            : ByteBuffer.allocate(16).putLong(ip.sourceHigh).putLong(ip.sourceLow).array();
    try {
      return IpText.of(InetAddress.getByAddress(address));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("4 and 16 octets are addresses", e);
    }
  }
}
