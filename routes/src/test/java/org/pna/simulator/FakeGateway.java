package org.pna.simulator;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The other end of the association in tests: answers each BEGIN as it is told to. */
final class FakeGateway implements AutoCloseable {
  static final int POINT_CODE = 909;
  static final String GLOBAL_TITLE = "46709999999";

  private static final String AARE =
      "6b2a2828060700118605010101a01d611b80020780a109060704000001002a03a203020100a305a103020100";
  static final String RESULT = AARE + "6c05a203020101";
  static final String ERROR_59 = AARE + "6c08a30602010102013b";
  static final String REJECT = "6c08a406020101810101";

  final M3uaLink link;
  final List<byte[]> received = new CopyOnWriteArrayList<>();

  /** Answers, by the received TC-BEGIN, with a TCAP message or not at all. */
  FakeGateway(M3uaLink link, Function<byte[], byte @Nullable []> answers) {
    this.link = link;
    link.attach(
        POINT_CODE,
        data -> {
          received.add(data.message(null).bytes());
          Unitdata message = Unitdata.of(data.sccp);
          byte[] answer = message == null ? null : answers.apply(message.data);
          if (answer != null && message != null) {
            send(data, new Unitdata(message.calling, message.called, answer).bytes());
          }
        });
  }

  void send(ProtocolData to, byte[] sccp) {
    try {
      link.send(new ProtocolData(to.dpc, to.opc, to.networkIndicator, to.sls, sccp), true);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static M3uaLink listen() throws IOException {
    return M3uaLink.open(new M3uaLink.Settings(true, "127.0.0.1", 0, null, null, 2));
  }

  M3uaLink.Settings client() {
    return new M3uaLink.Settings(false, "127.0.0.1", link.port(), 100L, 2L, 2);
  }

  /** TC-END for a TC-BEGIN, with what follows the transaction id given in hex. */
  static byte[] end(byte[] begin, String rest) {
    return message(0x64, begin, rest);
  }

  static byte[] abort(byte[] begin, String rest) {
    return message(0x67, begin, rest);
  }

  private static byte[] message(int tag, byte[] begin, String rest) {
    byte[] tail = HexFormat.of().parseHex(rest);
    int transaction = ByteBuffer.wrap(begin).getInt(4);
    return ByteBuffer.allocate(8 + tail.length)
        .put((byte) tag)
        .put((byte) (6 + tail.length))
        .put((byte) 0x49)
        .put((byte) 4)
        .putInt(transaction)
        .put(tail)
        .array();
  }

  @Override
  public void close() {
    link.close();
  }
}
