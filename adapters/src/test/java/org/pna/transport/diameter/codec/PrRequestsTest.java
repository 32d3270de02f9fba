package org.pna.transport.diameter.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pna.model.Imsi;
import org.pna.model.MalformedMessageException;
import org.pna.model.Place;
import org.pna.model.message.Origin;
import org.pna.model.message.accounting.AccountingRequest;
import org.pna.model.message.accounting.AccountingStatus;

/** Commands and AVPs that an operator maps. */
class PrRequestsTest {
  private static final Origin ORIGIN = new Origin(Instant.EPOCH, new Place.Dialogue("aaa", "1"));
  private static final PrProfile PROFILE =
      new PrProfile(
          Map.of(
              300,
              new PrCommand.Always(PrEvent.ATTACH),
              301,
              new PrCommand.ByValue(
                  path("900:10415/901"), Map.of(0xffff_ffffL, PrEvent.DETACH, 1L, PrEvent.START))),
          Map.of(
              PrField.SESSION, List.of(path("902")),
              PrField.IMSI, List.of(path("903[904=2]/905"), path("906:99")),
              PrField.APN, List.of(path("30"))));

  private static AvpPath path(String text) {
    AvpPath path = AvpPath.of(text);
    assertThat(path).as(text).isNotNull();
    assertThat(path.toString()).isEqualTo(text);
    return path;
  }

  private static DiameterMessage request(int command, Avp... more) {
    List<Avp> avps = new ArrayList<>();
    avps.add(Avp.base(AvpCode.SESSION_ID, "s"));
    avps.add(Avp.base(AvpCode.ORIGIN_HOST, "AAA.example"));
    avps.add(Avp.base(AvpCode.ORIGIN_REALM, "example"));
    avps.addAll(List.of(more));
    return new DiameterMessage(DiameterHeader.request(command, DiameterHeader.PR, 1, 2), avps);
  }

  private static AccountingRequest decode(int command, Avp... more)
      throws MalformedMessageException {
    return PrRequests.decode(request(command, more), PROFILE, "relay.example", ORIGIN);
  }

  private static MalformedMessageException fault(int command, Avp... more) {
    return catchThrowableOfType(MalformedMessageException.class, () -> decode(command, more));
  }

  @Test
  void anAttachmentIsOneForTheServerWhateverElseIsTold() throws Exception {
    Avp imsi = Avp.base(903, Avp.base(904, 2), Avp.base(905, "24099123456"));
    AccountingRequest attach = decode(300, imsi, Avp.base(30, "wlan"));
    assertThat(attach.status()).isEqualTo(AccountingStatus.START);
    assertThat(attach.operation()).isEqualTo("Command-300");
    assertThat(attach.calledStationId()).as("no tunnel").isNull();
    assertThat(attach.imsi()).isEqualTo(new Imsi("24099123456"));
    assertThat(attach.nas().identifier()).isEqualTo("aaa.example");
    assertThat(attach.nas().sentFrom()).isEqualTo("relay.example");

    AccountingRequest detach = decode(301, Avp.of3gpp(900, Avp.base(901, -1)), imsi);
    assertThat(detach.status()).isEqualTo(AccountingStatus.STOP);
    assertThat(detach.sessionId()).isEqualTo(attach.sessionId());
  }

  @Test
  void theFirstPathThatLeadsToAValueCounts() throws Exception {
    Avp other = Avp.base(903, Avp.base(904, 1), Avp.base(905, "24099000000"));
    Avp second = new Avp(906, 99, true, "24099123457".getBytes());
    assertThat(decode(300, other, second).imsi()).isEqualTo(new Imsi("24099123457"));
    Avp first = Avp.base(903, Avp.base(904, 2), Avp.base(905, "24099123456"));
    assertThat(decode(300, other, second, first).imsi()).isEqualTo(new Imsi("24099123456"));
    assertThat(decode(300).subscriber()).isEmpty();
  }

  @Test
  void faultsNameTheirPath() {
    assertThat(fault(301).where()).isEqualTo("900:10415/901");
    assertThat(fault(301).kind()).isEqualTo(MalformedMessageException.Kind.DATA_MISSING);
    Avp unmapped = Avp.of3gpp(900, Avp.base(901, 7));
    assertThat(fault(301, unmapped).kind())
        .isEqualTo(MalformedMessageException.Kind.UNEXPECTED_VALUE);
    Avp start = Avp.of3gpp(900, Avp.base(901, 1));
    MalformedMessageException noSession = fault(301, start);
    assertThat(noSession.where()).isEqualTo("902");

    DiameterMessage request = request(301, unmapped);
    assertThat(PrRequests.failed(request, fault(301, unmapped))).isSameAs(unmapped);
    Avp missing = PrRequests.failed(request, noSession);
    assertThat(List.of(missing.code(), missing.vendor(), missing.data().length))
        .containsExactly(902, 0, 0);
    Avp group = Avp.of3gpp(900, new byte[] {0, 0, 0, 1, 0, 0, 0, 99});
    assertThat(fault(301, group).kind()).isEqualTo(MalformedMessageException.Kind.MISTYPED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "1/",
        "a",
        "-1",
        "1:",
        ":1",
        "1[2]",
        "1[2=]",
        "1[2=3",
        "4294967296",
        "1:4294967296",
        "1[2=4294967296]",
        "1/2/3/4/5/6/7/8/9",
        "1 "
      })
  void whatIsNoPathIsNone(String text) {
    assertThat(AvpPath.of(text)).isNull();
  }
}
