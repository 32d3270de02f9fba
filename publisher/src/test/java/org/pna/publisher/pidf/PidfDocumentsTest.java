package org.pna.publisher.pidf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PidfDocumentsTest {
  private static final String ENTITY = "tel:+15551230001";
  private static final String NAMESPACES =
      " xmlns=\"urn:ietf:params:xml:ns:pidf\" xmlns:dm=\"urn:ietf:params:xml:ns:pidf:data-model\""
          + " xmlns:rpid=\"urn:ietf:params:xml:ns:pidf:rpid\""
          + " xmlns:op=\"urn:oma:xml:prs:pidf:oma-pres\" xmlns:pde=\"urn:oma:xml:pde:pidf:ext\""
          + " xmlns:gp=\"urn:ietf:params:xml:ns:pidf:geopriv10\""
          + " xmlns:gbp=\"urn:ietf:params:xml:ns:pidf:geopriv10:basicPolicy\""
          + " xmlns:pna=\"urn:pna:pidf:ext:1.0\"";
  private static final String HEAD = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

  private static PresenceDocument document(String... ids) {
    return PresenceDocument.of(ENTITY, Stream.of(ids).map(PidfDocumentsTest::tuple).toList());
  }

  private static Fragment tuple(String id) {
    return tuple(id, Basic.OPEN);
  }

  private static Fragment tuple(String id, Basic basic) {
    return Fragment.of(
        new Tuple(id, basic, null, List.of(), null, Instant.parse("2026-11-20T23:50:00Z")));
  }

  private static String xml(String id) {
    return new String(tuple(id).xml(View.WITH_LOCATION), UTF_8);
  }

  private static String diff(PresenceDocument before, PresenceDocument after) {
    String text = new String(PidfDocuments.diff(before, after, View.WITH_LOCATION, 7), UTF_8);
    String head =
        HEAD
            + "<p:pidf-diff xmlns:p=\"urn:ietf:params:xml:ns:pidf-diff\""
            + NAMESPACES
            + " entity=\"tel:+15551230001\" version=\"7\">";
    assertThat(text).startsWith(head).endsWith("</p:pidf-diff>");
    return text.substring(head.length(), text.length() - "</p:pidf-diff>".length());
  }

  @Test
  void fullDocuments() {
    assertThat(new String(PidfDocuments.pidf(document("b", "a"), View.WITH_LOCATION), UTF_8))
        .isEqualTo(
            HEAD
                + "<presence"
                + NAMESPACES
                + " entity=\"tel:+15551230001\">"
                + xml("a")
                + xml("b")
                + "</presence>");
    assertThat(new String(PidfDocuments.full(document("a"), View.WITH_LOCATION, 3), UTF_8))
        .isEqualTo(
            HEAD
                + "<p:pidf-full xmlns:p=\"urn:ietf:params:xml:ns:pidf-diff\""
                + NAMESPACES
                + " entity=\"tel:+15551230001\" version=\"3\">"
                + xml("a")
                + "</p:pidf-full>");
  }

  @Test
  void aDocumentThatSaysNothingHasItsEntity() {
    PresenceDocument empty = PresenceDocument.empty("sip:a&b@c");
    assertThat(new String(PidfDocuments.pidf(empty, View.WITH_LOCATION), UTF_8))
        .endsWith(" entity=\"sip:a&amp;b@c\"/>");
  }

  @Test
  void changedElementsAreReplaced() {
    PresenceDocument after =
        PresenceDocument.of(ENTITY, List.of(tuple("a"), tuple("b", Basic.CLOSED), tuple("c")));
    assertThat(diff(document("a", "b", "c"), after))
        .isEqualTo(
            "<p:replace sel=\"*/tuple[@id='b']\">"
                + new String(tuple("b", Basic.CLOSED).xml(View.WITH_LOCATION), UTF_8)
                + "</p:replace>");
  }

  @Test
  void elementsThatGoAreRemoved() {
    assertThat(diff(document("a", "b", "c"), document("b")))
        .isEqualTo("<p:remove sel=\"*/tuple[@id='a']\"/><p:remove sel=\"*/tuple[@id='c']\"/>");
  }

  @Test
  void newElementsAreAddedWhereTheyBelong() {
    assertThat(diff(document("c"), document("a", "b", "c", "d", "e")))
        .isEqualTo(
            "<p:add sel=\"*\" pos=\"prepend\">"
                + xml("a")
                + xml("b")
                + "</p:add><p:add sel=\"*\">"
                + xml("d")
                + xml("e")
                + "</p:add>");
    assertThat(diff(document("a", "c"), document("a", "b", "c")))
        .isEqualTo("<p:add sel=\"*/tuple[@id='a']\" pos=\"after\">" + xml("b") + "</p:add>");
    assertThat(diff(document(), document("a")))
        .isEqualTo("<p:add sel=\"*\">" + xml("a") + "</p:add>");
  }

  @Test
  void personsAndDevicesHaveTheirOwnSelectors() {
    Instant time = Instant.parse("2026-11-20T23:50:00Z");
    PresenceDocument before =
        PresenceDocument.of(
            ENTITY,
            List.of(
                Fragment.of(new Person("p1", List.of("away"), time)),
                Fragment.of(new Device("d1", "urn:x", List.of(), null, time))));
    assertThat(diff(before, document()))
        .isEqualTo(
            "<p:remove sel=\"*/dm:person[@id='p1']\"/><p:remove sel=\"*/dm:device[@id='d1']\"/>");
  }

  @Test
  void equalBytesAreNoDifference() {
    assertThat(diff(document("a", "b"), document("a", "b"))).isEmpty();
    assertThat(document("a").showsTheSameAs(document("a"), View.WITH_LOCATION)).isTrue();
    assertThat(document("a").showsTheSameAs(document("b"), View.WITH_LOCATION)).isFalse();
    assertThat(document("a").showsTheSameAs(document("a", "b"), View.WITH_LOCATION)).isFalse();
  }

  @Test
  void aWatcherWithoutLocationSeesNoDifferenceInIt() {
    Instant time = Instant.parse("2026-11-20T23:50:00Z");
    Device there =
        new Device(
            "d1", "urn:x", List.of(), new CellLocation(null, null, "1-1-1", null, time), time);
    PresenceDocument before =
        PresenceDocument.of(ENTITY, List.of(Fragment.of(there.withoutLocation())));
    PresenceDocument after = PresenceDocument.of(ENTITY, List.of(Fragment.of(there)));
    assertThat(before.showsTheSameAs(after, View.WITH_LOCATION)).isFalse();
    assertThat(before.showsTheSameAs(after, View.WITHOUT_LOCATION)).isTrue();
    assertThat(new String(PidfDocuments.diff(before, after, View.WITHOUT_LOCATION, 1), UTF_8))
        .endsWith("version=\"1\"></p:pidf-diff>");
    assertThat(new String(PidfDocuments.pidf(after, View.WITHOUT_LOCATION), UTF_8))
        .doesNotContain("gp:geopriv>");
  }

  @Test
  void versionsAreUnsignedInts() {
    for (long version : new long[] {-1, 0x100000000L}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> PidfDocuments.full(document(), View.WITH_LOCATION, version));
    }
    assertThat(new String(PidfDocuments.full(document(), View.WITH_LOCATION, 4294967295L), UTF_8))
        .contains("version=\"4294967295\"");
  }

  @Test
  void differencesInOrderGiveTheFullDocument() throws Exception {
    RandomElements random = new RandomElements(RandomElements.seed("differencesInOrder"));
    int operations = 0;
    for (int sequence = 0; sequence < 200; sequence++) {
      List<Element> elements = random.elements();
      for (View view : View.values()) {
        PresenceDocument document = of(elements);
        byte[] received = PidfDocuments.full(document, view, 0);
        for (int version = 1; version <= 12; version++) {
          for (int changes = 1 + version % 3; changes > 0; changes--) {
            elements = random.change(elements);
          }
          PresenceDocument next = of(elements);
          byte[] diff = PidfDocuments.diff(document, next, view, version);
          assertThat(PidfDiffApplier.version(diff)).hasValue(version);
          operations += document.showsTheSameAs(next, view) ? 0 : 1;
          received = PidfDiffApplier.apply(received, diff);
          assertThat(new String(received, UTF_8))
              .isEqualTo(new String(PidfDocuments.pidf(next, view), UTF_8));
          document = next;
        }
      }
    }
    assertThat(operations).isGreaterThan(3000);
  }

  private static PresenceDocument of(List<Element> elements) {
    return PresenceDocument.of(ENTITY, elements.stream().map(Fragment::of).toList());
  }
}
