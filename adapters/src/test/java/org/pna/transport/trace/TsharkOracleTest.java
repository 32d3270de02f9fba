package org.pna.transport.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pna.transport.trace.Packets.concat;
import static org.pna.transport.trace.Packets.ethernet;
import static org.pna.transport.trace.Packets.ipv4Fragment;
import static org.pna.transport.trace.Packets.slice;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pna.Peers;
import org.pna.model.Place;

/** What this reader says equals what tshark says. */
class TsharkOracleTest {
  private static final Path ROOT = Path.of(System.getProperty("pna.root", ".."));
  private static final Set<String> WITH_DATA = Set.of("0x09", "0x11", "0x13");

  @TempDir Path folder;

  /** frame, OPC, DPC, calling digits, called digits, calling SSN, called SSN of each message. */
  private static List<String> ours(Path file) throws IOException {
    var lines = new ArrayList<String>();
    for (SccpUnit unit : RecordedTrace.of(file).units) {
      lines.add(
          String.join(
              " ",
              String.valueOf(((Place.Frame) unit.origin().place()).number()),
              String.valueOf(unit.calling().pointCode()),
              String.valueOf(unit.called().pointCode()),
              unit.calling().globalTitle(),
              unit.called().globalTitle(),
              String.valueOf(unit.calling().subsystem()),
              String.valueOf(unit.called().subsystem())));
    }
    return lines;
  }

