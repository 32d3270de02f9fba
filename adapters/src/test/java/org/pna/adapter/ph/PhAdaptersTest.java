package org.pna.adapter.ph;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pna.model.Attachment;
import org.pna.model.Cell;
import org.pna.model.Domain;
import org.pna.model.Engagement;
import org.pna.model.Evidence;
import org.pna.model.Fact;
import org.pna.model.Imsi;
import org.pna.model.Location;
import org.pna.model.LocationArea;
import org.pna.model.Msisdn;
import org.pna.model.Place;
import org.pna.model.Plmn;
import org.pna.model.PresenceReport;
import org.pna.model.Reachability;
import org.pna.model.Reporting;
import org.pna.model.ReportingNode;
import org.pna.model.Source;
import org.pna.model.Unanswered;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.map.Csi;
import org.pna.model.message.map.InterrogationFailure;
import org.pna.model.message.map.InterrogationResult;
import org.pna.model.message.map.SccpAddress;
import org.pna.model.message.map.SubscriberDataModified;
import org.pna.model.message.map.SubscriberState;
import org.pna.model.message.map.SubscriptionResult;

class PhAdaptersTest {
  private static final Instant ASKED = Instant.parse("2026-11-20T12:00:00Z");
  private static final Place PLACE = new Place.Dialogue("hlr1", "7");
  private static final Origin ORIGIN = new Origin(ASKED.plusSeconds(2), PLACE);
  private static final Fingerprint FINGERPRINT = new Fingerprint(1, 2);
  private static final SccpAddress HLR = new SccpAddress("46700", -1, 6);
  private static final Imsi IMSI = new Imsi("24099");
  private static final Location CS_PLACE = location(Domain.CS);
  private static final Location PS_PLACE = location(Domain.PS);

  private static Location location(Domain domain) {
    Cell cell = new Cell(new LocationArea(new Plmn("240", "99"), 7), 4711, false);
    return new Location(domain, 1, cell, null, null);
  }

  @ParameterizedTest
  @CsvSource({
    "CS, ASSUMED_IDLE, 0, attached idle at",
    "CS, CAMEL_BUSY, 1, attached engaged at",
    "CS, NOT_PROVIDED_FROM_VLR, 2, unanswered",
    "CS, MS_PURGED, n0, not_registered at",
    "CS, IMSI_DETACHED, n1, detached at",
    "CS, RESTRICTED_AREA, n2, restricted at",
    "CS, NOT_REGISTERED, n3, not_registered at",
    "PS, NOT_PROVIDED_FROM_SGSN_OR_MME, 0, unanswered",
    "PS, PS_DETACHED, 1, detached at",
    "PS, PS_ATTACHED_NOT_REACHABLE, 2, attached unreachable idle at",
    "PS, PS_ATTACHED_REACHABLE, 3, attached reachable idle at",
    "PS, PS_PDP_ACTIVE_NOT_REACHABLE, 4, attached unreachable engaged at",
    "PS, PS_PDP_ACTIVE_REACHABLE, 5, attached reachable engaged at",
    "PS, NOT_REGISTERED, n3, not_registered at",
  })
  @DisplayName("what each state says, and when: of the time at which it was asked (rule T3)")
  void states(Domain domain, SubscriberState state, String code, String facts) {
    boolean cs = domain == Domain.CS;
    List<PresenceReport> reports = interrogated(domain, cs ? state : null, cs ? null : state, true);
    assertThat(reports).hasSize(1);
    PresenceReport report = reports.get(0);
    assertThat(words(report, domain)).isEqualTo(facts);
    assertThat(report.evidence())
        .isEqualTo(new Evidence(Source.PH, "anyTimeInterrogation", code, ASKED, PLACE));
    assertThat(report.node()).isEqualTo(new ReportingNode(cs ? "46701" : "46702", null));
    assertThat(report.subscriber()).containsExactly(IMSI);
  }

  @ParameterizedTest
  @EnumSource(SubscriberState.class)
  void everyStateSaysSomething(SubscriberState state) {
    assertThat(interrogated(Domain.CS, state, null, false).get(0).facts()).isNotEmpty();
  }

  @Test
  void bothDomainsInOneAnswerAreTwoReports() {
    List<PresenceReport> reports =
        interrogated(null, SubscriberState.CAMEL_BUSY, SubscriberState.PS_DETACHED, false);
    assertThat(reports).hasSize(2);
    assertThat(words(reports.get(0), Domain.CS)).isEqualTo("attached engaged");
    assertThat(words(reports.get(1), Domain.PS)).isEqualTo("detached");
  }

