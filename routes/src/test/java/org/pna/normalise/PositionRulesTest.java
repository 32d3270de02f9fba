package org.pna.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.pna.adapter.pl.PlAdapter;
import org.pna.model.Coordinate;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.Place;
import org.pna.model.Position;
import org.pna.model.Shape;
import org.pna.model.SubscriberId;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.mlp.LocationOutcome;
import org.pna.model.message.mlp.LocationReport;
import org.pna.model.message.mlp.MlpService;
import org.pna.model.message.mlp.ResultCode;
import org.pna.publisher.pidf.Device;
import org.pna.publisher.pidf.Element;
import org.pna.publisher.pidf.GeodeticLocation;

/** What location servers say: rules I3, I4 and T7, and the results of OMA MLP. */
class PositionRulesTest {
  private static final int DAY = 24 * 3600;
  private static final List<SubscriberId> NUMBER = List.of(new Msisdn("15551230001"));

  private final Subscriber subscriber = Subscriber.withPh();

  private void tells(LocationOutcome outcome, int second) {
    tells(outcome, second, NUMBER);
  }

  private void tells(LocationOutcome outcome, int second, List<SubscriberId> names) {
    Origin origin = new Origin(at(second), new Place.Dialogue("gmlc1", "1"));
    subscriber
        .at(second)
        .hears(
            new PlAdapter(),
            new LocationReport(
                origin,
                new Fingerprint(second, 1),
                "gmlc1",
                names,
                MlpService.SLREP,
                null,
                null,
                outcome));
  }

  private static LocationOutcome seenAt(int second, double radius) {
    return new LocationOutcome.Located(position(second, radius));
  }

  private static Position position(int second, double radius) {
    return new Position(new Shape.Circle(new Coordinate(59.33, 18.07), radius), at(second));
  }

  private static LocationOutcome fails(int result) {
    return new LocationOutcome.Failed(new ResultCode(result));
  }

  private static Instant at(int second) {
    return Subscriber.START.plusSeconds(second);
  }

  private @Nullable GeodeticLocation shown() {
    for (Element element : subscriber.elements()) {
      if (element instanceof Device device) {
        return device.position();
      }
    }
    return null;
  }

  @Test
  @DisplayName("a place is shown in its device until it is too old (T7)")
  void shown24Hours() {
    subscriber.at(0).hears(2, "46707000001");
    tells(seenAt(5, 850), 10);
    assertThat(shown()).isEqualTo(new GeodeticLocation(position(5, 850), at(5 + DAY)));
    assertThat(subscriber.elements()).hasSize(2);
    assertThat(subscriber.sims()).isEqualTo(1);
    assertThat(subscriber.network("3GPP-CS")).isEqualTo("active HOME");
    subscriber.until(5 + DAY - 1);
    assertThat(shown()).isNotNull();
    subscriber.until(5 + DAY);
    assertThat(shown()).isNull();
    assertThat(subscriber.network("3GPP-CS")).isEqualTo("active HOME");
  }

  @Test
  @DisplayName("alone it makes a device, which goes with it")
  void alone() {
    tells(seenAt(5, 850), 10, List.of(new Imsi(Subscriber.IMSI)));
    assertThat(shown()).isNotNull();
    subscriber.until(5 + DAY);
    assertThat(subscriber.elements()).isEmpty();
    assertThat(subscriber.sims()).isZero();
    assertThat(subscriber.wakeAt()).isNull();
  }

  @Test
  @DisplayName("of two places the later one stands, whichever comes last (I3)")
  void newerWins() {
    tells(seenAt(100, 850), 110);
    tells(seenAt(90, 10), 120);
    assertThat(subscriber.ignored()).isEqualTo("older");
    assertThat(subscriber.rule()).isEqualTo("T3-position");
    assertThat(shown()).extracting(GeodeticLocation::position).isEqualTo(position(100, 850));
    tells(seenAt(115, 20), 130);
    assertThat(shown()).extracting(GeodeticLocation::position).isEqualTo(position(115, 20));
    tells(seenAt(-DAY, 20), 140);
    assertThat(subscriber.ignored()).isEqualTo("older");
  }

  @Test
  @DisplayName("the same place again is no change until half its time is over (I4)")
  void noChangeNoPublication() {
    tells(seenAt(0, 850), 1);
    assertThat(subscriber.published()).isTrue();
    tells(seenAt(600, 850), 601);
    assertThat(subscriber.published()).isFalse();
    tells(seenAt(700, 851), 701);
    assertThat(subscriber.published()).isTrue();
  }

  @Test
  @DisplayName("absent: the home register is asked, nothing is closed (section 11)")
  void absent() {
    subscriber.at(0).hears(2, "46707000001");
    tells(seenAt(5, 850), 10);
    tells(fails(5), 20);
    assertThat(subscriber.queries()).containsExactly("CS DOUBT");
    assertThat(shown()).isNotNull();
    assertThat(subscriber.network("3GPP-CS")).isEqualTo("active HOME");
  }

  @Test
  @DisplayName("not allowed: the place goes; every other result leaves it (section 11)")
  void withheld() {
    for (int result : new int[] {202, 204}) {
      tells(seenAt(result, 850), result);
      tells(fails(6), result + 1);
      tells(fails(203), result + 1);
      tells(fails(4), result + 1);
      assertThat(shown()).isNotNull();
      tells(fails(result), result + 1);
      assertThat(shown()).isNull();
      assertThat(subscriber.elements()).isEmpty();
      assertThat(subscriber.queries()).isEmpty();
    }
  }
}
