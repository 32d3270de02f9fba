package org.pna.transport.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pna.transport.trace.CaptureBuilder.RAW_IP;
import static org.pna.transport.trace.Packets.ACK;
import static org.pna.transport.trace.Packets.concat;
import static org.pna.transport.trace.Packets.slice;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pna.model.Msisdn;
import org.pna.model.message.ims.ThirdPartyRegister;
import org.pna.model.message.mlp.LocationReport;

/** SIP and MLP in traces: cut into messages, told from other traffic, answers with requests. */
class TextTraceTest {
  private static final byte[] THERE = Packets.octets(10, 0, 0, 1, 10, 0, 0, 2);
  private static final byte[] BACK = Packets.octets(10, 0, 0, 2, 10, 0, 0, 1);
  private static final byte[] LINE_END = ImsSample.text("\r\n");

  @TempDir Path folder;

  private final CaptureBuilder capture = CaptureBuilder.pcap(RAW_IP);
  private final int[] sequence = {-900, 77};
  private long micros = 1_000_000;

  private TextTraceTest send(int side, int port, byte[] octets) {
    int source = side == 0 ? 40_000 : port;
    int destination = side == 0 ? port : 40_000;
    byte[] tcp = Packets.tcp(source, destination, sequence[side], ACK, octets);
    sequence[side] += octets.length;
    micros += 250_000;
    capture.frame(micros, Packets.ipv4(side == 0 ? THERE : BACK, 6, 0, 0, false, tcp));
    return this;
  }

  private void pieces(int port, byte[] octets, int size) {
    for (int at = 0; at < octets.length; at += size) {
      send(0, port, slice(octets, at, Math.min(octets.length, at + size)));
    }
  }

  private TextTraceTest datagram(int port, byte[] octets) {
    micros += 250_000;
    capture.frame(micros, Packets.ipv4(17, Packets.udp(40_000, port, octets)));
    return this;
  }

  private static String string(byte[] octets) {
    return new String(octets, StandardCharsets.UTF_8);
  }

