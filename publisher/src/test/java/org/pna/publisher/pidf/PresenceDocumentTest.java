package org.pna.publisher.pidf;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PresenceDocumentTest {
  private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATER = Instant.parse("2026-01-01T00:00:00.123456Z");

  private static PresenceDocument document(Element... elements) {
    return PresenceDocument.of("sip:a@b", Stream.of(elements).map(Fragment::of).toList());
  }

  private static boolean seesAChange(PresenceDocument before, PresenceDocument after, View view) {
    return !before.showsTheSameAs(after, view);
  }

  private static Device device(boolean active, String cgi, Instant time) {
    return new Device(
        "d1",
        "urn:x:1",
        List.of(new Network("3GPP-CS", active, null, false)),
        new CellLocation(cgi, null, null, null, time),
        time);
  }

  private static Tuple tuple(Basic basic, Instant time) {
    return new Tuple("cs", basic, null, List.of(), null, time);
  }

  @Test
  void moveIsSeenWithLocationOnly() {
    PresenceDocument here = document(device(true, "262-01-1-1", THEN));
    PresenceDocument there = document(device(true, "262-01-1-2", LATER));
    assertThat(seesAChange(here, there, View.WITH_LOCATION)).isTrue();
    assertThat(seesAChange(here, there, View.WITHOUT_LOCATION)).isFalse();
  }

  @Test
  void stateIsSeenByAll() {
    PresenceDocument on = document(device(true, "262-01-1-1", THEN));
    PresenceDocument off = document(device(false, "262-01-1-1", THEN));
    assertThat(seesAChange(on, off, View.WITHOUT_LOCATION)).isTrue();
    assertThat(
            seesAChange(
                document(tuple(Basic.OPEN, THEN)),
                document(tuple(Basic.CLOSED, THEN)),
                View.WITHOUT_LOCATION))
        .isTrue();
  }

  @Test
  void timeStampAloneIsNoChange() {
    assertThat(
            seesAChange(
                document(tuple(Basic.OPEN, THEN)),
                document(tuple(Basic.OPEN, LATER)),
                View.WITH_LOCATION))
        .isFalse();
  }

  @Test
  void comingAndGoingAreSeen() {
    PresenceDocument one = document(tuple(Basic.OPEN, THEN));
    PresenceDocument two = document(tuple(Basic.OPEN, THEN), device(true, "262-01-1-1", THEN));
    assertThat(seesAChange(one, two, View.WITHOUT_LOCATION)).isTrue();
    assertThat(seesAChange(two, one, View.WITHOUT_LOCATION)).isTrue();
  }
}