  @Test
  void aPlaceAloneIsTold() {
    PresenceReport report = interrogated(Domain.CS, null, null, true).get(0);
    assertThat(words(report, Domain.CS)).isEqualTo("at");
  }

  @ParameterizedTest
  @EnumSource(Domain.class)
  void anAnswerThatSaysNothingIsNone(Domain domain) {
    List<PresenceReport> reports = interrogated(domain, null, null, false);
    assertThat(reports).hasSize(1);
    assertThat(words(reports.get(0), domain)).isEqualTo("unanswered");
    assertThat(interrogated(null, null, null, false)).hasSize(1);
  }

  @Test
  void noAnswerAtAll() {
    PresenceReport report =
        new InterrogationFailureAdapter()
            .reports(
                new InterrogationFailure(
                    ORIGIN,
                    FINGERPRINT,
                    "User-Data-Request",
                    List.of(IMSI),
                    ASKED,
                    Domain.PS,
                    "timeout"))
            .get(0);
    assertThat(words(report, Domain.PS)).isEqualTo("unanswered");
    assertThat(report.evidence())
        .isEqualTo(new Evidence(Source.PH, "User-Data-Request", "timeout", ASKED, PLACE));
  }

  @Test
  void subscription() {
    assertThat(subscribed(csi(true), csi(false))).containsExactly("CS true", "PS false");
    assertThat(subscribed(null, csi(true))).containsExactly("PS true");
    assertThat(subscribed(null, null)).containsExactly("");
  }

  private static List<String> subscribed(@Nullable Csi mobility, @Nullable Csi gprs) {
    return new SubscriptionAdapter()
            .reports(
                new SubscriptionResult(
                    ORIGIN, FINGERPRINT, HLR, List.of(IMSI), ASKED, false, mobility, gprs))
            .stream()
            .map(PhAdaptersTest::reporting)
            .toList();
  }

  @Test
  void modifiedSubscription() {
    assertThat(modified(csi(true), false)).containsExactly("CS true");
    assertThat(modified(csi(false), false)).containsExactly("CS false");
    assertThat(modified(null, true)).containsExactly("CS false");
    assertThat(modified(null, false)).containsExactly("");
  }

  private static List<String> modified(@Nullable Csi mobility, boolean withdrawn) {
    return new SubscriberDataModifiedAdapter()
            .reports(
                new SubscriberDataModified(
                    ORIGIN,
                    FINGERPRINT,
                    HLR,
                    IMSI,
                    new Msisdn("1555"),
                    mobility,
                    null,
                    withdrawn,
                    false))
            .stream()
            .peek(report -> assertThat(report.evidence().time()).isEqualTo(ORIGIN.time()))
            .map(PhAdaptersTest::reporting)
            .toList();
  }

  private static Csi csi(boolean active) {
    return new Csi(List.of(2, 3), 1, "46709", true, active);
  }

  private static String reporting(PresenceReport report) {
    return report.facts().stream()
        .map(fact -> ((Reporting) fact).domain() + " " + ((Reporting) fact).armed())
        .collect(Collectors.joining(", "));
  }

  private static List<PresenceReport> interrogated(
      @Nullable Domain asked,
      @Nullable SubscriberState state,
      @Nullable SubscriberState psState,
      boolean places) {
    boolean cs = places && asked == Domain.CS;
    boolean ps = places && asked == Domain.PS;
    return new InterrogationAdapter()
        .reports(
            new InterrogationResult(
                ORIGIN,
                FINGERPRINT,
                HLR,
                List.of(IMSI),
                ASKED,
                asked,
                state,
                psState,
                cs ? CS_PLACE : null,
                cs ? "46701" : null,
                ps ? PS_PLACE : null,
                ps ? "46702" : null));
  }

  private static String words(PresenceReport report, Domain domain) {
    return report.facts().stream().map(fact -> word(fact, domain)).collect(Collectors.joining(" "));
  }

  private static String word(Fact fact, Domain domain) {
    if (fact instanceof Attachment said && said.domain() == domain) {
      return said.state().name().toLowerCase(Locale.ROOT);
    }
    if (fact instanceof Reachability said && said.domain() == domain) {
      return said.reachable() ? "reachable" : "unreachable";
    }
    if (fact instanceof Engagement said && said.domain() == domain) {
      return said.engaged() ? "engaged" : "idle";
    }
    if (fact instanceof Unanswered said && said.domain() == domain) {
      return "unanswered";
    }
    assertThat(fact).isEqualTo(domain == Domain.CS ? CS_PLACE : PS_PLACE);
    return "at";
  }
}
