package org.pna.transport.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pna.transport.trace.Packets.address;
import static org.pna.transport.trace.Packets.bcd;
import static org.pna.transport.trace.Packets.concat;
import static org.pna.transport.trace.Packets.octets;
import static org.pna.transport.trace.Packets.segmentation;
import static org.pna.transport.trace.Packets.slice;
import static org.pna.transport.trace.Packets.xudt;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.pna.model.message.map.SccpAddress;

class SccpTest {
  private static final byte[] CALLED = address(Sample.CALLED, 147);
  private static final byte[] CALLING = address(Sample.CALLING, 7);
  private static final byte[] LONG = Packets.data(700, 1);

  private final CaptureBuilder capture = CaptureBuilder.pcap(CaptureBuilder.MTP3);

  private CaptureBuilder sccp(byte[] message) {
    return capture.frame(Packets.mtp3(101, 909, message));
  }

  private RecordedTrace read() throws Exception {
    return RecordedTrace.of(capture.bytes());
  }

  private byte[] segment(int index, int of, int reference) {
    byte[] part = slice(LONG, 200 * index, index == of - 1 ? 999 : 200 * index + 200);
    return xudt(CALLED, CALLING, part, segmentation(index == 0, of - 1 - index, reference));
  }

  @Test
  void theThreeUnitdataMessages() throws Exception {
    sccp(Sample.udt(1));
    sccp(xudt(CALLED, CALLING, Sample.tcap(2), new byte[0]));
    sccp(xudt(CALLED, CALLING, Sample.tcap(3), segmentation(true, 0, 5)));
    sccp(Packets.ludt(CALLED, CALLING, LONG));
    var trace = read();
    assertThat(trace.data()).containsExactly(Sample.tcap(1), Sample.tcap(2), Sample.tcap(3), LONG);
    assertThat(trace.units)
        .allSatisfy(
            unit -> {
              assertThat(unit.called()).isEqualTo(new SccpAddress(Sample.CALLED, 909, 147));
              assertThat(unit.calling()).isEqualTo(new SccpAddress(Sample.CALLING, 101, 7));
            });
  }

  @Test
  void returnedDataAndConnectionsAreNoMessages() throws Exception {
    sccp(Packets.udts(CALLED, CALLING, Sample.tcap(1)));
    byte[] xudts = xudt(CALLED, CALLING, Sample.tcap(1), new byte[0]);
    xudts[0] = 0x12;
    sccp(xudts);
    sccp(octets(0x06, 1, 2, 3, 0, 1, 1, 0x62));
    sccp(octets(0x14, 1));
    var trace = read();
    assertThat(trace.units).isEmpty();
    assertThat(trace.malformed).isEmpty();
  }

  @Test
  void segmentsInAnyOrderAndRepeated() throws Exception {
    sccp(segment(0, 4, 77));
    sccp(segment(2, 4, 77));
    sccp(segment(0, 4, 78));
    sccp(segment(2, 4, 77));
    sccp(segment(1, 4, 77));
    sccp(segment(3, 4, 77));
    sccp(segment(3, 4, 78));
    sccp(segment(2, 4, 78));
    sccp(segment(1, 4, 78));
    var trace = read();
    assertThat(trace.data()).containsExactly(LONG, LONG);
    assertThat(trace.unitFrames()).containsExactly(6L, 9L);
    assertThat(trace.malformed).isEmpty();
  }

  @Test
  void aMissingSegmentIsMalformedAtTheLastOneSeen() throws Exception {
    for (int missing = 0; missing < 4; missing++) {
      var file = CaptureBuilder.pcap(CaptureBuilder.MTP3);
      for (int i = 0; i < 4; i++) {
        byte[] message = i == missing ? Sample.udt(i) : segment(i, 4, 77);
        file.frame(Packets.mtp3(101, 909, message));
      }
      var trace = RecordedTrace.of(file.bytes());
      assertThat(trace.malformed)
          .containsExactly((missing == 3 ? 3 : 4) + ": SCCP message with missing segments");
      assertThat(trace.units).hasSize(1);
    }
  }

