package org.pna.adapter.pg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pna.model.Attachment;
import org.pna.model.Cell;
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
import org.pna.model.RefusedException;
import org.pna.model.ReportingNode;
import org.pna.model.Source;
import org.pna.model.Urgency;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.map.NoteMmEvent;
import org.pna.model.message.map.SccpAddress;

class PgAdapterTest {
  private static final Cell CELL = new Cell(new LocationArea(new Plmn("240", "99"), 1), 2, false);
  private static final Location CS = new Location(Domain.CS, 3, CELL, null, null);
  private static final Location PS = new Location(Domain.PS, 4, CELL, null, null);

  private final PgAdapter adapter = new PgAdapter();

  @ParameterizedTest
  @CsvSource({
    "128, 80, ATTACHED, true",
    "129, 81, ATTACHED, true",
    "130, 82, LEAVING,",
    "131, 83, ATTACHED, true",
    "132, 84, DETACHED,",
    "133, 85, DETACHED_BY_NETWORK,",
    "134, 86, ATTACHED, false"
  })
  void reportsEachCode(int event, String code, Attachment.State state, Boolean reachable)
      throws RefusedException {
    NoteMmEvent message = message(event, CS, PS, new SccpAddress("4670", 7, 149));
    assertThat(adapter.hears(message)).isTrue();
    List<Fact> facts = new ArrayList<>();
    facts.add(new Attachment(Domain.PS, state));
    if (reachable != null) {
      facts.add(new Reachability(Domain.PS, reachable));
    }
    facts.add(PS);
    assertThat(adapter.reports(message))
        .containsExactly(
            new PresenceReport(
                new Evidence(
                    Source.PG, "noteMM-Event", code, Instant.EPOCH, new Place.Frame("f", 1)),
                List.of(new Imsi("240991234567890"), new Msisdn("15551230001")),
                new ReportingNode("46702", "4670"),
                facts,
                event == 0x80 ? Urgency.LOCATION : Urgency.TRANSITION));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 0x7f})
  void doesNotHearTheCircuitSwitchedDomain(int event) {
    assertThat(adapter.hears(message(event, CS, null, new SccpAddress("4670", 7, 7)))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0x87, 0xff, 0x02})
  void refusesACodeThatIsNotItsOwn(int event) {
    RefusedException refused =
        catchThrowableOfType(
            RefusedException.class,
            () -> adapter.reports(message(event, CS, null, new SccpAddress("4670", 7, 7))));
    assertThat(refused.reason()).isEqualTo(RefusedException.Reason.EVENT_NOT_SUPPORTED);
  }

  @Test
  void takesTheOtherDomainsPlaceForWantOfItsOwn() throws RefusedException {
    Location empty = new Location(Domain.PS, null, null, null, null);
    SccpAddress calling = new SccpAddress("4670", 7, 149);
    assertThat(facts(message(0x84, CS, empty, calling))).contains(CS);
    assertThat(facts(message(0x84, CS, null, calling))).contains(CS);
    assertThat(facts(message(0x84, CS, PS, calling))).contains(PS).doesNotContain(CS);
    Location ageOnly = new Location(Domain.PS, 5, null, null, null);
    assertThat(facts(message(0x84, CS, ageOnly, calling))).contains(ageOnly).doesNotContain(CS);
    Location otherAge = new Location(Domain.CS, 5, null, null, null);
    assertThat(facts(message(0x84, otherAge, null, calling))).hasSize(1);
  }

  @Test
  void namesANodeWithoutGlobalTitleByItsPointCode() throws RefusedException {
    assertThat(
            adapter.reports(message(0x84, CS, null, new SccpAddress(null, 101, 7))).get(0).node())
        .isEqualTo(new ReportingNode("46702", "pc-101"));
    assertThat(adapter.reports(message(0x84, CS, null, new SccpAddress(null, -1, 0))).get(0).node())
        .isEqualTo(new ReportingNode("46702", null));
  }

  private List<Fact> facts(NoteMmEvent message) throws RefusedException {
    return adapter.reports(message).get(0).facts();
  }

  private static NoteMmEvent message(
      int event, @Nullable Location cs, @Nullable Location ps, SccpAddress calling) {
    return new NoteMmEvent(
        new Origin(Instant.EPOCH, new Place.Frame("f", 1)),
        new Fingerprint(1, 2),
        calling,
        100,
        event,
        new Imsi("240991234567890"),
        new Msisdn("15551230001"),
        cs,
        "46701",
        ps,
        "46702",
        null,
        null);
  }
}
