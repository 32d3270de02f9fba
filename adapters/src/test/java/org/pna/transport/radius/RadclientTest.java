package org.pna.transport.radius;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pna.Peers;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.Plmn;
import org.pna.model.RefusedException;
import org.pna.model.message.accounting.AccountingMessage;
import org.pna.model.message.accounting.AccountingRequest;
import org.pna.model.message.accounting.AccountingStatus;
import org.pna.model.message.accounting.FramedAddress;
import org.pna.model.message.accounting.NasEvent;

/** An independent NAS: FreeRADIUS' radclient, which checks the authenticator of each answer. */
class RadclientTest {
  private static final String ATTRIBUTES =
      """
      User-Name = "someone"
      NAS-IP-Address = 10.0.0.9
      NAS-Identifier = "ggsn1"
      Acct-Session-Id = "0A00000900000042"
      Called-Station-Id = "internet"
      Calling-Station-Id = "15551230001"
      Framed-IP-Address = 10.1.2.3
      Framed-IPv6-Prefix = 2001:db8:5::/64
      Framed-Protocol = GPRS-PDP-Context
      NAS-Port-Type = Wireless-Other
      Service-Type = Framed-User
      Class = 0x0102
      Event-Timestamp = 1700000000
      Acct-Delay-Time = 1
      Acct-Session-Time = 17
      Acct-Input-Octets = 1000
      Acct-Terminate-Cause = User-Request
      3GPP-IMSI = "240991234567890"
      3GPP-Charging-ID = 66
      3GPP-PDP-Type = 0
      3GPP-Charging-Gateway-Address = 10.0.0.7
      3GPP-GPRS-Negotiated-QoS-profile = "98-080912345678901234567890"
      3GPP-SGSN-Address = 10.0.0.8
      3GPP-GGSN-Address = 10.0.0.9
      3GPP-IMSI-MCC-MNC = "24099"
      3GPP-GGSN-MCC-MNC = "24099"
      3GPP-NSAPI = "5"
      3GPP-Session-Stop-Indicator = 255
      3GPP-Selection-Mode = "0"
      3GPP-Charging-Characteristics = "0800"
      3GPP-Charging-Gateway-IPv6-Address = 2001:db8::7
      3GPP-SGSN-IPv6-Address = 2001:db8::8
      3GPP-GGSN-IPv6-Address = 2001:db8::9
      3GPP-IPv6-DNS-Servers = 0x20010db8000000000000000000000053
      3GPP-SGSN-MCC-MNC = "310260"
      3GPP-Teardown-Indicator = 1
      3GPP-IMEISV = "3569870123456701"
      3GPP-RAT-Type = EUTRAN
      3GPP-User-Location-Info = 0x8242f099123442f09901abcde1
      3GPP-MS-Time-Zone = 0x4000
      3GPP-Camel-Charging-Info = 0x01
      3GPP-Packet-Filter = 0x0102
      3GPP-Negotiated-DSCP = 10
      3GPP-Allocate-IP-Type = 1
      Attr-26 = 0x000028af1c0401021d03aa1e0600000001
      Attr-26 = 0x000028af1f0401ff
      """;

  private final Queue<AccountingMessage> heard = new ConcurrentLinkedQueue<>();