  private RecordedTrace read(String... hints) throws Exception {
    var trace = new RecordedTrace();
    var reader = new TraceReader(trace, PortProtocols.with(List.of(hints)));
    reader.read(capture.write(folder.resolve("text.pcap")).toString());
    reader.finish();
    return trace;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100, 100_000})
  void sipInSegmentsOfAnySize(int size) throws Exception {
    byte[] all =
        concat(
            LINE_END,
            LINE_END,
            ImsSample.register(1),
            LINE_END,
            ImsSample.notification(2),
            LINE_END);
    pieces(5060, all, size);
    RecordedTrace trace = read();
    assertThat(trace.registers).extracting(ThirdPartyRegister::expires).containsExactly(600L);
    assertThat(trace.registers.get(0).peer()).isEqualTo("sip:10.0.0.1:5060;transport=tcp");
    assertThat(trace.regNotifications).hasSize(1);
    assertThat(trace.operations).containsExactly("REGISTER", "NOTIFY");
    assertThat(trace.malformed).isEmpty();
  }

  @Test
  void sipGoesOnBehindALoss() throws Exception {
    byte[] lost = ImsSample.register(1);
    send(0, 5060, slice(lost, 0, 99));
    sequence[0] += 50;
    send(0, 5060, slice(lost, 149, lost.length)).send(0, 5060, ImsSample.register(2));
    send(0, 5060, ImsSample.text("no SIP at all"));
    send(0, 5060, ImsSample.register(3));
    RecordedTrace trace = read();
    assertThat(trace.registers).hasSize(2);
    assertThat(trace.malformed).hasSize(2);
    assertThat(trace.malformed.get(0)).contains("missing TCP segments");
  }

  @Test
  void onlyThirdPartyRegistersTell() throws Exception {
    String register = string(ImsSample.register(1));
    datagram(5060, ImsSample.text(register.replace("sip:scscf.home1.net", "sip:A@HOME1.net:5070")));
    datagram(5060, ImsSample.text(register.replace("sip:scscf.home1.net", "sip:a@HOME1.net:5070")));
    datagram(5060, ImsSample.text(register.replace("CSeq", "Authorization: Digest\r\nCSeq")));
    datagram(5060, ImsSample.text("SIP/2.0 200 OK\r\n\r\n"));
    datagram(5060, ImsSample.text("\r\n\r\n")).datagram(5060, new byte[20]);
    datagram(5061, ImsSample.register(2));
    RecordedTrace trace = read();
    assertThat(trace.registers).hasSize(1); // users differ by case
    assertThat(trace.ignored).containsExactly("REGISTER", "REGISTER");
    assertThat(read("5061=sip").registers).hasSize(2);
  }

  @Test
  void whoSubscribesToHimselfIsNoGateway() throws Exception {
    byte[] ours = ImsSample.sip("SUBSCRIBE sip:a@home1.net SIP/2.0", "Event: reg\r\n", "", "");
    datagram(5060, ours);
    datagram(5060, ImsSample.text(string(ours).replace("scscf.home1.net", "a@home1.net")));
    RecordedTrace trace = read();
    assertThat(trace.subscribes).hasSize(1);
    assertThat(trace.subscribes.get(0).expires()).isEqualTo(3761);
    assertThat(trace.ignored).containsExactly("SUBSCRIBE", "SUBSCRIBE");
  }

  @Test
  void whatCannotBeReadIsMalformedWithoutAnyIdentity() throws Exception {
    datagram(5060, ImsSample.text(string(ImsSample.register(1)).replace("600", "soon")));
    datagram(5060, slice(ImsSample.register(1), 0, 300));
    datagram(5060, ImsSample.text(string(ImsSample.notification(1)).replace("full", "some")));
    RecordedTrace trace = read();
    assertThat(trace.malformed)
        .hasSize(3)
        .allSatisfy(line -> assertThat(line).matches("[123]: (REGISTER|NOTIFY): .+"))
        .noneSatisfy(line -> assertThat(line).contains("home1"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100, 100_000})
  void mlpInSegmentsOfAnySize(int size) throws Exception {
    byte[] chunks = ImsSample.chunked("POST / HTTP/1.1", ImsSample.result("slrep"), 33);
    byte[] empty = ImsSample.chunked("POST / HTTP/1.1", "", 1);
    pieces(9210, concat(ImsSample.report(), chunks, empty, ImsSample.report()), size);
    RecordedTrace trace = read();
    assertThat(trace.locations).hasSize(3);
    assertThat(Set.copyOf(trace.locations.get(1).subscriber()))
        .containsExactly(new Msisdn("15551230001"));
    assertThat(trace.operations).containsExactly("slrep", "slrep", "slrep");
    assertThat(trace.malformed).isEmpty();
  }

  @Test
  void anAnswerIsOfTheMomentOfItsRequest() throws Exception {
    byte[] answer = ImsSample.http("HTTP/1.1 200 OK", ImsSample.result("slia"));
    send(1, 9210, answer);
    send(0, 9210, ImsSample.question());
    send(1, 9210, ImsSample.text("HTTP/1.1 100 Continue\r\n\r\n")).send(1, 9210, answer);
    send(1, 9210, answer);
    send(0, 9210, ImsSample.question());
    send(1, 9210, ImsSample.http("HTTP/1.1 503 Busy", ImsSample.result("slia")));
    RecordedTrace trace = read();
    assertThat(trace.locations).hasSize(1);
    LocationReport report = trace.locations.get(0);
    assertThat(Duration.between(report.askedAt(), report.origin().time()))
        .isEqualTo(Duration.ofMillis(500));
    assertThat(report.server()).isEqualTo("10.0.0.2");
    assertThat(trace.ignored)
        .containsExactly("unknown-dialogue", "slir", "unknown-dialogue", "slir");
  }

  @Test
  void otherTrafficOnItsPortsIsNothing() throws Exception {
    send(0, 9210, ImsSample.http("GET / HTTP/1.1", ""));
    send(0, 9210, ImsSample.http("POST / HTTP/1.1", "<soap><Body/></soap>"));
    send(0, 9210, ImsSample.http("POST / HTTP/1.1", "{\"a\":1}"));
    send(1, 9210, ImsSample.http("HTTP/1.1 200 OK", "<html/>"));
    send(0, 9211, Packets.octets(22, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3));
    send(0, 80, ImsSample.report());
    RecordedTrace trace = read();
    assertThat(trace.locations).isEmpty();
    assertThat(trace.operations).isEmpty();
    assertThat(trace.malformed).isEmpty();
    assertThat(read("80=mlp").locations).hasSize(1);
  }

  @Test
  void whatIsTooLongIsRefusedAndWhatFollowsIsRead() throws Exception {
    String line = "POST / HTTP/1.1";
    List<byte[]> tooLong =
        List.of(
            ImsSample.text(line + "\r\nX: " + "x".repeat(HttpMessage.MOST_HEAD) + "\r\n\r\n"),
            ImsSample.text(line + "\r\nContent-Length: 600000\r\n\r\n"),
            ImsSample.text(line + "\r\nContent-Length: -1\r\n\r\n"),
            ImsSample.text(line + "\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
            ImsSample.text(line + "\r\nTransfer-Encoding: chunked\r\n\r\n" + "1".repeat(300)),
            ImsSample.chunked(line, "x".repeat(HttpMessage.MOST_CHUNKS + 1), 1));
    send(0, 9210, ImsSample.report());
    for (byte[] one : tooLong) {
      send(0, 9210, one).send(0, 9210, ImsSample.report());
    }
    RecordedTrace trace = read();
    assertThat(trace.locations).hasSize(1 + tooLong.size());
    assertThat(trace.malformed)
        .hasSize(tooLong.size())
        .allSatisfy(reason -> assertThat(reason).contains("no valid message header"));
  }
}
