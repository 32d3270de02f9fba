package org.pna.transport.ss7.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pna.model.Cell;
import org.pna.model.Location;
import org.pna.model.RoutingArea;
import org.pna.model.message.map.NoteMmEvent;

/** Wireshark reads what we write, and sees in it what we meant. */
class TsharkAgreementTest {
  private static final String REPORTING = "0.4.0.0.1.0.42.3";

  @TempDir Path directory;

  @Test
  void tsharkSeesTheSameEvents() throws Exception {
    requireTshark("tsharkSeesTheSameEvents");
    RandomEvents events = new RandomEvents(new Random(7));
    List<byte[]> messages = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      NoteMmEvent event = events.nextWithNodes();
      byte[] argument = NoteMmEventCodec.encode(event);
      messages.add(TcapWriter.begin(i, REPORTING, TcapWriter.invoke(1, 89, argument)));
      expected.add(line(event));
    }
    List<String> lines =
        tshark(
            messages,
            "gsm_map.ms.serviceKey",
            "gsm_map.ms.eventMet",
            "e212.imsi",
            "e164.msisdn",
            "gsm_map.ms.ageOfLocationInformation",
            "gsm_map.cellGlobalIdOrServiceAreaIdFixedLength",
            "gsm_map.laiFixedLength",
            "e212.rai.mcc",
            "e212.rai.mnc",
            "gsm_a.gm.gmm.rac",
            "_ws.malformed");
    assertThat(lines).hasSameSizeAs(expected);
    for (int i = 0; i < lines.size(); i++) {
      assertThat(lines.get(i)).as("event %d", i).isEqualTo(expected.get(i));
    }
  }

  @Test
  void tsharkReadsEveryMessageWeWrite() throws Exception {
    requireTshark("tsharkReadsEveryMessageWeWrite");
    List<byte[]> messages =
        List.of(
            TcapWriter.end(1, REPORTING, TcapWriter.result(1)),
            TcapWriter.end(1, REPORTING, TcapWriter.error(1, 59)),
            TcapWriter.continuing(2, 1, REPORTING),
            TcapWriter.continuing(2, 1, null, TcapWriter.result(1)),
            TcapWriter.end(1, REPORTING, TcapWriter.reject(1, 1, 1)),
            TcapWriter.end(1, null, TcapWriter.reject(Component.NONE, 0, 2)),
            TcapWriter.providerAbort(1, 2),
            TcapWriter.userAbort(1),
            TcapWriter.contextNotSupported(1, REPORTING));
    assertThat(
            tshark(
                messages,
                "tcap.tid",
                "tcap.result",
                "tcap.dialogue_service_user",
                "tcap.abort_source",
                "tcap.p_abortCause",
                "_ws.malformed"))
        .containsExactly(
            "00000001\t0\t0\t\t\t",
            "00000001\t0\t0\t\t\t",
            "00000002,00000001\t0\t0\t\t\t",
            "00000002,00000001\t\t\t\t\t",
            "00000001\t0\t0\t\t\t",
            "00000001\t\t\t\t\t",
            "00000001\t\t\t\t2\t",
            "00000001\t\t\t0\t\t",
            "00000001\t1\t2\t\t\t");
  }

  private static String line(NoteMmEvent event) {
    Location cs = event.location();
    Location ps = event.locationGprs();
    RoutingArea area = ps.routingArea();
    return String.join(
        "\t",
        Long.toString(event.serviceKey()),
        HexFormat.of().toHexDigits((byte) event.eventMet()),
        event.imsi().digits(),
        String.join(",", event.msisdn().digits(), event.vlrNumber(), event.sgsnNumber()),
        both(cs.ageMinutes(), ps.ageMinutes()),
        both(cell(cs.cell()), cell(ps.cell())),
        both(cs.area() == null ? null : hex(cs.area()), ps.area() == null ? null : hex(ps.area())),
        area == null ? "" : Integer.toString(Integer.parseInt(area.area().plmn().mcc())),
        area == null ? "" : Integer.toString(Integer.parseInt(area.area().plmn().mnc())),
        area == null ? "" : "0x" + HexFormat.of().toHexDigits((byte) area.rac()),
        "");
  }

  private static String both(Object first, Object second) {
    if (first != null && second != null) {
      return first + "," + second;
    }
    return first != null ? first.toString() : second != null ? second.toString() : "";
  }

  private static String cell(Cell cell) {
    return cell == null ? null : hex(cell.area()) + HexFormat.of().toHexDigits((short) cell.ci());
  }

  private static String hex(org.pna.model.LocationArea area) {
    return HexFormat.of().formatHex(AreaIdentity.octets(area));
  }

  private List<String> tshark(List<byte[]> messages, String... fields) throws Exception {
    Path capture = directory.resolve("out.pcap");
    Files.write(capture, pcap(messages));
    List<String> command =
        new ArrayList<>(
            List.of("tshark", "-r", capture.toString(), "-o", "gsm_map.tcap.ssn:6-9,147"));
    command.addAll(List.of("-T", "fields"));
    for (String field : fields) {
      command.addAll(List.of("-e", field));
    }
    Path output = directory.resolve("fields");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return Files.readAllLines(output);
  }

  /** MTP3 frames (link type 141) of UDTs routed on subsystem 147. */
  private static byte[] pcap(List<byte[]> messages) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteBuffer header = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4);
    header.putLong(0).putInt(65535).putInt(141);
    out.writeBytes(header.array());
    byte[] head = HexFormat.of().parseHex("83024000000900030507024293024207");
    for (byte[] message : messages) {
      int length = head.length + 1 + message.length;
      ByteBuffer frame = ByteBuffer.allocate(16 + length).order(ByteOrder.LITTLE_ENDIAN);
      frame.putInt(0).putInt(0).putInt(length).putInt(length);
      frame.put(head).put((byte) message.length).put(message);
      out.writeBytes(frame.array());
    }
    return out.toByteArray();
  }

  private static void requireTshark(String test) throws InterruptedException {
    boolean present;
    try {
      Process process =
          new ProcessBuilder("tshark", "-v")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      present = process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      present = false;
    }
    if ("true".equals(System.getenv("CI"))) {
      assertThat(present).as(test + " needs tshark").isTrue();
    }
    if (!present) {
      System.err.println("skipped " + test + ": no tshark");
    }
    Assumptions.assumeTrue(present, test + ": no tshark");
  }
}