  private static List<String> theirs(Path file) throws Exception {
    var lines = new ArrayList<String>();
    for (List<String> row :
        Tshark.fields(
            file,
            "frame.number",
            "sccp.message_type",
            "m3ua.protocol_data_opc",
            "m3ua.protocol_data_dpc",
            "sccp.calling.digits",
            "sccp.called.digits",
            "sccp.calling.ssn",
            "sccp.called.ssn")) {
      for (int i = 0; i < Tshark.values(row.get(1)).size(); i++) {
        var line = new StringBuilder(row.get(0));
        for (String column : row.subList(2, row.size())) {
          line.append(' ').append(Tshark.values(column).get(i));
        }
        lines.add(line.toString());
      }
    }
    return lines;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"gen_notemm_basic", "gen_notemm_errors", "gen_mixed_ops", "note_mm_event"})
  void fixturesAreReadAlike(String name) throws Exception {
    Path file = ROOT.resolve("test-fixtures/replay/" + name + "/input.pcap");
    assertThat(ours(file)).isNotEmpty().isEqualTo(theirs(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"map", "cap", "sigtran"})
  void otherPeoplesCapturesHaveAsManyMessages(String kind) throws Exception {
    Path captures = ROOT.resolve("../shared/captures/third-party/" + kind);
    Peers.need(captures);
    try (var files = Files.newDirectoryStream(captures, "*.{pcap,cap}")) {
      for (Path file : files) {
        var trace = RecordedTrace.of(file);
        var rows = Tshark.fields(file, "frame.number", "sccp.message_type");
        long messages =
            rows.stream()
                .flatMap(row -> Tshark.values(row.get(1)).stream())
                .filter(WITH_DATA::contains)
                .count();
        assertThat(trace.units).as(file.toString()).hasSize((int) messages);
        assertThat(trace.frames).as(file.toString()).hasSize(rows.size());
      }
    }
  }

  /** The transaction id of each TCAP message beside the frame that completes it. */
  private void sameTransactions(Path file, int messages) throws Exception {
    var theirs = new ArrayList<String>();
    for (List<String> row : Tshark.fields(file, "frame.number", "tcap.otid")) {
      for (String id : Tshark.values(row.get(1))) {
        theirs.add(row.get(0) + " " + id.replace(":", ""));
      }
    }
    var trace = RecordedTrace.of(file);
    var ours = new ArrayList<String>();
    for (int i = 0; i < trace.units.size(); i++) {
      byte[] data = trace.units.get(i).data();
      int at = data[1] == (byte) 0x82 ? 6 : 4;
      ours.add(trace.unitFrames().get(i) + " " + HexFormat.of().formatHex(data, at, at + 4));
    }
    assertThat(ours).hasSize(messages).isEqualTo(theirs);
    assertThat(trace.malformed).isEmpty();
  }

  /** A TCAP begin with an invoke of 600 octets. */
  private static byte[] longTcap(int number) {
    byte[] argument = concat(Packets.octets(0x04, 0x82, 2, 0x50), Packets.data(0x250, number));
    byte[] invoke = concat(Packets.octets(2, 1, 1, 2, 1, 59), argument);
    byte[] component = concat(Packets.octets(0xA1, 0x82), length(invoke), invoke);
    byte[] portion = concat(Packets.octets(0x6C, 0x82), length(component), component);
    byte[] body = concat(Packets.octets(0x48, 4, 0, 0, 0, number), portion);
    return concat(Packets.octets(0x62, 0x82), length(body), body);
  }

  private static byte[] length(byte[] content) {
    return Packets.octets(content.length >> 8, content.length);
  }

  @Test
  void whatIsBuiltIsWhatItSeems() throws Exception {
    byte[] sctp = Sample.sctp(3);
    byte[] m3ua = Packets.m3ua(101, 909, Sample.udt(4));
    byte[] called = Packets.address(Sample.CALLED, 147);
    byte[] calling = Packets.address(Sample.CALLING, 7);
    byte[] text = longTcap(9);
    var capture =
        CaptureBuilder.pcap(CaptureBuilder.ETHERNET)
            .frame(Sample.frame(1))
            .frame(ethernet(0x88A8, Packets.vlan(5, 0x8100, Packets.vlan(6, 0x0800, Sample.ip(2)))))
            .frame(ethernet(0x0800, ipv4Fragment(132, 7, 0, true, slice(sctp, 0, 48))))
            .frame(ethernet(0x0800, ipv4Fragment(132, 7, 48, false, slice(sctp, 48, 999))))
            .frame(sctp(Packets.chunk(4, Packets.BEGINS, 4, 3, slice(m3ua, 0, 40))))
            .frame(sctp(Packets.chunk(5, Packets.ENDS, 4, 3, slice(m3ua, 40, 999))))
            .frame(sctp(Packets.chunk(6, Sample.m3ua(6)), Packets.chunk(7, Sample.m3ua(7))))
            .frame(ethernet(0x86DD, Packets.ipv6(132, new byte[0], sctp6(8, Sample.m3ua(8)))));
    for (int i = 0; i < 4; i++) {
      byte[] part = slice(text, 160 * i, i == 3 ? 999 : 160 * i + 160);
      byte[] segment = Packets.segmentation(i == 0, 3 - i, 55);
      byte[] message = Packets.m3ua(101, 909, Packets.xudt(called, calling, part, segment));
      capture.frame(sctp(Packets.chunk(9 + i, message)));
    }
    byte[] ludt = Packets.m3ua(101, 909, Packets.ludt(called, calling, longTcap(13)));
    capture.frame(sctp(Packets.chunk(13, ludt)));
    // A retransmission.
    capture.frame(sctp(Packets.chunk(13, ludt)));
    sameTransactions(capture.write(folder.resolve("built.pcap")), 9);
  }

  private static byte[] sctp(byte[]... chunks) {
    return ethernet(0x0800, Packets.ipv4(132, Packets.sctp(Sample.TAG, chunks)));
  }

  private static byte[] sctp6(int tsn, byte[] message) {
    return Packets.sctp(Sample.TAG, Packets.chunk(tsn, message));
  }

  @Test
  void formatsAndLinkTypes() throws Exception {
    byte[] mtp3 = Packets.mtp3(101, 909, Sample.udt(1));
    var blocks =
        CaptureBuilder.pcapng(ByteOrder.BIG_ENDIAN)
            .iface(CaptureBuilder.ETHERNET, 9, 3)
            .iface(CaptureBuilder.MTP3, -1, 0)
            .iface(140, 0x80 | 10, 0)
            .iface(276, -1, 0)
            .iface(113, -1, 0)
            .enhanced(0, 1_000_000_000L, Sample.frame(1))
            .enhanced(1, 2_000_000L, mtp3)
            .enhanced(2, 3 << 10, Packets.mtp2(mtp3))
            .enhanced(3, 4_000_000L, concat(Packets.octets(8, 0), new byte[18], Sample.ip(5)))
            .obsolete(4, 5_000_000L, concat(new byte[14], Packets.octets(8, 0), Sample.ip(6)))
            .simple(Sample.frame(7));
    sameTransactions(Files.write(folder.resolve("blocks.pcapng"), blocks.bytes()), 6);
    var times = Tshark.fields(folder.resolve("blocks.pcapng"), "frame.time_epoch");
    var trace = RecordedTrace.of(folder.resolve("blocks.pcapng"));
    for (int i = 0; i < 5; i++) {
      double seconds = Double.parseDouble(times.get(i).get(0));
      assertThat(trace.times.get(i)).isEqualTo(Math.round(seconds * 1e6));
    }
    sameTransactions(Files.write(folder.resolve("a.pcap.gz"), plain().gzip()), 1);
    var nanos = CaptureBuilder.pcap(CaptureBuilder.SCTP, ByteOrder.BIG_ENDIAN, true);
    sameTransactions(nanos.frame(Sample.sctp(1)).write(folder.resolve("n.pcap")), 1);
  }

  private static CaptureBuilder plain() {
    return CaptureBuilder.pcap(CaptureBuilder.ETHERNET).frame(Sample.frame(1));
  }
}
