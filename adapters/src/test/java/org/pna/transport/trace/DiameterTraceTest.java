package org.pna.transport.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pna.transport.trace.CaptureBuilder.RAW_IP;
import static org.pna.transport.trace.Packets.ACK;
import static org.pna.transport.trace.Packets.SYN;
import static org.pna.transport.trace.Packets.concat;
import static org.pna.transport.trace.Packets.slice;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pna.model.Place;
import org.pna.model.message.sh.UserDataAnswer;
import org.pna.transport.diameter.codec.DiameterHeader;

/** Diameter in traces: cut into messages, answers with their requests. */
class DiameterTraceTest {
  private static final byte[] NONE = {};
  private static final byte[] GATEWAY = Packets.octets(10, 0, 0, 1, 10, 0, 0, 2);
  private static final byte[] SERVER = Packets.octets(10, 0, 0, 2, 10, 0, 0, 1);

  @TempDir Path folder;

  private CaptureBuilder capture = CaptureBuilder.pcap(RAW_IP);
  private int port = 3868;
  private final int[] sequence = {-900, 77};

  /** From the gateway, side 0, or the server, side 1. */
  private DiameterTraceTest send(int side, byte[] octets) {
    segment(side, sequence[side], octets);
    sequence[side] += octets.length;
    return this;
  }

  private void segment(int side, int at, byte[] octets) {
    int source = side == 0 ? 40_000 : port;
    int destination = side == 0 ? port : 40_000;
    byte[] tcp = Packets.tcp(source, destination, at, ACK, octets);
    capture.frame(Packets.ipv4(side == 0 ? GATEWAY : SERVER, 6, 0, 0, false, tcp));
  }

  private RecordedTrace read(String... hints) throws Exception {
    var trace = new RecordedTrace();
    var reader = new TraceReader(trace, PortProtocols.with(List.of(hints)));
    reader.read(capture.write(folder.resolve("sh.pcap")).toString());
    reader.finish();
    return trace;
  }

  private static List<Long> frames(RecordedTrace trace) {
    return trace.answers.stream()
        .map(answer -> ((Place.Frame) answer.origin().place()).number())
        .toList();
  }

  @Test
  void anAnswerHasTheNamesAndTheTimeOfItsRequest() throws Exception {
    send(0, ShSample.request(1)).send(0, ShSample.request(2));
    send(1, ShSample.answer(2)).send(1, ShSample.answer(1));
    RecordedTrace trace = read();
    assertThat(trace.answers)
        .extracting(UserDataAnswer::subscriber)
        .containsExactly(List.of(ShSample.msisdn(2)), List.of(ShSample.msisdn(1)));
    for (UserDataAnswer answer : trace.answers) {
      assertThat(Duration.between(answer.askedAt(), answer.origin().time())).isPositive();
    }
    assertThat(frames(trace)).containsExactly(3L, 4L);
    assertThat(trace.operations).containsExactly("User-Data-Request", "User-Data-Request");
    assertThat(trace.ignored).isEqualTo(trace.operations);
    assertThat(trace.malformed).isEmpty();
  }

  @Test
  void anAnswerIsOfItsOwnConnectionOnly() throws Exception {
    send(0, ShSample.request(1));
    send(1, ShSample.answer(2)); // another identifier
    send(0, ShSample.answer(1)); // the wrong way
    port = 3869;
    send(1, ShSample.answer(1));
    port = 3868;
    send(1, ShSample.answer(1)).send(1, ShSample.answer(1)); // and once only
    RecordedTrace trace = read("3869=diameter");
    assertThat(frames(trace)).containsExactly(5L);
    String unknown = "unknown-dialogue";
    assertThat(trace.ignored)
        .containsExactly("User-Data-Request", unknown, unknown, unknown, unknown);
  }

  @Test
  void anAnswerThatComesAfterAMinuteIsOfNothing() throws Exception {
    for (int seconds : new int[] {60, 61}) {
      capture = CaptureBuilder.pcap(RAW_IP);
      capture.frame(0, tcp(0, ShSample.request(1)));
      capture.frame(seconds * 1_000_000L, tcp(1, ShSample.answer(1)));
      assertThat(read().answers).hasSize(seconds == 60 ? 1 : 0);
    }
  }

  private static byte[] tcp(int side, byte[] octets) {
    byte[] tcp =
        side == 0
            ? Packets.tcp(40_000, 3868, 5, ACK, octets)
            : Packets.tcp(3868, 40_000, 5, ACK, octets);
    return Packets.ipv4(side == 0 ? GATEWAY : SERVER, 6, 0, 0, false, tcp);
  }

  @Test
  void anotherPortIsReadByAHintOnly() throws Exception {
    port = 4000;
    send(0, ShSample.notification(1));
    assertThat(read().notifications).isEmpty();
    assertThat(read("4000=diameter").notifications).hasSize(1);
  }

