package org.pna.transport.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pna.transport.trace.CaptureBuilder.ETHERNET;

import java.io.FileNotFoundException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pna.model.Place;
import org.pna.model.message.map.SccpAddress;

class CaptureFormatTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"true,true", "true,false", "false,true", "false,false"})
  void classicInBothByteOrdersAndUnits(boolean big, boolean nanos) throws Exception {
    var order = big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    var capture = CaptureBuilder.pcap(ETHERNET, order, nanos);
    long units = nanos ? 1_700_000_000_123_456_999L : 1_700_000_000_123_456L;
    byte[] frame = Sample.frame(1);
    var trace = RecordedTrace.of(capture.cut(units, frame, frame.length).bytes());

    assertThat(trace.frames).containsExactly(1L);
    assertThat(trace.times).containsExactly(1_700_000_000_123_456L);
    assertThat(trace.unitTimes()).containsExactly(Instant.parse("2023-11-14T22:13:20.123456Z"));
    SccpUnit unit = trace.units.get(0);
    assertThat(unit.calling()).isEqualTo(new SccpAddress(Sample.CALLING, 101, 7));
    assertThat(unit.called()).isEqualTo(new SccpAddress(Sample.CALLED, 909, 147));
    assertThat(unit.data()).isEqualTo(Sample.tcap(1));
    assertThat(trace.warnings).isEmpty();
    assertThat(trace.malformed).isEmpty();
  }

  @Test
  void theFileIsNamedAsGiven() throws Exception {
    Path file =
        CaptureBuilder.pcap(ETHERNET).frame(Sample.frame(1)).write(folder.resolve("a.pcap"));
    String odd = folder + "/./a.pcap";
    var trace = new RecordedTrace();
    new TraceReader(trace).read(odd);
    assertThat(file).exists();
    assertThat(trace.units.get(0).origin().place()).isEqualTo(new Place.Frame(odd, 1));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void blocksWithSeveralInterfacesAndTimeUnits(boolean big) throws Exception {
    var order = big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    var capture =
        CaptureBuilder.pcapng(order)
            .iface(ETHERNET, -1, 0)
            .iface(CaptureBuilder.RAW_IP, 9, 0)
            .iface(CaptureBuilder.SCTP, 0x80 | 20, 100)
            .iface(ETHERNET, 3, -1)
            .block(0x0BAD, new byte[8])
            .enhanced(0, 1_000_001L, Sample.frame(1))
            .enhanced(1, 2_000_001_999L, Sample.ip(2))
            .enhanced(2, 3L << 20 | 1 << 19, Sample.sctp(3))
            .obsolete(3, 5_001L, Sample.frame(4))
            .simple(Sample.frame(5));
    var trace = RecordedTrace.of(capture.bytes());

    assertThat(trace.unitFrames()).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(trace.times)
        .containsExactly(1_000_001L, 2_000_001L, 103_500_000L, 4_001_000L, 103_500_000L);
    assertThat(trace.warnings).isEmpty();
  }

  @Test
  void eachSectionHasItsOwnOrderAndInterfaces() throws Exception {
    var first =
        CaptureBuilder.pcapng(ByteOrder.BIG_ENDIAN)
            .iface(CaptureBuilder.RAW_IP, -1, 0)
            .enhanced(0, 1, Sample.ip(1));
    var second =
        CaptureBuilder.pcapng(ByteOrder.LITTLE_ENDIAN)
            .iface(ETHERNET, -1, 0)
            .enhanced(0, 2, Sample.frame(2));
    var trace = RecordedTrace.of(first.append(second).bytes());
    assertThat(trace.unitFrames()).containsExactly(1L, 2L);
  }

  @Test
  void hugeAndOddTimeUnits() {
    assertThat(new TimestampUnit(0, 0).epochMicros(7)).isEqualTo(7_000_000);
    assertThat(new TimestampUnit(12, 0).epochMicros(1_999_999)).isEqualTo(1);
    assertThat(new TimestampUnit(24, 0).epochMicros(-1)).isEqualTo(18);
    assertThat(new TimestampUnit(127, 5).epochMicros(-1)).isEqualTo(5_000_000);
    assertThat(new TimestampUnit(0x80 | 63, 0).epochMicros(3L << 62)).isEqualTo(1_500_000);
    assertThat(new TimestampUnit(0x80 | 64, 0).epochMicros(3L << 62)).isEqualTo(750_000);
    assertThat(new TimestampUnit(0x80, 0).epochMicros(3)).isEqualTo(3_000_000);
    assertThat(new TimestampUnit(0xFF, 1).epochMicros(-1)).isEqualTo(1_000_000);
  }

  @Test
  void gzipOfEither() throws Exception {
    byte[] classic = CaptureBuilder.pcap(ETHERNET).frame(Sample.frame(1)).gzip();
    byte[] blocks =
        CaptureBuilder.pcapng(ByteOrder.LITTLE_ENDIAN)
            .iface(ETHERNET, -1, 0)
            .enhanced(0, 2, Sample.frame(2))
            .gzip();
    assertThat(RecordedTrace.of(classic).unitFrames()).containsExactly(1L);
    assertThat(RecordedTrace.of(blocks).unitFrames()).containsExactly(1L);
  }

  @Test
  void gzipCutOffGivesItsWholeFrames() throws Exception {
    var capture = CaptureBuilder.pcap(ETHERNET);
    for (int i = 0; i < 3_000; i++) {
      capture.frame(Packets.ethernet(0x0800, Packets.ipv4(132, Packets.data(200, i * i))));
    }
    byte[] packed = capture.gzip();
    var trace = RecordedTrace.of(Packets.slice(packed, 0, packed.length / 2));
    assertThat(trace.frames.size()).isBetween(500, 2_999);
    assertThat(trace.warnings).hasSize(1);
    assertThat(RecordedTrace.of(Packets.slice(packed, 0, 5)).warnings).hasSize(1);
    assertThat(RecordedTrace.of(Packets.slice(packed, 0, packed.length - 3)).warnings).hasSize(1);
  }

  @Test
  void unreadLinkTypesAreToldOnceAndTheirFramesCounted() throws Exception {
    byte[] two = CaptureBuilder.pcap(147).frame(new byte[30]).frame(new byte[30]).bytes();
    var trace = RecordedTrace.of(two);
    assertThat(trace.frames).containsExactly(1L, 2L);
    assertThat(trace.warnings).containsExactly("link type 147 of interface 0 is not read");

    var blocks =
        CaptureBuilder.pcapng(ByteOrder.BIG_ENDIAN)
            .iface(147, -1, 0)
            .iface(148, -1, 0)
            .enhanced(0, 1, new byte[9])
            .enhanced(1, 1, new byte[9])
            .enhanced(0, 1, new byte[9]);
    assertThat(RecordedTrace.of(blocks.bytes()).warnings).hasSize(2);
  }

  @Test
  void hexLines() throws Exception {
    String tcap = hex(Sample.tcap(1));
    String text =
        """
        # a comment

        2024-02-03T04:05:06.123456789Z %s
        %s
        2024-02-03T04:05:07+01:00\t62 06 48 04 00 00 00 09\r
        %s
        2024-02-03T04:05:08Z %s
        %s
        2024-02-03T04:05:09Z zz
        0102 030
        deadbeef"""
            .formatted(
                tcap,
                hex(Sample.m3ua(2)),
                hex(Packets.mtp3(11, 12, Sample.udt(3))),
                hex(Sample.udt(4)),
                hex(
                    Packets.xudt(
                        Packets.address("1", 6), Packets.address("2", 7), tcapOf(5), new byte[0])));
    var trace = RecordedTrace.of(text.getBytes(StandardCharsets.UTF_8));

    assertThat(trace.frames).containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L);
    assertThat(trace.unitFrames()).containsExactly(3L, 4L, 5L, 6L, 7L, 8L);
    assertThat(trace.unitTimes().subList(0, 4).stream().map(Instant::toString))
        .containsExactly(
            "2024-02-03T04:05:06.123456Z",
            "2024-02-03T04:05:06.123456Z",
            "2024-02-03T03:05:07Z",
            "2024-02-03T04:05:06.123456Z");
    assertThat(trace.units.get(0).calling()).isEqualTo(new SccpAddress(null, -1, 0));
    assertThat(trace.units.get(3).calling()).isEqualTo(new SccpAddress(Sample.CALLING, 11, 7));
    assertThat(trace.units.get(4).calling()).isEqualTo(new SccpAddress(Sample.CALLING, -1, 7));
    assertThat(trace.malformed)
        .containsExactly(
            "9: not a time and octets in hex",
            "10: not a time and octets in hex",
            "11: neither TCAP, SCCP, MTP3 nor M3UA");
  }

  private static byte[] tcapOf(int number) {
    return Sample.tcap(number);
  }

  @Test
  void hexWithoutTimesBeginsIn1970AndGoesOnFromTheFileBefore() throws Exception {
    Path hex = Files.writeString(folder.resolve("a.hex"), hex(Sample.tcap(1)));
    assertThat(RecordedTrace.of(hex).times).containsExactly(0L);
    Path capture =
        CaptureBuilder.pcap(ETHERNET)
            .frame(99_000_000, Sample.frame(1))
            .frame(98_000_000, Sample.frame(2))
            .write(folder.resolve("b.pcap"));
    assertThat(RecordedTrace.of(capture, hex).times)
        .containsExactly(99_000_000L, 98_000_000L, 99_000_000L);
  }

  @Test
  void aLongHexLine() throws Exception {
    String text = hex(Sample.longest()) + "\n" + "00".repeat(600_000) + "\n" + hex(Sample.tcap(1));
    var trace = RecordedTrace.of(text.getBytes(StandardCharsets.UTF_8));
    assertThat(trace.unitFrames()).containsExactly(1L, 3L);
    assertThat(trace.units.get(0).data()).isEqualTo(Packets.data(65_400, 3));
    assertThat(trace.malformed).containsExactly("2: a line of more than 1 MiB");
  }

  @Test
  void whatIsNoCaptureIsRefused() throws Exception {
    for (String content : List.of("hello", "{\"a\":1}", "\u007fELF\u0001", "PK\u0003\u0004")) {
      assertThatThrownBy(() -> RecordedTrace.of(content.getBytes(StandardCharsets.ISO_8859_1)))
          .as(content)
          .isInstanceOf(NotACaptureException.class)
          .hasMessageContaining("not a capture");
    }
    assertThatThrownBy(
            () -> RecordedTrace.of(CaptureBuilder.gzip("hello".getBytes(StandardCharsets.UTF_8))))
        .isInstanceOf(NotACaptureException.class);
    assertThatThrownBy(() -> RecordedTrace.of(folder.resolve("absent")))
        .isInstanceOf(FileNotFoundException.class);
    assertThatThrownBy(() -> RecordedTrace.of(folder)).isInstanceOf(FileNotFoundException.class);
  }

  /** Whatever octet it ends at, the frames before are given and there is one warning. */
  @Test
  void cutOffAtEveryOctet() throws Exception {
    byte[] classic =
        CaptureBuilder.pcap(ETHERNET).frame(Sample.frame(1)).frame(Sample.frame(2)).bytes();
    byte[] blocks =
        CaptureBuilder.pcapng(ByteOrder.LITTLE_ENDIAN)
            .iface(ETHERNET, -1, 0)
            .enhanced(0, 1, Sample.frame(1))
            .enhanced(0, 2, Sample.frame(2))
            .bytes();
    int record = 16 + Sample.frame(1).length;
    int block = (blocks.length - 28 - 20) / 2;
    for (int end = 0; end < classic.length; end++) {
      var trace = RecordedTrace.of(Packets.slice(classic, 0, end));
      int whole = end < 24 ? 0 : (end - 24) / record;
      assertThat(trace.units).as("cut at %d", end).hasSize(whole);
      assertThat(trace.frames).hasSize(whole);
      boolean between = end >= 24 && (end - 24) % record == 0;
      assertThat(trace.warnings).as("cut at %d", end).hasSize(between ? 0 : 1);
    }
    for (int end = 0; end < blocks.length; end++) {
      var trace = RecordedTrace.of(Packets.slice(blocks, 0, end));
      int whole = end < 48 ? 0 : (end - 48) / block;
      assertThat(trace.units).as("cut at %d", end).hasSize(whole);
      boolean between = end == 28 || end >= 48 && (end - 48) % block == 0;
      assertThat(trace.warnings).as("cut at %d", end).hasSize(between ? 0 : 1);
    }
  }

  @Test
  void impossibleLengthsEndTheFileWithAWarning() throws Exception {
    byte[] classic =
        CaptureBuilder.pcap(ETHERNET).frame(Sample.frame(1)).frame(Sample.frame(2)).bytes();
    int second = 24 + 16 + Sample.frame(1).length;
    classic[second + 11] = 0x7F;
    var trace = RecordedTrace.of(classic);
    assertThat(trace.frames).hasSize(1);
    assertThat(trace.warnings).hasSize(1);
    byte[] blocks =
        CaptureBuilder.pcapng(ByteOrder.BIG_ENDIAN)
            .iface(ETHERNET, -1, 0)
            .enhanced(0, 1, Sample.frame(1))
            .bytes();
    blocks[28 + 20 + 7] = 3;
    assertThat(RecordedTrace.of(blocks).warnings).hasSize(1);
  }

  private static String hex(byte[] octets) {
    return java.util.HexFormat.of().formatHex(octets);
  }
}
