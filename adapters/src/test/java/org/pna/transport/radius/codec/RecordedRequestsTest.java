package org.pna.transport.radius.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pna.Peers;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.Place;
import org.pna.model.message.Origin;
import org.pna.model.message.accounting.AccountingMessage;
import org.pna.model.message.accounting.AccountingRequest;

/** Recorded requests as we read them, beside how tshark reads them. */
class RecordedRequestsTest {
  private static final Path ROOT = Path.of(System.getProperty("pna.root", ".."));
  private static final String[] FIELDS = {
    "udp.payload",
    "radius.code",
    "radius.Acct_Status_Type",
    "radius.Acct_Session_Id",
    "radius.Calling_Station_Id",
    "e212.imsi",
    "radius.Called_Station_Id",
    "radius.Framed-IP-Address",
    "radius.NAS_IP_Address",
    "radius.3GPP_RAT_Type",
    "radius.3GPP_SGSN_MCC_MNC"
  };

  @ParameterizedTest
  @CsvSource({"radius_gi.pcap, 1813, 5", "gen_radclient_3gpp.pcap, 11813, 3"})
  void areReadAsTsharkReadsThem(String file, int port, int expected) throws Exception {
    int requests = 0;
    for (List<String> row : rows(ROOT.resolve("test-fixtures/radius").resolve(file), port)) {
      byte[] payload = HexFormat.of().parseHex(row.get(0));
      RadiusPacket packet = RadiusPacket.of(payload, 0, payload.length);
      if (!row.get(1).equals("4")) {
        assertThat(packet.code()).isEqualTo(5);
        continue;
      }
      requests++;
      assertThat(packet.isAuthentic("testing123".getBytes(StandardCharsets.UTF_8))).isTrue();
      AccountingRequest request = (AccountingRequest) decode(packet);
      assertThat(request.subscriber())
          .containsExactly(new Imsi(row.get(5)), new Msisdn(row.get(4)));
      assertThat(
              List.of(
                  "" + request.statusType(),
                  request.sessionId(),
                  request.calledStationId(),
                  request.framed().ipv4(),
                  text(request.nas().address()),
                  text(request.access().ratType()),
                  request.access().serving() == null ? "" : request.access().serving().digits()))
          .isEqualTo(
              List.of(
                  row.get(2),
                  row.get(3),
                  row.get(6),
                  row.get(7),
                  row.get(8),
                  row.get(9),
                  row.get(10)));
    }
    assertThat(requests).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arkime_radius_acct.pcap",
        "tcpdump_RADIUS.pcap",
        "freeradius_auth_acct_coa_100.pcap.gz"
      })
  void thoseOfOthersInventNobody(String file) throws Exception {
    Path captures = ROOT.resolve("../shared/captures/third-party/radius");
    Peers.need(captures);
    for (List<String> row : rows(captures.resolve(file), 1813)) {
      byte[] payload = HexFormat.of().parseHex(row.get(0));
      RadiusPacket packet = RadiusPacket.of(payload, 0, payload.length);
      assertThat("" + packet.code()).isEqualTo(row.get(1));
      if (packet.code() == RadiusPacket.ACCOUNTING_REQUEST) {
        AccountingRequest request = (AccountingRequest) decode(packet);
        assertThat(request.subscriber()).as("it calls from a hardware address").isEmpty();
        assertThat(request.sessionId()).isEqualTo(row.get(3));
      }
    }
  }

  @Test
  void anAnswerIsKnownByTheAuthenticatorOfItsRequest() throws Exception {
    List<byte[]> packets = new ArrayList<>();
    for (List<String> row :
        rows(ROOT.resolve("test-fixtures/radius/gen_radclient_3gpp.pcap"), 11813)) {
      packets.add(HexFormat.of().parseHex(row.get(0)));
    }
    byte[] secret = "testing123".getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < packets.size(); i += 2) {
      RadiusPacket request = RadiusPacket.of(packets.get(i), 0, packets.get(i).length);
      RadiusPacket answer = RadiusPacket.of(packets.get(i + 1), 0, packets.get(i + 1).length);
      assertThat(answer.isAnswer(request.authenticator(), secret)).isTrue();
      assertThat(answer.isAnswer(answer.authenticator(), secret)).isFalse();
      assertThat(answer.isAnswer(request.authenticator(), new byte[] {1})).isFalse();
    }
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private static AccountingMessage decode(RadiusPacket packet) throws Exception {
    return AccountingCodec.decode(
        packet,
        session -> new Origin(Instant.EPOCH, new Place.Frame("file", 1)),
        "192.0.2.1",
        null,
        passedOver -> {
          throw new AssertionError(passedOver);
        });
  }

  private static List<List<String>> rows(Path file, int port)
      throws IOException, InterruptedException {
    Peers.need("tshark");
    List<String> command =
        new ArrayList<>(List.of("tshark", "-n", "-r", file.toString(), "-Y", "radius"));
    command.addAll(List.of("-d", "udp.port==" + port + ",radius", "-T", "fields"));
    for (String field : FIELDS) {
      command.addAll(List.of("-e", field));
    }
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("tshark's exit").isZero();
    List<List<String>> rows = text.lines().map(line -> List.of(line.split("\t", -1))).toList();
    assertThat(rows).isNotEmpty();
    return rows;
  }
}
