package org.pna.simulator;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.pna.model.Cell;
import org.pna.model.LocationArea;
import org.pna.model.Plmn;
import org.pna.model.message.map.SccpAddress;
import org.pna.simulator.SimulatedNode.Identity;
import org.pna.transport.ss7.codec.TcapWriter;

/**
 * The two frames of a node's dialogue, NOTE-MM-EVENT and its result, encoded once with marks in
 * them; each event only overwrites what stands at the marks.
 */
final class TraceFrames {
  private static final Identity[] NODES = {
    new Identity(false, "46701111111", 101),
    new Identity(false, "46701111112", 102),
    new Identity(true, "46702222221", 201),
    new Identity(true, "46702222222", 202)
  };
  private static final SccpAddress GATEWAY = new SccpAddress("46709999999", -1, 147);
  private static final int GATEWAY_POINT_CODE = 909;
  private static final int GATEWAY_HOST = 9;
  private static final int NATIONAL_NETWORK = 2;
  private static final String MM_EVENT_REPORTING = "0.4.0.0.1.0.42.3";

  private static final int TRANSACTION_MARK = 0x7a6b5c4d;
  private static final int CODE_MARK = 0x5a;
  private static final int AREA_MARK = 0x6e6f;
  private static final int CELL_MARK = 0x7071;
  private static final Subscriber SUBSCRIBER_MARK = Subscriber.numbered(98_979_695);

  private final SctpFrame begin;
  private final ByteBuffer beginOctets;
  private final SctpFrame end;
  private final ByteBuffer endOctets;
  private final int beginTransaction;
  private final int endTransaction;
  private final int code;
  private final int imsi;
  private final int msisdn;
  private final int cell;
  private final int routingArea;
  private int sequence;

  /** The frames of a node, 0 to {@link MobilityPlan#NODES} less one. */
  TraceFrames(int number) {
    Identity node = NODES[number];
    SccpAddress self = new SccpAddress(node.globalTitle(), -1, node.subsystem());
    Cell marked = new Cell(new LocationArea(new Plmn("240", "99"), AREA_MARK), CELL_MARK, false);
    byte[] invoke = NoteMmBegin.encode(TRANSACTION_MARK, node, SUBSCRIBER_MARK, CODE_MARK, marked);
    byte[] result = TcapWriter.end(TRANSACTION_MARK, MM_EVENT_REPORTING, TcapWriter.result(1));
    int host = 1 + number;
    begin = frame(host, GATEWAY_HOST, node.pointCode(), GATEWAY_POINT_CODE, GATEWAY, self, invoke);
    end = frame(GATEWAY_HOST, host, GATEWAY_POINT_CODE, node.pointCode(), self, GATEWAY, result);
    beginOctets = ByteBuffer.wrap(begin.octets());
    endOctets = ByteBuffer.wrap(end.octets());
    byte[] transaction = ByteBuffer.allocate(4).putInt(TRANSACTION_MARK).array();
    beginTransaction = find(begin.octets(), transaction);
    endTransaction = find(end.octets(), transaction);
    imsi = find(begin.octets(), Digits.pack(SUBSCRIBER_MARK.imsi(), 15));
    code = imsi - 3;
    msisdn = find(begin.octets(), Digits.pack(SUBSCRIBER_MARK.msisdn(), 15));
    cell = find(begin.octets(), new byte[] {0x6e, 0x6f, 0x70, 0x71});
    routingArea = node.packetSwitched() ? find(begin.octets(), new byte[] {0x6e, 0x6f, 0x07}) : -1;
  }

  /** The frame of the plan's current event; the same array each time. */
  byte[] begin(int transaction, MobilityPlan event) {
    beginOctets.putInt(beginTransaction, transaction);
    beginOctets.put(code, (byte) event.code());
    number(event.subscriber());
    beginOctets.putShort(cell, (short) event.locationAreaCode());
    beginOctets.putShort(cell + 2, (short) event.cellIdentity());
    if (routingArea >= 0) {
      beginOctets.putShort(routingArea, (short) event.locationAreaCode());
    }
    begin.seal(sequence);
    return begin.octets();
  }

  /** The frame of the answer to the last event; the same array each time. */
  byte[] end(int transaction) {
    endOctets.putInt(endTransaction, transaction);
    end.seal(sequence);
    return end.octets();
  }

  /** Goes on to the next dialogue. */
  void next() {
    sequence++;
  }

  /**
   * Writes the eight digits in which {@link Subscriber#numbered} differ: the last of both numbers,
   * on whole octets of the MSISDN and across octets of the IMSI, whose last half is filler.
   */
  private void number(int subscriber) {
    int left = subscriber;
    int below = 15;
    for (int i = 3; i >= 0; i--) {
      int low = left / 10 % 10;
      int high = left % 10;
      left /= 100;
      beginOctets.put(msisdn + 2 + i, (byte) (high << 4 | low));
      beginOctets.put(imsi + 4 + i, (byte) (below << 4 | high));
      below = low;
    }
    beginOctets.put(imsi + 3, (byte) ((below << 4) | (beginOctets.get(imsi + 3) & 0x0f)));
  }

  private static SctpFrame frame(
      int fromHost,
      int toHost,
      int opc,
      int dpc,
      SccpAddress called,
      SccpAddress calling,
      byte[] tcap) {
    byte[] sccp = new Unitdata(called, calling, tcap).bytes();
    return new SctpFrame(
        fromHost,
        toHost,
        new ProtocolData(opc, dpc, NATIONAL_NETWORK, 0, sccp).message(null).bytes());
  }

  private static int find(byte[] octets, byte[] mark) {
    for (int i = 0; i + mark.length <= octets.length; i++) {
      if (Arrays.equals(octets, i, i + mark.length, mark, 0, mark.length)) {
        return i;
      }
    }
    throw new IllegalStateException("the template lacks a mark");
  }
}
