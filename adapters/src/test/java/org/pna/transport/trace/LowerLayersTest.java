package org.pna.transport.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pna.transport.trace.CaptureBuilder.ETHERNET;
import static org.pna.transport.trace.CaptureBuilder.RAW_IP;
import static org.pna.transport.trace.Packets.concat;
import static org.pna.transport.trace.Packets.ethernet;
import static org.pna.transport.trace.Packets.ipv4Fragment;
import static org.pna.transport.trace.Packets.octets;
import static org.pna.transport.trace.Packets.slice;
import static org.pna.transport.trace.Packets.vlan;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Link layers and IP. */
class LowerLayersTest {
  @Test
  void everyLinkTypeLeadsToTheMessage() throws Exception {
    byte[] ip = Sample.ip(1);
    byte[] mtp3 = Packets.mtp3(101, 909, Sample.udt(1));
    byte[] mtp2 = Packets.mtp2(mtp3);
    byte[] annexA = concat(octets(0, 1, 0, 0), octets(0, 0, 0, 0, mtp3.length, 0), mtp3);
    var frames =
        Map.ofEntries(
            Map.entry(0, concat(octets(2, 0, 0, 0), ip)),
            Map.entry(108, concat(octets(0, 0, 0, 2), ip)),
            Map.entry(1, ethernet(0x0800, ip)),
            Map.entry(12, ip),
            Map.entry(14, ip),
            Map.entry(101, ip),
            Map.entry(228, ip),
            Map.entry(113, concat(new byte[14], octets(8, 0), ip)),
            Map.entry(276, concat(octets(8, 0), new byte[18], ip)),
            Map.entry(139, concat(octets(0, 0, 0, 0), mtp2)),
            Map.entry(140, mtp2),
            Map.entry(141, mtp3),
            Map.entry(248, Sample.sctp(1)));
    for (var frame : frames.entrySet()) {
      var trace =
          RecordedTrace.of(CaptureBuilder.pcap(frame.getKey()).frame(frame.getValue()).bytes());
      assertThat(trace.data()).as("link type %d", frame.getKey()).containsExactly(Sample.tcap(1));
      assertThat(trace.units.get(0).calling().pointCode()).isEqualTo(101);
      assertThat(trace.units.get(0).called().pointCode()).isEqualTo(909);
    }
    var highSpeed = RecordedTrace.of(CaptureBuilder.pcap(139).frame(annexA).bytes());
    assertThat(highSpeed.data()).containsExactly(Sample.tcap(1));
  }

  @Test
  void ip6OnLoopbackOfEitherByteOrder() throws Exception {
    byte[] packet = Packets.ipv6(132, new byte[0], Sample.sctp(1));
    for (byte[] family : new byte[][] {octets(30, 0, 0, 0), octets(0, 0, 0, 24)}) {
      var trace = RecordedTrace.of(CaptureBuilder.pcap(0).frame(concat(family, packet)).bytes());
      assertThat(trace.units).hasSize(1);
    }
  }

  @Test
  void nestedTags() throws Exception {
    byte[] ip = Sample.ip(1);
    byte[] twice = ethernet(0x88A8, vlan(5, 0x8100, vlan(6, 0x0800, ip)));
    byte[] thrice =
        ethernet(0x9100, vlan(5, 0x9100, vlan(6, 0x8100, vlan(7, 0x0800, Sample.ip(2)))));
    byte[] cutInTag = ethernet(0x8100, octets(0, 5));
    var trace =
        RecordedTrace.of(
            CaptureBuilder.pcap(ETHERNET).frame(twice).frame(thrice).frame(cutInTag).bytes());
    assertThat(trace.unitFrames()).containsExactly(1L, 2L);
  }

  @Test
  void linkStatusAndFillInUnitsAreFramesOnly() throws Exception {
    var capture = CaptureBuilder.pcap(140).frame(octets(1, 2, 0)).frame(octets(1, 2, 1, 0));
    var trace = RecordedTrace.of(capture.frame(octets(1, 2)).bytes());
    assertThat(trace.frames).hasSize(3);
    assertThat(trace.malformed).isEmpty();
  }

  @Test
  void unrelatedTrafficIsCountedOnly() throws Exception {
    byte[] half = new byte[64];
    var capture =
        CaptureBuilder.pcap(ETHERNET)
            .frame(ethernet(0x0806, new byte[28]))
            .frame(ethernet(0x0800, Packets.ipv4(17, Packets.udp(53, 53, half))))
            .frame(ethernet(0x0800, Packets.ipv4(6, Packets.tcp(80, 4000, 1, 16, half))))
            .frame(ethernet(0x0800, ipv4Fragment(17, 7, 8, true, half)))
            .frame(ethernet(0x0800, ipv4Fragment(6, 8, 8, true, half)))
            .frame(ethernet(0x0800, Packets.ipv4(132, half)))
            .frame(
                ethernet(
                    0x0800, Packets.ipv4(132, Packets.sctp(1, Packets.chunk(1, 3, 0, 60, half)))))
            .frame(ethernet(0x0800, new byte[3]))
            .frame(new byte[0]);
    var trace = RecordedTrace.of(capture.bytes());
    assertThat(trace.frames).hasSize(9);
    assertThat(trace.units).isEmpty();
    assertThat(trace.malformed).isEmpty();
    assertThat(trace.warnings).isEmpty();
  }

