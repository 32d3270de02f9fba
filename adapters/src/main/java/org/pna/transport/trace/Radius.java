package org.pna.transport.trace;

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
              RadiusPacket.of(octets, from, to - from),
              session -> at.origin(),
              Ends.of(ip, 0).source(),
              null,
              passedOver -> {});
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
}
