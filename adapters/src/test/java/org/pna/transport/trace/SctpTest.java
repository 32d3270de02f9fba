package org.pna.transport.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pna.transport.trace.Packets.BEGINS;
import static org.pna.transport.trace.Packets.ENDS;
import static org.pna.transport.trace.Packets.chunk;
import static org.pna.transport.trace.Packets.sctp;
import static org.pna.transport.trace.Packets.slice;

import java.util.List;
import org.junit.jupiter.api.Test;

class SctpTest {
  private static final int TAG = Sample.TAG;

  private final CaptureBuilder capture = CaptureBuilder.pcap(CaptureBuilder.SCTP);

  @Test
  void severalChunksInAPacket() throws Exception {
    byte[] sack = Packets.concat(Packets.octets(3, 0, 0, 16), new byte[12]);
    capture.frame(sctp(TAG, sack, chunk(1, Sample.m3ua(1)), chunk(2, Sample.m3ua(2))));
    var trace = RecordedTrace.of(capture.bytes());
    assertThat(trace.data()).containsExactly(Sample.tcap(1), Sample.tcap(2));
    assertThat(trace.unitFrames()).containsExactly(1L, 1L);
  }

  @Test
  void aRetransmissionIsSeenOnceInItsDirection() throws Exception {
    capture
        .frame(sctp(TAG, chunk(1, Sample.m3ua(1))))
        .frame(sctp(TAG, chunk(2, Sample.m3ua(2))))
        .frame(sctp(TAG, chunk(1, Sample.m3ua(1)), chunk(3, Sample.m3ua(3))))
        .frame(sctp(TAG + 1, chunk(1, Sample.m3ua(1))));
    assertThat(RecordedTrace.of(capture.bytes()).unitFrames()).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void anEqualTsnWithOtherContentIsAnotherMessage() throws Exception {
    capture.frame(sctp(TAG, chunk(1, Sample.m3ua(1)))).frame(sctp(TAG, chunk(1, Sample.m3ua(2))));
    assertThat(RecordedTrace.of(capture.bytes()).units).hasSize(2);
  }

  @Test
  void retransmissionsAreKnownOverThousandsOfChunksAndTheWrap() throws Exception {
    for (int pass = 0; pass < 2; pass++) {
      for (int i = 0; i < 3_000; i++) {
        capture.frame(sctp(TAG, chunk(i - 1_500, Sample.m3ua(i))));
      }
    }
    assertThat(RecordedTrace.of(capture.bytes()).units).hasSize(3_000);
  }

  @Test
  void fragmentsInAnyOrderAcrossTheWrap() throws Exception {
    byte[] message = Sample.m3ua(1);
    byte[][] parts = {slice(message, 0, 20), slice(message, 20, 40), slice(message, 40, 999)};
    int[] flags = {BEGINS, 0, ENDS};
    for (int[] order : new int[][] {{0, 1, 2}, {2, 1, 0}, {1, 0, 2}, {2, 0, 1}}) {
      var file = CaptureBuilder.pcap(CaptureBuilder.SCTP);
      for (int i : order) {
        file.frame(sctp(TAG, chunk(-2 + i, flags[i], 9, 3, parts[i])));
        // Sent again meanwhile.
        file.frame(sctp(TAG, chunk(-2 + order[0], flags[order[0]], 9, 3, parts[order[0]])));
      }
      var trace = RecordedTrace.of(file.bytes());
      assertThat(trace.data()).containsExactly(Sample.tcap(1));
      assertThat(trace.unitFrames()).containsExactly(5L);
      assertThat(trace.malformed).isEmpty();
    }
  }

  @Test
  void aMissingFragmentIsOneMalformedEntry() throws Exception {
    byte[] message = Sample.m3ua(1);
    for (int missing = 0; missing < 3; missing++) {
      var file = CaptureBuilder.pcap(CaptureBuilder.SCTP);
      for (int i = 0; i < 3; i++) {
        int flags = i == 0 ? BEGINS : i == 2 ? ENDS : 0;
        byte[] part = slice(message, 20 * i, i == 2 ? 999 : 20 * i + 20);
        file.frame(i == missing ? sctp(TAG) : sctp(TAG, chunk(7 + i, flags, 9, 3, part)));
      }
      file.frame(sctp(TAG, chunk(10, Sample.m3ua(2))));
      var trace = RecordedTrace.of(file.bytes());
      int last = missing == 2 ? 2 : 3;
      assertThat(trace.malformed)
          .containsExactly(last + ": SCTP user message with missing fragments");
      assertThat(trace.unitFrames()).containsExactly(4L);
    }
  }

  @Test
  void fragmentsAreBoundedAndTheOldestMessageGoes() throws Exception {
    for (int i = 0; i <= SctpDirection.MAX_FRAGMENTS; i++) {
      capture.frame(sctp(TAG, chunk(2 * i, BEGINS, i, 3, slice(Sample.m3ua(i), 0, 16))));
    }
    capture.frame(sctp(TAG, chunk(3, ENDS, 1, 3, slice(Sample.m3ua(1), 16, 999))));
    var trace = RecordedTrace.of(capture.bytes());
    assertThat(trace.malformed.get(0)).startsWith("1: ");
    assertThat(trace.data()).containsExactly(Sample.tcap(1));
    assertThat(trace.malformed).hasSize(SctpDirection.MAX_FRAGMENTS);
  }

  @Test
  void directionsAreBounded() throws Exception {
    byte[] begin = slice(Sample.m3ua(1), 0, 16);
    for (int tag = 0; tag <= Sctp.MAX_DIRECTIONS; tag++) {
      capture.frame(sctp(tag, chunk(1, BEGINS, 1, 3, begin)));
    }
    byte[] end = slice(Sample.m3ua(1), 16, 999);
    capture.frame(sctp(0, chunk(2, ENDS, 1, 3, end)));
    capture.frame(sctp(Sctp.MAX_DIRECTIONS, chunk(2, ENDS, 1, 3, end)));
    var trace = RecordedTrace.of(capture.bytes());
    assertThat(trace.units).hasSize(1);
    assertThat(trace.malformed.get(0)).startsWith("1: ");
  }

  @Test
  void anyWayIntoM3uaAndMtp3() throws Exception {
    byte[] mtp3 = Packets.mtp3(101, 909, Sample.udt(4));
    capture
        .frame(sctp(TAG, chunk(1, 3, 1, 0, Sample.m3ua(1))))
        .frame(sctp(TAG, chunk(2, 3, 2, 0, Packets.data(50, 1))))
        .frame(sctp(TAG, chunk(3, 3, 3, 5, Packets.m2pa(mtp3))))
        .frame(sctp(TAG, chunk(4, 3, 4, 2, Packets.m2ua(mtp3))))
        .frame(sctp(TAG, chunk(5, 3, 5, 5, Packets.sigtran(11, 1, new byte[8]))));
    var trace = RecordedTrace.of(capture.bytes());
    assertThat(trace.unitFrames()).containsExactly(1L, 3L, 4L);
    assertThat(trace.units.get(1).called().pointCode()).isEqualTo(909);
    assertThat(trace.malformed).isEmpty();
  }

  @Test
  void theLongestMessageInFragments() throws Exception {
    byte[] message = Sample.longest();
    int count = (message.length + 1_399) / 1_400;
    for (int i = 0; i < count; i++) {
      int flags = i == 0 ? BEGINS : i == count - 1 ? ENDS : 0;
      byte[] part = slice(message, 1_400 * i, 1_400 * i + 1_400);
      capture.frame(sctp(TAG, chunk(i, flags, 1, 3, part)));
    }
    var trace = RecordedTrace.of(capture.bytes());
    assertThat(trace.unitFrames()).containsExactly((long) count);
    assertThat(trace.data()).containsExactly(Packets.data(65_400, 3));
  }

  @Test
  void brokenM3uaIsMalformed() throws Exception {
    byte[] badLength = Sample.m3ua(1);
    badLength[7]++;
    byte[] badParameter = Sample.m3ua(1);
    badParameter[19] += 40;
    byte[] badVersion = Sample.m3ua(1);
    badVersion[0] = 2;
    byte[] beat = Packets.sigtran(3, 3, Packets.octets(0, 9, 0, 8, 1, 2, 3, 4));
    byte[] draft = Packets.sigtran(1, 1, Packets.octets(0, 2, 0, 8, 1, 2, 3, 4));
    int tsn = 1;
    for (byte[] message : List.of(badLength, badParameter, badVersion, beat, draft)) {
      capture.frame(sctp(TAG, chunk(tsn++, message)));
    }
    var trace = RecordedTrace.of(capture.frame(sctp(TAG, chunk(9, new byte[0]))).bytes());
    assertThat(trace.malformed)
        .containsExactly(
            "1: M3UA header is not valid",
            "2: M3UA DATA without valid Protocol Data",
            "3: M3UA header is not valid",
            "6: SCTP DATA chunk without data");
  }

  @Test
  void whatOneFileBeginsTheNextCompletes(
      @org.junit.jupiter.api.io.TempDir java.nio.file.Path folder) throws Exception {
    byte[] message = Sample.m3ua(1);
    var first =
        CaptureBuilder.pcap(CaptureBuilder.SCTP)
            .frame(sctp(TAG, chunk(1, BEGINS, 1, 3, slice(message, 0, 20))))
            .write(folder.resolve("1.pcap"));
    var second =
        CaptureBuilder.pcap(CaptureBuilder.SCTP)
            .frame(sctp(TAG))
            .frame(sctp(TAG, chunk(2, ENDS, 1, 3, slice(message, 20, 999))))
            .write(folder.resolve("2.pcap"));
    var trace = RecordedTrace.of(first, second);
    assertThat(trace.units.get(0).origin().place())
        .isEqualTo(new org.pna.model.Place.Frame(second.toString(), 2));
    assertThat(trace.frames).containsExactly(1L, 1L, 2L);
  }
}
