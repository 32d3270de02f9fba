package org.pna.transport.ss7;

import java.util.ArrayList;
import java.util.List;
import org.pna.transport.ss7.codec.Tcap;
import org.pna.transport.ss7.codec.TcapMessage;
import org.restcomm.protocols.ss7.mtp.Mtp3TransferPrimitive;

/** A switch's end in memory: every answer is there when the call returns. */
final class CapMemory {
  final MemoryNetwork network = new MemoryNetwork();

  /** All that went either way, as MTP3 messages. */
  final List<byte[]> trace = new ArrayList<>();

  /** Sends a TCAP message of the switch's and gives the answers' user data. */
  List<byte[]> send(byte[] tcap) {
    return sendSccp(
        tcap.length > 220
            ? SccpMessages.ludt(CapBegins.OURS, CapBegins.MSC, tcap)
            : SccpMessages.udt(CapBegins.OURS, CapBegins.MSC, tcap));
  }

  List<byte[]> sendSccp(byte[] sccp) {
    byte[] mtp3 = HostileMapTest.mtp3(sccp);
    trace.add(mtp3);
    network.inject(mtp3);
    return sent();
  }

  /** What was sent since. */
  List<byte[]> sent() {
    List<byte[]> sent = new ArrayList<>();
    for (Mtp3TransferPrimitive message : network.sent()) {
      trace.add(message.encodeMtp3());
      sent.add(message.getData());
    }
    return sent;
  }

  /** The one answer to a message. */
  TcapMessage ask(byte[] tcap) throws Exception {
    List<byte[]> answers = send(tcap);
    if (answers.size() != 1) {
      throw new IllegalStateException(answers.size() + " answers");
    }
    return tcap(answers.get(0));
  }

  static TcapMessage tcap(byte[] udt) throws Exception {
    return Tcap.decode(SccpMessages.part(udt, 2));
  }
}