  @BeforeEach
  void there() {
    Peers.need("radclient");
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, 127.0.0.1", "::1, [::1]"})
  void eachStatusTypeIsAnswered(String listen, String server) throws Exception {
    try (RadiusNode node = RadiusNode.start(RadiusNode.link(listen), this::keep)) {
      for (String status :
          List.of("Start", "Interim-Update", "Stop", "Accounting-On", "Accounting-Off")) {
        Result result =
            radclient(server + ":" + node.port(), "testing123", 1, "Acct-Status-Type = " + status);
        assertThat(result.exit).as(result.text).isZero();
        assertThat(result.text).contains("Received Accounting-Response");
      }
    }
    assertThat(heard).extracting(AccountingMessage::statusType).containsExactly(1, 3, 2, 7, 8);
    AccountingRequest start = (AccountingRequest) heard.peek();
    assertThat(start.status()).isEqualTo(AccountingStatus.START);
    assertThat(start.subscriber())
        .containsExactly(new Imsi("240991234567890"), new Msisdn("15551230001"));
    assertThat(start.sessionId()).isEqualTo("0A00000900000042");
    assertThat(start.nas().address()).isEqualTo("10.0.0.9");
    assertThat(start.nas().identifier()).isEqualTo("ggsn1");
    assertThat(start.calledStationId()).isEqualTo("internet");
    assertThat(start.framed()).isEqualTo(new FramedAddress("10.1.2.3", null, "2001:db8:5::/64"));
    assertThat(start.access().serving()).isEqualTo(new Plmn("310", "260"));
    assertThat(start.access().ratType()).isEqualTo(6);
    assertThat(start.access().sgsnAddress()).isEqualTo("10.0.0.8");
    assertThat(String.valueOf(start.access().location()))
        .isEqualTo("TaiAndEcgi[tai=240-99-4660, ecgi=240-99-28036577]");
    assertThat(start.nsapi()).isEqualTo(5);
    assertThat(start.chargingId()).isEqualTo(66);
    assertThat(start.sessionStop()).isTrue();
    assertThat(start.terminateCause()).isEqualTo(1);
    assertThat(start.times().eventTimestamp()).hasToString("2023-11-14T22:13:20Z");
    assertThat(start.times().sessionTime()).hasSeconds(17);
    assertThat(heard).element(3).isInstanceOf(NasEvent.class);
  }

  @Test
  void aWrongSecretGetsNoAnswer() throws Exception {
    try (RadiusNode node = RadiusNode.start(this::keep)) {
      Result result = radclient("127.0.0.1:" + node.port(), "wrong", 2, "Acct-Status-Type = Start");
      assertThat(result.exit).as(result.text).isNotZero();
      assertThat(result.text).contains("No reply from server");
      assertThat(node.count("pna.radius.dropped", "reason", "authenticator")).isEqualTo(2);
    }
    assertThat(heard).isEmpty();
  }

  @Test
  void anUnknownClientGetsNoAnswer() throws Exception {
    RadiusClient elsewhere =
        new RadiusClient(IpNetwork.of("10.0.0.0/8"), "testing123", AccountingMessage.PK);
    RadiusLink link = new RadiusLink("gi", "127.0.0.1", 0, List.of(elsewhere));
    try (RadiusNode node = RadiusNode.start(link, this::keep)) {
      Result result =
          radclient("127.0.0.1:" + node.port(), "testing123", 1, "Acct-Status-Type = Start");
      assertThat(result.exit).as(result.text).isNotZero();
      assertThat(node.count("pna.radius.dropped", "reason", "unknown-client")).isEqualTo(1);
    }
    assertThat(heard).isEmpty();
  }

  @Test
  void itsRetransmissionsAreOfferedUntilOneIsKept() throws Exception {
    try (RadiusNode node =
        RadiusNode.start(
            (message, completion) -> {
              heard.add(message);
              completion.done(
                  heard.size() < 3
                      ? new RefusedException(RefusedException.Reason.OVERLOADED, "test")
                      : null);
            })) {
      Result result =
          radclient("127.0.0.1:" + node.port(), "testing123", 6, "Acct-Status-Type = Stop");
      assertThat(result.exit).as(result.text).isZero();
    }
    assertThat(heard).hasSize(3);
    assertThat(heard).extracting(AccountingMessage::fingerprint).containsOnly(first());
  }

  private org.pna.model.message.Fingerprint first() {
    return heard.element().fingerprint();
  }

  private void keep(AccountingMessage message, RadiusNode.Completion completion) {
    heard.add(message);
    completion.done(null);
  }

  private record Result(int exit, String text) {}

  private static Result radclient(String server, String secret, int tries, String status)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of("radclient", "-x", "-r", "" + tries, "-t", "0.4", server, "acct", secret));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var input = process.getOutputStream()) {
      input.write((status + "\n" + ATTRIBUTES).getBytes(StandardCharsets.UTF_8));
    }
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return new Result(process.exitValue(), text);
  }
}
