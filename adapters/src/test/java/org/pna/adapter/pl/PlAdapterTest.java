package org.pna.adapter.pl;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pna.model.Coordinate;
import org.pna.model.Domain;
import org.pna.model.Doubt;
import org.pna.model.Evidence;
import org.pna.model.Msisdn;
import org.pna.model.Place;
import org.pna.model.Position;
import org.pna.model.PositionWithheld;
import org.pna.model.PresenceReport;
import org.pna.model.Shape;
import org.pna.model.Source;
import org.pna.model.Urgency;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.mlp.LocationOutcome;
import org.pna.model.message.mlp.LocationReport;
import org.pna.model.message.mlp.LocationTrigger;
import org.pna.model.message.mlp.MlpService;
import org.pna.model.message.mlp.ResultCode;

class PlAdapterTest {
  private static final Instant ASKED = Instant.parse("2026-11-20T23:49:50Z");
  private static final Instant HEARD = Instant.parse("2026-11-20T23:50:00Z");
  private static final Place PLACE = new Place.Dialogue("gmlc1", "7");
  private static final Shape SHAPE = new Shape.Circle(new Coordinate(59.33, 18.07), 850);

  private static List<PresenceReport> reports(
      MlpService service,
      @Nullable Instant asked,
      @Nullable LocationTrigger trigger,
      LocationOutcome outcome) {
    return new PlAdapter()
        .reports(
            new LocationReport(
                new Origin(HEARD, PLACE),
                new Fingerprint(1, 2),
                "gmlc1",
                List.of(new Msisdn("15551230001")),
                service,
                asked,
                trigger,
                outcome));
  }

  @Test
  void aPlaceIsOfItsOwnTimeAndItsEvidenceOfTheQuestions() {
    Position position = new Position(SHAPE, ASKED.minusSeconds(600));
    List<PresenceReport> reports =
        reports(MlpService.SLIA, ASKED, null, new LocationOutcome.Located(position));
    assertThat(reports).hasSize(1);
    PresenceReport report = reports.get(0);
    assertThat(report.facts()).containsExactly(position);
    assertThat(report.evidence()).isEqualTo(new Evidence(Source.PL, "slia", "0", ASKED, PLACE));
    assertThat(report.subscriber()).containsExactly(new Msisdn("15551230001"));
    assertThat(report.urgency()).isEqualTo(Urgency.LOCATION);
  }

  @Test
  void aPlaceOfTheFutureIsOfNow() {
    Position position = new Position(SHAPE, HEARD.plusSeconds(5));
    List<PresenceReport> reports =
        reports(MlpService.SLREP, null, null, new LocationOutcome.Located(position));
    assertThat(reports.get(0).facts()).containsExactly(position.at(HEARD));
    assertThat(reports.get(0).evidence().time()).isEqualTo(HEARD);
  }

  @Test
  void absenceIsAHintOnly() {
    List<PresenceReport> reports =
        reports(
            MlpService.TLREP,
            null,
            LocationTrigger.PERIODIC,
            new LocationOutcome.Failed(ResultCode.ABSENT_SUBSCRIBER));
    assertThat(reports).hasSize(1);
    assertThat(reports.get(0).facts()).containsExactly(new Doubt(Domain.CS, Doubt.Unless.NOTHING));
    assertThat(reports.get(0).evidence().code()).isEqualTo("5");
    assertThat(reports.get(0).urgency()).isEqualTo(Urgency.TRANSITION);
  }

  @Test
  void soIsThatHeIsThereAgain() {
    Position position = new Position(SHAPE, HEARD);
    assertThat(
            reports(
                MlpService.TLREP,
                null,
                LocationTrigger.MS_AVAIL,
                new LocationOutcome.Located(position)))
        .extracting(PresenceReport::facts)
        .containsExactly(List.of(position), List.of(new Doubt(Domain.CS, Doubt.Unless.NOTHING)));
    assertThat(
            reports(
                MlpService.TLREP, null, LocationTrigger.MS_AVAIL, new LocationOutcome.Seen(HEARD)))
        .extracting(PresenceReport::facts)
        .containsExactly(List.of(new Doubt(Domain.CS, Doubt.Unless.NOTHING)));
  }

  @ParameterizedTest
  @ValueSource(ints = {202, 204})
  void whatMayNotBeToldIsNotShown(int result) {
    List<PresenceReport> reports =
        reports(MlpService.SLIA, ASKED, null, new LocationOutcome.Failed(new ResultCode(result)));
    assertThat(reports.get(0).facts()).containsExactly(new PositionWithheld());
    assertThat(reports.get(0).urgency()).isEqualTo(Urgency.TRANSITION);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 6, 7, 101, 201, 203, 208})
  void withEveryOtherResultWhatIsHeldStays(int result) {
    List<PresenceReport> reports =
        reports(MlpService.SLIA, ASKED, null, new LocationOutcome.Failed(new ResultCode(result)));
    assertThat(reports).hasSize(1);
    assertThat(reports.get(0).facts()).isEmpty();
    assertThat(reports.get(0).evidence().code()).isEqualTo(Integer.toString(result));
  }
}
