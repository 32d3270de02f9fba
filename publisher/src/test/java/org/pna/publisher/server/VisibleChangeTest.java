package org.pna.publisher.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pna.publisher.pidf.Basic;
import org.pna.publisher.pidf.CellLocation;
import org.pna.publisher.pidf.Device;
import org.pna.publisher.pidf.Element;
import org.pna.publisher.pidf.Fragment;
import org.pna.publisher.pidf.Network;
import org.pna.publisher.pidf.PresenceDocument;
import org.pna.publisher.pidf.Tuple;
import org.pna.publisher.pidf.View;

class VisibleChangeTest {
  private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATER = Instant.parse("2026-01-01T00:00:00.123456Z");

  private static PresenceDocument document(Element... elements) {
    PresenceDocument document = PresenceDocument.empty("sip:a@b");
    for (Element element : elements) {
      document = document.with(List.of(Fragment.of(element)), List.of());
    }
    return document;
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
    assertThat(VisibleChange.between(here, there, View.WITH_LOCATION)).isTrue();
    assertThat(VisibleChange.between(here, there, View.WITHOUT_LOCATION)).isFalse();
  }

  @Test
  void stateIsSeenByAll() {
    PresenceDocument on = document(device(true, "262-01-1-1", THEN));
    PresenceDocument off = document(device(false, "262-01-1-1", THEN));
    assertThat(VisibleChange.between(on, off, View.WITHOUT_LOCATION)).isTrue();
    assertThat(
            VisibleChange.between(
                document(tuple(Basic.OPEN, THEN)),
                document(tuple(Basic.CLOSED, THEN)),
                View.WITHOUT_LOCATION))
        .isTrue();
  }

  @Test
  void timeStampAloneIsNoChange() {
    assertThat(
            VisibleChange.between(
                document(tuple(Basic.OPEN, THEN)),
                document(tuple(Basic.OPEN, LATER)),
                View.WITH_LOCATION))
        .isFalse();
  }

  @Test
  void comingAndGoingAreSeen() {
    PresenceDocument one = document(tuple(Basic.OPEN, THEN));
    PresenceDocument two = document(tuple(Basic.OPEN, THEN), device(true, "262-01-1-1", THEN));
    assertThat(VisibleChange.between(one, two, View.WITHOUT_LOCATION)).isTrue();
    assertThat(VisibleChange.between(two, one, View.WITHOUT_LOCATION)).isTrue();
  }
}