  @Test
  void theUsualPortMayBeSomethingElse() throws Exception {
    send(0, ShSample.notification(1)).send(1, Packets.data(400, 3));
    assertThat(read("3868=radius").notifications).isEmpty();
    RecordedTrace trace = read();
    assertThat(trace.notifications).hasSize(1);
    assertThat(trace.malformed).isEmpty();
  }

  @Test
  void segmentsInAnyOrderAndAgain() throws Exception {
    byte[] stream = concat(ShSample.notification(1), ShSample.notification(2));
    int begin = sequence[1];
    capture.frame(Packets.ipv4(6, Packets.tcp(3868, 40_000, begin - 1, SYN, NONE)));
    int middle = stream.length / 2 + 9;
    for (int[] part : new int[][] {{middle, 999}, {0, 30}, {0, 30}, {20, middle + 5}}) {
      byte[] tcp = Packets.tcp(3868, 40_000, begin + part[0], ACK, slice(stream, part[0], part[1]));
      capture.frame(Packets.ipv4(6, tcp));
    }
    RecordedTrace trace = read();
    assertThat(trace.notifications).hasSize(2);
    assertThat(trace.malformed).isEmpty();
  }

  @Test
  void aStreamFromTheMiddleOnBeginsWithTheNextMessage() throws Exception {
    byte[] one = ShSample.notification(1);
    send(1, slice(one, 40, 999)).send(1, ShSample.notification(2)).send(1, one);
    RecordedTrace trace = read();
    assertThat(trace.notifications).hasSize(2);
    assertThat(trace.malformed).isEmpty();
  }

  @Test
  void ciphersAreLeftAlone() throws Exception {
    byte[] tls = Packets.octets(0x16, 3, 1, 1, 0);
    send(0, concat(tls, Packets.data(256, 1))).send(1, concat(tls, Packets.data(256, 2)));
    RecordedTrace trace = read();
    assertThat(trace.malformed).isEmpty();
    assertThat(trace.operations).isEmpty();
  }

  @Test
  void sctpByItsProtocolIdentifierOrByHowItLooks() throws Exception {
    for (int ppid : new int[] {46, 47, 0}) {
      capture = CaptureBuilder.pcap(CaptureBuilder.SCTP);
      byte[] asked = ShSample.request(1);
      byte[] answered = ShSample.answer(1);
      capture.frame(Packets.sctp(1, Packets.chunk(1, Packets.BEGINS, 0, ppid, slice(asked, 0, 8))));
      capture.frame(Packets.sctp(1, Packets.chunk(2, Packets.ENDS, 0, ppid, slice(asked, 8, 999))));
      capture.frame(Packets.sctp(2, Packets.chunk(1, Packets.WHOLE, 0, ppid, answered)));
      capture.frame(Packets.sctp(1, Packets.chunk(3, Packets.WHOLE, 1, ppid, Packets.data(90, 3))));
      RecordedTrace trace = read();
      assertThat(frames(trace)).containsExactly(3L);
      assertThat(trace.malformed)
          .isEqualTo(ppid == 46 ? List.of("4: Diameter header is not valid") : List.of());
    }
  }

  @Test
  void whatCannotBeReadIsTold() throws Exception {
    send(0, ShSample.request(1)).send(1, ShSample.answer(1, "<Sh-Data>"));
    byte[] broken = ShSample.notification(3);
    broken[30] = 0; // of the first AVP's length
    broken[27] = 3;
    send(1, broken);
    RecordedTrace trace = read();
    assertThat(trace.malformed)
        .containsExactly(
            "2: User-Data-Answer: Sh-Data: not well-formed XML",
            "3: Push-Notification-Request: message: AVP 263 of 3 octets");
    assertThat(trace.answers).isEmpty();
  }

  @Test
  void requestsAreForgottenAtTheBound() {
    var requests = new OpenRequests<Integer>();
    Ends ends = Ends.of(3868 << 16 | 3868);
    var at = new Arrival(new Place.Frame("x", 1), 0, 0, 0);
    for (int i = 0; i <= OpenRequests.MAX_OPEN; i++) {
      requests.sent(at, ends, header(i), i);
    }
    assertThat(requests.answered(at, ends, header(0))).isNull();
    assertThat(requests.answered(at, ends, header(1))).isEqualTo(1);
    assertThat(requests.answered(at, ends, header(1))).isNull();
  }

  private static DiameterHeader header(int number) {
    return DiameterHeader.request(306, 1, number, number);
  }

  @Test
  void otherHeadersBeginNoMessage() {
    byte[] message = ShSample.notification(1);
    assertThat(Diameter.startsMessage(message, 0, message.length)).isTrue();
    int[][] faults = {{0, 2}, {1, 0x20}, {3, 7}, {4, 0xE0}, {4, 0x81}, {6, 0}, {27, 4}};
    for (int[] fault : faults) {
      byte[] other = message.clone();
      other[fault[0]] = (byte) fault[1];
      assertThat(Diameter.startsMessage(other, 0, other.length)).as("octet %d", fault[0]).isFalse();
    }
  }
}
