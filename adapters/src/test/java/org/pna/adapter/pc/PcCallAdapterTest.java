package org.pna.adapter.pc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pna.model.Call;
import org.pna.model.Call.Bearer;
import org.pna.model.Cell;
import org.pna.model.Domain;
import org.pna.model.Doubt;
import org.pna.model.Evidence;
import org.pna.model.Fact;
import org.pna.model.Imsi;
import org.pna.model.Location;
import org.pna.model.LocationArea;
import org.pna.model.Msisdn;
import org.pna.model.Place;
import org.pna.model.Plmn;
import org.pna.model.PresenceReport;
import org.pna.model.ReportingNode;
import org.pna.model.Source;
import org.pna.model.Urgency;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.cap.BcsmEvent;
import org.pna.model.message.cap.CallEvent;
import org.pna.model.message.cap.CallEvent.Operation;
import org.pna.model.message.cap.CallSetup;
import org.pna.model.message.map.SccpAddress;

class PcCallAdapterTest {
  private static final Instant TIME = Instant.parse("2026-11-20T12:00:00Z");
  private static final Place PLACE = new Place.Dialogue("msc1", "7");
  private static final Location HERE =
      new Location(
          Domain.CS,
          1,
          new Cell(new LocationArea(new Plmn("240", "99"), 7), 4711, false),
          null,
          null);

  private boolean redirected;
  private boolean gateway;
  private boolean forwarded;
  private @Nullable Integer cause;

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // event, cause, forwarded, then the facts
        "2, -, false, SETUP",
        "12, -, false, SETUP",
        "19, -, false, SETUP",
        "27, -, false, SETUP",
        "7, -, false, ACTIVE at",
        "15, -, false, ACTIVE at",
        "7, -, true, TURNED_AWAY",
        "15, -, true, TURNED_AWAY",
        "9, 16, false, ENDED",
        "17, 16, false, ENDED",
        "10, -, false, ENDED",
        "18, -, false, ENDED",
        "4, 3, false, ENDED",
        "5, 17, false, ENDED",
        "6, -, false, ENDED",
        "14, -, false, ENDED",
        "14, -, true, TURNED_AWAY",
        "13, 17, false, TURNED_AWAY doubt-unless-busy",
        "13, -, false, TURNED_AWAY doubt-unless-busy",
        "13, 20, false, TURNED_AWAY doubt",
        "13, 18, false, TURNED_AWAY doubt",
        "13, 17, true, TURNED_AWAY",
        "8, -, false, -",
        "16, -, false, -",
        "50, -, false, -",
        "52, -, false, -",
        "99, -, false, -",
      })
  @DisplayName("what each event of the call model says (rule T8)")
  void events(int event, @Nullable Integer cause, boolean forwarded, @Nullable String facts) {
    this.cause = cause;
    this.forwarded = forwarded;
    assertThat(facts(Operation.EVENT_REPORT_BCSM, event)).isEqualTo(facts == null ? "" : facts);
  }

  @ParameterizedTest
  @CsvSource({
    "INITIAL_DP, 2, SETUP doubt-unless-attached",
    "INITIAL_DP, 12, SETUP doubt-unless-attached",
    "INITIAL_DP, -1, SETUP doubt-unless-attached",
    "ENTITY_RELEASED, -1, ENDED",
    "LOST, -1, LOST",
  })
  void otherOperations(Operation operation, int event, String facts) {
    assertThat(facts(operation, event)).isEqualTo(facts);
  }

  @ParameterizedTest
  @EnumSource(Operation.class)
  @DisplayName("T8: a forwarding leg's call is not the subscriber's, whatever is told of it")
  void forwardingLeg(Operation operation) {
    redirected = true;
    assertThat(facts(operation, 7)).isEqualTo("TURNED_AWAY");
  }

  @Test
  @DisplayName("T8: what a gateway MSC asks about counts only if configured")
  void gatewayCalls() {
    gateway = true;
    assertThat(facts(Operation.EVENT_REPORT_BCSM, 7)).isEqualTo("TURNED_AWAY");
    CallEvent answer = message(Operation.EVENT_REPORT_BCSM, 7);
    PresenceReport report = new PcCallAdapter(true).reports(answer).get(0);
    assertThat(report.facts()).contains(new Call("c0ffee", Call.State.ACTIVE, Bearer.VIDEO), HERE);
    assertThat(report.node()).isEqualTo(new ReportingNode("46701", null));
  }

  @Test
  void everyEventHasItsPlaceInTheTable() {
    for (BcsmEvent event : BcsmEvent.values()) {
      new PcCallAdapter(false).reports(message(Operation.EVENT_REPORT_BCSM, event.value()));
    }
  }

  @Test
  void whoSaysItOfWhomWhenAndWhere() {
    PcCallAdapter adapter = new PcCallAdapter(false);
    CallEvent message = message(Operation.EVENT_REPORT_BCSM, 15);
    assertThat(adapter.hears(message)).isTrue();
    assertThat(adapter.source()).isEqualTo(Source.PC);
    PresenceReport report = adapter.reports(message).get(0);
    assertThat(report.evidence())
        .isEqualTo(new Evidence(Source.PC, "eventReportBCSM", "15", TIME, PLACE));
    assertThat(report.subscriber()).containsExactly(new Imsi("24099"), new Msisdn("1555"));
    assertThat(report.node()).isEqualTo(new ReportingNode("46701", "46700"));
    assertThat(report.urgency()).isEqualTo(Urgency.TRANSITION);
    assertThat(adapter.reports(message(Operation.LOST, -1)).get(0).evidence())
        .isEqualTo(new Evidence(Source.PC, "dialogue-lost", "", TIME, PLACE));
  }

  private String facts(Operation operation, int event) {
    List<PresenceReport> reports = new PcCallAdapter(false).reports(message(operation, event));
    assertThat(reports).hasSize(1);
    return reports.get(0).facts().stream()
        .map(PcCallAdapterTest::word)
        .collect(Collectors.joining(" "));
  }

  private static String word(Fact fact) {
    if (fact instanceof Call call) {
      assertThat(call.id()).isEqualTo("c0ffee");
      assertThat(call.bearer()).isEqualTo(Bearer.VIDEO);
      return call.state().name();
    }
    if (fact instanceof Doubt doubt) {
      assertThat(doubt.domain()).isEqualTo(Domain.CS);
      return switch (doubt.unless()) {
        case NOTHING -> "doubt";
        case IN_CALL -> "doubt-unless-busy";
        case ATTACHED -> "doubt-unless-attached";
      };
    }
    assertThat(fact).isEqualTo(HERE);
    return "at";
  }

  private CallEvent message(Operation operation, int event) {
    CallSetup setup =
        new CallSetup(
            "c0ffee",
            1,
            2,
            new Imsi("24099"),
            new Msisdn("1555"),
            Bearer.VIDEO,
            redirected,
            gateway,
            HERE,
            "46701",
            "46700");
    return new CallEvent(
        new Origin(TIME, PLACE),
        new Fingerprint(1, 2),
        new SccpAddress("46700", -1, 146),
        setup,
        operation,
        event,
        1,
        cause,
        forwarded);
  }
}
