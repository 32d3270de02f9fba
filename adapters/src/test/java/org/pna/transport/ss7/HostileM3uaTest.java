package org.pna.transport.ss7;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pna.transport.ss7.codec.Tcap;
import org.pna.transport.ss7.codec.TcapMessage;

/** Mutated M3UA messages over TCP: the association survives them or is made anew. */
class HostileM3uaTest {
  @TempDir Path directory;

  @Test
  @Timeout(60)
  void mutatedMessagesHarmNoOther() throws Exception {
    int port = TestNode.freePort();
    Ss7Link link = TestNode.link(directory, Duration.ofSeconds(10), TestNode.server(port));
    Mutants mutants = new Mutants(3);
    StackExceptions exceptions = StackExceptions.watch();
    try (TestNode node = TestNode.start(link, (event, completion) -> completion.done(null))) {
      List<byte[]> bases =
          List.of(
              message(M3uaPeer.ASPUP, new byte[] {0, 0x11, 0, 8, 0, 0, 0, 1}),
              message(M3uaPeer.ASPAC, new byte[] {0, 0x0b, 0, 8, 0, 0, 0, 2}),
              message(0x0302),
              message(0x0402),
              message(M3uaPeer.BEAT, new byte[] {0, 9, 0, 8, 1, 2, 3, 4}),
              message(M3uaPeer.NTFY, new byte[] {0, 0x0d, 0, 8, 0, 1, 0, 3}),
              message(0x0000, new byte[] {0, 0x0c, 0, 8, 0, 0, 0, 1}),
              message(0x0201, new byte[] {0, 0x12, 0, 8, 0, 0, 3, (byte) 0xe9}),
              message(0x0204, new byte[] {0, 0x12, 0, 8, 0, 0, 3, (byte) 0xe9}),
              message(
                  0x0205, new byte[] {0, 0x12, 0, 8, 0, 0, 3, (byte) 0xe9, 2, 4, 0, 8, 0, 1, 0, 3}),
              message(M3uaPeer.DATA, data()));
      for (int connection = 0; connection < 150; connection++) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
          socket.setSoTimeout(10_000);
          send(socket, bases, mutants);
          awaitEnd(socket);
        }
      }
      try (M3uaPeer peer =
          M3uaPeer.connect(port, TestNode.PEER_POINT_CODE, TestNode.OUR_POINT_CODE)) {
        assertThat(node.awaitUp()).isTrue();
        assertThat(Tcap.decode(peer.ask(NoteMmBegins.begin(1, 2))).kind())
            .isEqualTo(TcapMessage.Kind.END);
      }
      assertThat(node.count("pna.map.guard", "action", "m3ua-parameter")).isPositive();
      assertThat(node.count("pna.map.guard", "action", "m3ua-out-of-step")).isPositive();
    } finally {
      exceptions.close();
    }
    assertThat(exceptions.messages()).isEmpty();
  }

  private static void send(Socket socket, List<byte[]> bases, Mutants mutants) {
    for (int i = 0; i < 20; i++) {
      byte[] mutant = mutants.of(bases.get(mutants.next(bases.size())), 0);
      if (mutant.length >= 8 && mutants.next(20) > 0) {
        ByteBuffer.wrap(mutant).putInt(4, mutant.length);
      }
      try {
        socket.getOutputStream().write(mutant);
      } catch (IOException e) {
        return; // the gateway has hung up
      }
    }
  }

  /** Reads until the gateway hangs up, so that all it took from this connection is dealt with. */
  private static void awaitEnd(Socket socket) throws SocketTimeoutException {
    try {
      socket.shutdownOutput();
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      // reset: it has hung up before all was sent
    }
  }

  private static byte[] message(int classAndType, byte... parameters) {
    return ByteBuffer.allocate(8 + parameters.length)
        .putShort((short) 0x0100)
        .putShort((short) classAndType)
        .putInt(8 + parameters.length)
        .put(parameters)
        .array();
  }

  private static byte[] data() {
    byte[] sccp = SccpMessages.udt(SccpMessages.OURS, SccpMessages.VLR, NoteMmBegins.begin(1, 2));
    return ByteBuffer.allocate(16 + (sccp.length + 3 & ~3))
        .putShort((short) 0x0210)
        .putShort((short) (16 + sccp.length))
        .putInt(TestNode.PEER_POINT_CODE)
        .putInt(TestNode.OUR_POINT_CODE)
        .put(new byte[] {3, 2, 0, 5})
        .put(sccp)
        .array();
  }
}