  @Test
  void fragmentsInAnyOrderAndOverlapping() throws Exception {
    byte[] sctp = Sample.sctp(1);
    byte[] wrong = Packets.data(24, 9);
    var capture =
        CaptureBuilder.pcap(RAW_IP)
            .frame(ipv4Fragment(132, 77, 48, false, slice(sctp, 48, 9999)))
            .frame(ipv4Fragment(132, 77, 24, true, slice(sctp, 24, 48)))
            .frame(ipv4Fragment(132, 78, 0, true, slice(sctp, 0, 24)))
            // Overlaps what came before with other octets: the first stay.
            .frame(ipv4Fragment(132, 77, 24, true, wrong))
            .frame(ipv4Fragment(132, 77, 0, true, concat(slice(sctp, 0, 24), wrong)));
    var trace = RecordedTrace.of(capture.bytes());
    assertThat(trace.unitFrames()).containsExactly(5L);
    assertThat(trace.data()).containsExactly(Sample.tcap(1));
    // The other datagram's beginning holds no DATA chunk: nobody knows what it was.
    assertThat(trace.malformed).isEmpty();
  }

  @Test
  void aMissingFragmentIsMalformedAtTheLastPartSeen() throws Exception {
    byte[] sctp = Sample.sctp(1);
    for (int missing = 0; missing < 3; missing++) {
      var capture = CaptureBuilder.pcap(RAW_IP);
      for (int i = 0; i < 3; i++) {
        if (i != missing) {
          int end = i == 2 ? 9999 : 32 * i + 32;
          capture.frame(ipv4Fragment(132, 5, 32 * i, i < 2, slice(sctp, 32 * i, end)));
        }
      }
      var trace = RecordedTrace.of(capture.frame(Sample.ip(2)).bytes());
      assertThat(trace.malformed).containsExactly("2: IP datagram with missing fragments");
      assertThat(trace.unitFrames()).containsExactly(3L);
    }
  }

  @Test
  void fragmentsWait30SecondsOfTheTrace() throws Exception {
    byte[] sctp = Sample.sctp(1);
    byte[] first = ipv4Fragment(132, 5, 0, true, slice(sctp, 0, 32));
    byte[] second = ipv4Fragment(132, 5, 32, false, slice(sctp, 32, 999));
    var intime =
        CaptureBuilder.pcap(RAW_IP).frame(1_000_000, first).frame(31_000_000, second).bytes();
    assertThat(RecordedTrace.of(intime).units).hasSize(1);
    var late =
        CaptureBuilder.pcap(RAW_IP).frame(1_000_000, first).frame(31_000_001, second).bytes();
    assertThat(RecordedTrace.of(late).malformed)
        .containsExactly(
            "1: IP datagram with missing fragments", "2: IP datagram with missing fragments");
  }

  @Test
  void fragmentsAreBounded() throws Exception {
    byte[] sctp = Sample.sctp(1);
    var capture = CaptureBuilder.pcap(RAW_IP);
    for (int i = 0; i <= IpFragments.MAX_DATAGRAMS; i++) {
      capture.frame(5_000_000, ipv4Fragment(132, i, 0, true, slice(sctp, 0, 32)));
    }
    byte[] file =
        capture.frame(5_000_000, ipv4Fragment(132, 1, 32, false, slice(sctp, 32, 999))).bytes();
    var trace = RecordedTrace.of(file);
    assertThat(trace.malformed.get(0)).startsWith("1: ");
    assertThat(trace.units).hasSize(1);
    assertThat(trace.malformed).hasSize(IpFragments.MAX_DATAGRAMS);
  }

  @Test
  void ip6WithExtensionHeadersAndFragments() throws Exception {
    byte[] hopByHop = concat(octets(60, 0), new byte[6]);
    byte[] destination = concat(octets(132, 1), new byte[14]);
    byte[] sctp = Sample.sctp(2);
    var capture =
        CaptureBuilder.pcap(ETHERNET)
            .frame(ethernet(0x86DD, Packets.ipv6(0, concat(hopByHop, destination), Sample.sctp(1))))
            .frame(ethernet(0x86DD, ip6Fragment(sctp, 0, 40)))
            .frame(ethernet(0x86DD, ip6Fragment(sctp, 40, 999)));
    var trace = RecordedTrace.of(capture.bytes());
    assertThat(trace.unitFrames()).containsExactly(1L, 3L);
    assertThat(trace.malformed).isEmpty();
  }

  private static byte[] ip6Fragment(byte[] payload, int from, int to) {
    byte[] header = Packets.ipv6FragmentHeader(132, from, to < payload.length, 0xABCDEF01);
    return Packets.ipv6(44, header, slice(payload, from, to));
  }

  @Test
  void aFrameCutByTheSnapshotLengthGivesWhatIsWhole() throws Exception {
    byte[] two =
        Packets.ipv4(
            132,
            Packets.sctp(
                Sample.TAG, Packets.chunk(1, Sample.m3ua(1)), Packets.chunk(2, Sample.m3ua(2))));
    byte[] file = CaptureBuilder.pcap(RAW_IP).cut(1, two, two.length - 9).bytes();
    var trace = RecordedTrace.of(file);
    assertThat(trace.data()).containsExactly(Sample.tcap(1));
    assertThat(trace.malformed).containsExactly("1: SCTP DATA chunk is cut off");
  }
}
