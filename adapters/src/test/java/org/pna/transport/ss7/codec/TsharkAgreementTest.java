package org.pna.transport.ss7.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pna.model.Cell;
import org.pna.model.Location;
import org.pna.model.RoutingArea;
import org.pna.model.message.map.NoteMmEvent;
import org.pna.transport.trace.CaptureBuilder;
import org.pna.transport.trace.Packets;
import org.pna.transport.trace.Tshark;

/** Wireshark reads what we write, and sees in it what we meant. */
class TsharkAgreementTest {
  private static final String REPORTING = "0.4.0.0.1.0.42.3";

  @TempDir Path directory;

  @Test
  void tsharkSeesTheSameEvents() throws Exception {
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
    Path capture = capture(messages).write(directory.resolve("out.pcap"));
    return Tshark.fields(capture, fields).stream().map(row -> String.join("\t", row)).toList();
  }

  /** UDTs routed on subsystem 147. */
  private static CaptureBuilder capture(List<byte[]> messages) {
    CaptureBuilder capture = CaptureBuilder.pcap(CaptureBuilder.MTP3);
    byte[] head = HexFormat.of().parseHex("83024000000900030507024293024207");
    for (byte[] message : messages) {
      capture.frame(Packets.concat(head, new byte[] {(byte) message.length}, message));
    }
    return capture;
  }
}
