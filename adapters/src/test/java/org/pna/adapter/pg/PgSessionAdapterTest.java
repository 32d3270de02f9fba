package org.pna.adapter.pg;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pna.model.Attachment;
import org.pna.model.DataNetworks;
import org.pna.model.DataSession;
import org.pna.model.Domain;
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
import org.pna.model.ReportingNode;
import org.pna.model.RoutingArea;
import org.pna.model.Source;
import org.pna.model.Urgency;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.cap.GprsEvent;
import org.pna.model.message.cap.GprsEvent.Operation;
import org.pna.model.message.cap.GprsSetup;
import org.pna.model.message.map.SccpAddress;

class PgSessionAdapterTest {
  private static final Instant TIME = Instant.parse("2026-11-20T12:00:00Z");
  private static final Place PLACE = new Place.Dialogue("sgsn1", "7");
  private static final Location AT_BEGIN = location(1);
  private static final Location NOW = location(2);

  private static Location location(int rac) {
    RoutingArea area = new RoutingArea(new LocationArea(new Plmn("240", "99"), 7), rac);
    return new Location(Domain.PS, null, null, null, area);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // operation, trigger, event, PDP id, RAU, place anew, then the facts
        "INITIAL_DP_GPRS, 1, 1, -, false, false, attached reachable at 1",
        "INITIAL_DP_GPRS, 2, 2, -, false, true, attached reachable at 2",
        "INITIAL_DP_GPRS, 11, 11, -, false, false, -",
        "INITIAL_DP_GPRS, 12, 12, -, false, false, attached reachable r1 ACTIVE at 1",
        "INITIAL_DP_GPRS, 14, 14, -, false, false, attached reachable r1 ACTIVE at 1",
        "INITIAL_DP_GPRS, 99, 99, -, false, false, -",
        "EVENT_REPORT_GPRS, 1, 2, -, false, true, attached reachable at 2",
        "EVENT_REPORT_GPRS, 1, 2, -, false, false, attached reachable",
        "EVENT_REPORT_GPRS, 1, 12, 5, false, false, attached reachable r1/5 ACTIVE",
        "EVENT_REPORT_GPRS, 1, 14, 5, false, true, attached reachable r1/5 ACTIVE at 2",
        "EVENT_REPORT_GPRS, 1, 13, 5, false, false, r1/5 ENDED",
        "EVENT_REPORT_GPRS, 11, 13, -, false, false, r1 ENDED",
        "EVENT_REPORT_GPRS, 1, 13, 5, true, false, r1/5 MOVING",
        "EVENT_REPORT_GPRS, 1, 3, -, false, true, detached at 2",
        "EVENT_REPORT_GPRS, 1, 3, -, true, false, leaving",
        "ENTITY_RELEASED_GPRS, 1, -1, 5, false, false, r1/5 ENDED",
        "ENTITY_RELEASED_GPRS, 1, -1, 5, true, false, r1/5 MOVING",
        "ENTITY_RELEASED_GPRS, 1, -1, -, false, false, detached",
        "ENTITY_RELEASED_GPRS, 2, -1, -, true, false, leaving",
        "ENTITY_RELEASED_GPRS, 11, -1, -, false, false, r1 ENDED",
        "ENTITY_RELEASED_GPRS, 12, -1, -, false, false, r1 ENDED",
        "ENTITY_RELEASED_GPRS, 14, -1, -, true, false, r1 MOVING",
        "LOST, 1, -1, -, false, false, r1 LOST",
      })
  @DisplayName("what each event of a session or PDP context says")
  void events(
      Operation operation,
      int trigger,
      int event,
      @Nullable Integer pdpId,
      boolean moves,
      boolean anew,
      @Nullable String facts) {
    PresenceReport report = report(operation, trigger, event, pdpId, moves, anew);
    assertThat(
            report.facts().stream()
                .map(PgSessionAdapterTest::word)
                .collect(Collectors.joining(" ")))
        .isEqualTo(facts == null ? "" : facts);
  }

  @Test
  void whoSaysItOfWhomWhenAndWhere() {
    PresenceReport report = report(Operation.EVENT_REPORT_GPRS, 1, 12, 5, false, false);
    assertThat(report.evidence())
        .isEqualTo(new Evidence(Source.PG, "eventReportGPRS", "12", TIME, PLACE));
    assertThat(report.subscriber()).containsExactly(new Imsi("24099"), new Msisdn("1555"));
    assertThat(report.node()).isEqualTo(new ReportingNode("46702", "46700"));
    assertThat(new PgSessionAdapter(DataNetworks.DEFAULT).source()).isEqualTo(Source.PG);
  }

  @ParameterizedTest
  @CsvSource({
    "EVENT_REPORT_GPRS, 2, LOCATION",
    "EVENT_REPORT_GPRS, 14, LOCATION",
    "INITIAL_DP_GPRS, 14, TRANSITION",
    "INITIAL_DP_GPRS, 1, TRANSITION",
    "EVENT_REPORT_GPRS, 13, TRANSITION",
    "ENTITY_RELEASED_GPRS, -1, TRANSITION",
  })
  @DisplayName("S6: only a change of position is made up for by the next one")
  void urgency(Operation operation, int event, Urgency urgency) {
    assertThat(report(operation, 1, event, null, false, false).urgency()).isEqualTo(urgency);
  }

  private static String word(Fact fact) {
    if (fact instanceof Attachment said) {
      return said.state().name().toLowerCase(Locale.ROOT);
    }
    if (fact instanceof Reachability said) {
      return said.reachable() ? "reachable" : "unreachable";
    }
    if (fact instanceof DataSession said) {
      assertThat(said.apn()).isEqualTo("internet");
      return said.id() + " " + said.state();
    }
    return "at " + ((Location) fact).routingArea().rac();
  }

  @Test
  @DisplayName("T10: a context of an access point without data shows the attachment only")
  void aContextWithoutData() {
    PresenceReport report =
        report(Operation.EVENT_REPORT_GPRS, 1, 12, 5, false, false, "IMS.mnc099.mcc240.gprs");
    assertThat(report.facts())
        .hasAtLeastOneElementOfType(Attachment.class)
        .noneMatch(DataSession.class::isInstance);
    assertThat(report(Operation.EVENT_REPORT_GPRS, 1, 12, 5, false, false).facts())
        .hasAtLeastOneElementOfType(DataSession.class);
  }

  private static PresenceReport report(
      Operation operation,
      int trigger,
      int event,
      @Nullable Integer pdpId,
      boolean moves,
      boolean anew) {
    return report(operation, trigger, event, pdpId, moves, anew, "internet");
  }

  private static PresenceReport report(
      Operation operation,
      int trigger,
      int event,
      @Nullable Integer pdpId,
      boolean moves,
      boolean anew,
      String apn) {
    GprsSetup setup =
        new GprsSetup(
            "r1", 1, trigger, new Imsi("24099"), new Msisdn("1555"), apn, null, AT_BEGIN, "46702");
    return new PgSessionAdapter(DataNetworks.DEFAULT)
        .reports(
            new GprsEvent(
                new Origin(TIME, PLACE),
                new Fingerprint(1, 2),
                new SccpAddress("46700", -1, 146),
                setup,
                operation,
                event,
                pdpId,
                moves,
                anew ? NOW : null,
                null,
                null,
                null))
        .get(0);
  }
}
