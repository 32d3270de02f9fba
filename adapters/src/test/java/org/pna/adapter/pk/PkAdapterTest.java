package org.pna.adapter.pk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pna.model.AccessType;
import org.pna.model.AccountedSession;
import org.pna.model.Attachment;
import org.pna.model.DataNetworks;
import org.pna.model.Domain;
import org.pna.model.Evidence;
import org.pna.model.Imsi;
import org.pna.model.Location;
import org.pna.model.LocationArea;
import org.pna.model.Place;
import org.pna.model.Plmn;
import org.pna.model.PresenceReport;
import org.pna.model.Reachability;
import org.pna.model.RefusedException;
import org.pna.model.ReportingNode;
import org.pna.model.RoutingArea;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.accounting.AccessNetwork;
import org.pna.model.message.accounting.AccountingMessage;
import org.pna.model.message.accounting.AccountingRequest;
import org.pna.model.message.accounting.AccountingTimes;
import org.pna.model.message.accounting.FramedAddress;
import org.pna.model.message.accounting.Nas;
import org.pna.model.message.accounting.UserLocation;

class PkAdapterTest {
  private static final Instant TIME = Instant.parse("2026-11-20T12:00:00Z");
  private static final Place PLACE = new Place.Dialogue("gi", "0a1b");
  private static final RoutingArea AREA =
      new RoutingArea(new LocationArea(new Plmn("240", "99"), 7), 3);
  private static final PkAdapter ADAPTER = new PkAdapter(DataNetworks.DEFAULT);

  private static AccountingRequest request(
      int status, @Nullable Integer rat, String apn, @Nullable UserLocation location) {
    return new AccountingRequest(
        new Origin(TIME, PLACE),
        new Fingerprint(1, 2),
        AccountingMessage.PK,
        "Accounting-Request",
        status,
        "0a1b",
        new Nas("192.0.2.1", null, "192.0.2.1"),
        new Imsi("24099"),
        null,
        null,
        null,
        apn,
        FramedAddress.NONE,
        new AccessNetwork(null, null, null, rat, location),
        null,
        null,
        false,
        null,
        new AccountingTimes(TIME, null, null));
  }

  private static PresenceReport report(AccountingRequest request) throws RefusedException {
    List<PresenceReport> reports = ADAPTER.reports(request);
    assertThat(reports).hasSize(1);
    return reports.get(0);
  }

  private static AccountedSession session(PresenceReport report) {
    return (AccountedSession) report.facts().get(0);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, PS",
        "1, PS",
        "2, PS",
        "3, WLAN",
        "4, PS",
        "5, PS",
        "6, EPS",
        "8, EPS",
        "51, FIVE_GS",
        "7, -",
        "10, -",
        "101, -"
      })
  @DisplayName("T10: the radio tells the network; who is in PS is attached and reachable there")
  void networks(@Nullable Integer rat, @Nullable AccessType access) throws RefusedException {
    PresenceReport report = report(request(1, rat, "internet", null));
    assertThat(session(report).access()).isEqualTo(access);
    assertThat(session(report).data()).isTrue();
    if (access == AccessType.PS) {
      assertThat(report.facts().subList(1, 3))
          .containsExactly(
              new Attachment(Domain.PS, Attachment.State.ATTACHED),
              new Reachability(Domain.PS, true));
    } else {
      assertThat(report.facts()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"1, STARTED, 3", "3, GOES_ON, 3", "2, ENDED, 1"})
  @DisplayName("T6: that a session ends says nothing of the attachment")
  void statuses(int status, AccountedSession.State state, int facts) throws RefusedException {
    PresenceReport report = report(request(status, 1, "internet", null));
    assertThat(session(report).state()).isEqualTo(state);
    assertThat(report.facts()).hasSize(facts);
    assertThat(report.evidence())
        .isEqualTo(
            new Evidence(
                AccountingMessage.PK, "Accounting-Request", String.valueOf(status), TIME, PLACE));
    assertThat(report.node()).isEqualTo(new ReportingNode(null, null));
    assertThat(report.subscriber()).containsExactly(new Imsi("24099"));
  }

  @ParameterizedTest
  @CsvSource({"internet, true", "ims, false", "IMS.mnc099.mcc240.gprs, false", "sos, false"})
  void dataNetworks(String apn, boolean data) throws RefusedException {
    assertThat(session(report(request(1, 6, apn, null))).data()).isEqualTo(data);
  }

  @Test
  void aPlaceIsTold() throws RefusedException {
    PresenceReport report = report(request(3, 6, "internet", new UserLocation.OfRoutingArea(AREA)));
    assertThat(report.facts().subList(1, 2))
        .containsExactly(new Location(Domain.PS, null, null, null, AREA));
  }

  @Test
  void anUnknownStatusIsRefused() {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> ADAPTER.reports(request(9, 1, "internet", null)))
        .withMessageContaining("Acct-Status-Type 9");
  }

  @Test
  void onlyGatewaysAreHeard() {
    assertThat(ADAPTER.hears(request(1, 1, "internet", null))).isTrue();
    assertThat(ADAPTER.source()).isEqualTo(AccountingMessage.PK);
  }
}
