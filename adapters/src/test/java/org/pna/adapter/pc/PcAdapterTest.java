package org.pna.adapter.pc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
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
import org.pna.model.RefusedException;
import org.pna.model.ReportingNode;
import org.pna.model.Source;
import org.pna.model.Urgency;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.map.NoteMmEvent;
import org.pna.model.message.map.SccpAddress;

class PcAdapterTest {
  private static final Cell CELL = new Cell(new LocationArea(new Plmn("240", "99"), 1), 2, false);
  private static final Location CS = new Location(Domain.CS, 3, CELL, null, null);
  private static final Location PS = new Location(Domain.PS, 4, CELL, null, null);

  private final PcAdapter adapter = new PcAdapter();

  @ParameterizedTest
  @CsvSource({
    "0, 00, ATTACHED",
    "1, 01, ATTACHED",
    "2, 02, ATTACHED",
    "3, 03, DETACHED",
    "4, 04, DETACHED_BY_NETWORK"
  })
  void reportsEachCode(int event, String code, Attachment.State state) throws RefusedException {
    NoteMmEvent message = message(event, CS, null, new SccpAddress("4670", 7, 7));
    assertThat(adapter.hears(message)).isTrue();
    assertThat(adapter.reports(message))
        .containsExactly(
            new PresenceReport(
                new Evidence(
                    Source.PC, "noteMM-Event", code, Instant.EPOCH, new Place.Frame("f", 1)),
                List.of(new Imsi("240991234567890"), new Msisdn("15551230001")),
                new ReportingNode("46701", "4670"),
                List.of(new Attachment(Domain.CS, state), CS),
                event == 0 ? Urgency.LOCATION : Urgency.TRANSITION));
  }

  @ParameterizedTest
  @ValueSource(ints = {0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0xff})
  void doesNotHearThePacketSwitchedDomain(int event) {
    assertThat(adapter.hears(message(event, CS, null, new SccpAddress("4670", 7, 7)))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0x05, 0x7f, 0x83})
  void refusesACodeThatIsNotItsOwn(int event) {
    RefusedException refused =
        catchThrowableOfType(
            RefusedException.class,
            () -> adapter.reports(message(event, CS, null, new SccpAddress("4670", 7, 7))));
    assertThat(refused.reason()).isEqualTo(RefusedException.Reason.EVENT_NOT_SUPPORTED);
  }

  @Test
  void takesTheOtherDomainsPlaceForWantOfItsOwn() throws RefusedException {
    Location empty = new Location(Domain.CS, null, null, null, null);
    SccpAddress calling = new SccpAddress("4670", 7, 7);
    assertThat(facts(message(2, empty, PS, calling))).contains(PS);
    assertThat(facts(message(2, null, PS, calling))).contains(PS);
    assertThat(facts(message(2, CS, PS, calling))).contains(CS).doesNotContain(PS);
    Location ageOnly = new Location(Domain.CS, 5, null, null, null);
    assertThat(facts(message(2, ageOnly, PS, calling))).contains(ageOnly).doesNotContain(PS);
    Location otherAge = new Location(Domain.PS, 5, null, null, null);
    assertThat(facts(message(2, null, otherAge, calling))).hasSize(1);
  }

  @Test
  void namesANodeWithoutGlobalTitleByItsPointCode() throws RefusedException {
    assertThat(adapter.reports(message(2, CS, null, new SccpAddress(null, 101, 7))).get(0).node())
        .isEqualTo(new ReportingNode("46701", "pc-101"));
    assertThat(adapter.reports(message(2, CS, null, new SccpAddress(null, -1, 0))).get(0).node())
        .isEqualTo(new ReportingNode("46701", null));
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
