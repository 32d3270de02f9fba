package org.pna.transport.radius;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pna.Peers;
import org.pna.transport.radius.codec.Requests;

/** An independent reader: tshark checks the authenticators of our answers, and finds no fault. */
class RadiusAgainstTsharkTest {
  private static final int LINKTYPE_RAW = 101;

  @Test
  void itTakesOurAnswersForRight(@TempDir Path directory) throws Exception {
    Peers.need("tshark");
    ByteArrayOutputStream trace = new ByteArrayOutputStream();
    header(trace);
    List<byte[]> requests = new ArrayList<>();
    int id = 0;
    for (int status : new int[] {1, 3, 2, 7, 8}) {
      requests.add(Requests.of(status, "s").signed(id++));
      requests.add(Requests.of(status, "s").octets(33, "0102").octets(33, "ff").signed(id++));
    }
    try (RadiusNode node = RadiusNode.start((message, completion) -> completion.done(null));
        NasSocket nas = new NasSocket("127.0.0.1", node.port())) {
      for (byte[] request : requests) {
        frame(trace, 40000, 1813, request);
        frame(trace, 1813, 40000, nas.ask(request));
      }
    }
    byte[] wrong = Requests.of(1, "s").signed(99);
    frame(trace, 40000, 1813, wrong);
    frame(
        trace,
        1813,
        40000,
        new byte[] {5, 99, 0, 20, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6});
    Path file = directory.resolve("answers.pcap");
    Files.write(file, trace.toByteArray());
    List<String> rows = tshark(file);
    assertThat(rows).hasSize(2 * requests.size() + 2);
    for (int i = 0; i < requests.size(); i++) {
      assertThat(rows.get(2 * i)).as("request").startsWith("4|" + i + "||").doesNotContain("false");
      assertThat(rows.get(2 * i + 1))
          .as("answer")
          .isEqualTo("5|%d|%d|true|".formatted(i, 2 * i + 1));
    }
    assertThat(rows.get(rows.size() - 1))
        .as("it does look at the authenticator")
        .isEqualTo("5|99|21|false|");
  }

  private static List<String> tshark(Path file) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                "tshark",
                "-n",
                "-r",
                file.toString(),
                "-o",
                "radius.shared_secret:" + Requests.SECRET,
                "-o",
                "radius.validate_authenticator:TRUE",
                "-T",
                "fields",
                "-E",
                "separator=|",
                "-e",
                "radius.code",
                "-e",
                "radius.id",
                "-e",
                "radius.reqframe",
                "-e",
                "radius.authenticator.valid",
                "-e",
                "_ws.malformed")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    // a truth is written in one way or the other, by its version
    return text.lines()
        .map(row -> row.replaceAll("\\|(?:1|True)\\|$", "|true|"))
        .map(row -> row.replaceAll("\\|(?:0|False)\\|$", "|false|"))
        .toList();
  }

  private static void header(ByteArrayOutputStream trace) {
    ByteBuffer header = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4);
    header.putInt(0).putInt(0).putInt(65535).putInt(LINKTYPE_RAW);
    trace.writeBytes(header.array());
  }

  /** One IPv4 packet with one UDP datagram, without checksums. */
  private static void frame(ByteArrayOutputStream trace, int from, int to, byte[] payload) {
    int length = 28 + payload.length;
    ByteBuffer record = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    record.putInt(1_700_000_000).putInt(trace.size()).putInt(length).putInt(length);
    trace.writeBytes(record.array());
    ByteBuffer packet = ByteBuffer.allocate(28);
    packet.put((byte) 0x45).put((byte) 0).putShort((short) length).putInt(0);
    packet.put((byte) 64).put((byte) 17).putShort((short) 0);
    packet.putInt(from == 1813 ? 0x0a000002 : 0x0a000001);
    packet.putInt(from == 1813 ? 0x0a000001 : 0x0a000002);
    packet.putShort((short) from).putShort((short) to);
    packet.putShort((short) (8 + payload.length)).putShort((short) 0);
    trace.writeBytes(packet.array());
    trace.writeBytes(payload);
  }
}