  @Test
  void aReferenceUsedAgainEndsTheMessageBefore() throws Exception {
    sccp(segment(0, 4, 77));
    sccp(segment(1, 4, 77));
    byte[] other = Packets.data(300, 8);
    sccp(xudt(CALLED, CALLING, slice(other, 0, 200), segmentation(true, 1, 77)));
    sccp(xudt(CALLED, CALLING, slice(other, 200, 300), segmentation(false, 0, 77)));
    var trace = read();
    assertThat(trace.data()).containsExactly(other);
    assertThat(trace.malformed).containsExactly("2: SCCP message with missing segments");
  }

  @Test
  void segmentedMessagesAreBounded() throws Exception {
    for (int i = 0; i <= SccpSegments.MAX_MESSAGES; i++) {
      sccp(segment(0, 4, i));
    }
    var trace = read();
    assertThat(trace.malformed).hasSize(SccpSegments.MAX_MESSAGES + 1);
    assertThat(trace.malformed.get(0)).startsWith("1: ");
  }

  @Test
  void addressesOfEveryForm() {
    assertThat(decode(octets())).isEqualTo(new SccpAddress(null, 55, 0));
    assertThat(decode(octets(0x42, 8))).isEqualTo(new SccpAddress(null, 55, 8));
    assertThat(decode(octets(0x43, 0x8D, 0x03, 8))).isEqualTo(new SccpAddress(null, 909, 8));
    assertThat(decode(concat(octets(0x04, 0x84), bcd("1234"))).globalTitle()).isEqualTo("123");
    assertThat(decode(concat(octets(0x04, 0x04), bcd("12340"))).globalTitle()).isEqualTo("123400");
    assertThat(decode(concat(octets(0x0A, 6, 0), bcd("1234"))))
        .isEqualTo(new SccpAddress("1234", 55, 6));
    assertThat(decode(concat(octets(0x0C, 0, 0x11), bcd("123"))).globalTitle()).isEqualTo("123");
    assertThat(decode(concat(octets(0x0C, 0, 0x12), bcd("123f"))).globalTitle()).isEqualTo("123");
    assertThat(decode(concat(octets(0x12, 147, 0, 0x12, 4), bcd("1b0c"))))
        .isEqualTo(new SccpAddress("1b0c", 55, 147));
    assertThat(decode(octets(0x12, 147, 0, 0x12, 4)).globalTitle()).isNull();
    for (byte[] cut :
        new byte[][] {octets(1), octets(1, 1), octets(2), octets(4), octets(0x10, 0, 0x12)}) {
      assertThat(decode(cut)).as(Arrays.toString(cut)).isNull();
    }
  }

  private static SccpAddress decode(byte[] octets) {
    byte[] inside = concat(octets(0xFF), octets, octets(0xFF, 0xFF, 0xFF, 0xFF));
    return PartyAddress.decode(inside, 1, 1 + octets.length, 55);
  }

  @Test
  void aPointCodeInTheAddressGoesBeforeTheRoutingLabels() throws Exception {
    byte[] withPointCode = concat(octets(0x13, 0x8E, 0x03, 147, 0, 0x12, 4), bcd("12"));
    sccp(Packets.udt(withPointCode, CALLING, Sample.tcap(1)));
    assertThat(read().units.get(0).called()).isEqualTo(new SccpAddress("12", 910, 147));
  }

  /** Every pointer and length one octet too far, and every place to cut it off. */
  @Test
  void whatLeadsOutsideIsMalformed() throws Exception {
    byte[] good = Sample.udt(1);
    for (int at : new int[] {2, 3, 4, 5, 5 + 1 + CALLED.length}) {
      byte[] bad = good.clone();
      bad[at] = (byte) 0xFF;
      sccp(bad);
    }
    byte[] zero = good.clone();
    zero[2] = 0;
    sccp(zero);
    byte[] ludt = Packets.ludt(CALLED, CALLING, LONG);
    ludt[8] = (byte) 0xFF;
    sccp(ludt);
    sccp(octets(0x55, 1, 2, 3, 4, 5, 6));
    int broken = 8;
    for (int end = 0; end < good.length; end++) {
      sccp(slice(good, 0, end));
      broken++;
    }
    var trace = read();
    assertThat(trace.malformed).hasSize(broken);
    assertThat(trace.units).isEmpty();
  }
}
