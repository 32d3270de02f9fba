package org.pna.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pna.app.config.SubscriberRow;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.Nai;
import org.pna.model.PublicIdentity;
import org.pna.model.SubscriberId;
import org.pna.normalise.HomeNetworks;
import org.pna.publisher.server.PublicUris;
import org.pna.routes.Directory;
import org.pna.routes.Identification;

class DirectoryRowsTest {
  private static final Imsi IMSI = new Imsi("240990000000001");

  private final PublicUris uris = new PublicUris(Set.of("pna.test"));

  @ParameterizedTest
  @CsvSource({
    "sip:Bob@PNA.TEST;user=phone, sip:Bob@pna.test",
    "sip:+15551230001@pna.test;user=phone, tel:+15551230001",
    "tel:+1-555-123, tel:+1555123",
    "sip:ann@pna.test, sip:ann@pna.test",
    "pres:ann@pna.test, pres:ann@pna.test",
  })
  void liveAPresentityHasTheNameThatWatchersReach(String written, String reached) {
    Directory directory = new Directory(HomeNetworks.NONE);
    DirectoryRows.add(directory, row(written), uris);
    assertThat(directory.identify(List.of(IMSI)))
        .isEqualTo(new Identification.Known(reached, List.of()));
  }

  @ParameterizedTest
  @CsvSource({"sip:Bob@PNA.TEST;user=phone", "tel:+1-555-123"})
  void inReplayItHasTheNameThatIsWritten(String written) {
    Directory directory = new Directory(HomeNetworks.NONE);
    DirectoryRows.add(directory, row(written));
    assertThat(directory.identify(List.of(IMSI)))
        .isEqualTo(new Identification.Known(written, List.of()));
  }

  @Test
  @DisplayName("T16: a name belongs to whom the newer row gives it")
  void namesThatAreNoNumbers() {
    Directory directory = new Directory(HomeNetworks.NONE, uris);
    String nai = "0240990000000009@wlan.mnc099.mcc240.3gppnetwork.org";
    add(directory, 2, IMSI, "sip:a@pna.test", List.of("sip:ann@pna.test"), List.of("ann@pna.test"));
    add(
        directory,
        3,
        null,
        "sip:b@pna.test",
        List.of("tel:+1-555-0009"),
        List.of("Ben@Pna.test", nai));
    assertThat(whose(directory, new PublicIdentity("sip:ann@PNA.TEST;transport=tcp")))
        .isEqualTo("sip:a@pna.test");
    assertThat(whose(directory, new PublicIdentity("tel:+15550009"))).isEqualTo("sip:b@pna.test");
    assertThat(whose(directory, new Nai("ann@pna.test"))).isEqualTo("sip:a@pna.test");
    assertThat(whose(directory, new Nai("Ben@PNA.TEST"))).isEqualTo("sip:b@pna.test");
    assertThat(whose(directory, new Nai("pna.test!Ben@visited.test"))).isEqualTo("sip:b@pna.test");
    assertThat(whose(directory, new Nai("ben@pna.test"))).as("another user").isNull();
    assertThat(whose(directory, new Imsi("240990000000009"), new Nai(nai)))
        .isEqualTo("sip:b@pna.test");
    assertThat(whose(directory, new Imsi("310260000000001"), new Nai("ann@pna.test")))
        .as("another SIM than that of the row")
        .isNull();
    add(directory, 4, null, "sip:c@pna.test", List.of(), List.of("ann@pna.test"));
    assertThat(whose(directory, new Nai("ann@pna.test"))).isEqualTo("sip:c@pna.test");
    assertThat(directory.identify(List.of(IMSI, new Nai("ann@pna.test"))))
        .isEqualTo(new Identification.Known("sip:c@pna.test", List.of("sip:a@pna.test")));
    directory.add(5, null, "15550001", "sip:e@pna.test");
    assertThat(whose(directory, new Msisdn("15550001"), new Nai("Ben@pna.test")))
        .isEqualTo("sip:e@pna.test");
    assertThat(directory.has("sip:c@pna.test")).isTrue();
    assertThat(directory.has("sip:d@pna.test")).isFalse();
  }

  private void add(
      Directory directory,
      int line,
      @Nullable Imsi imsi,
      String presentity,
      List<String> identities,
      List<String> nais) {
    SubscriberRow row =
        new SubscriberRow(
            line,
            imsi,
            null,
            presentity,
            identities.stream().map(PublicIdentity::new).toList(),
            nais.stream().map(Nai::new).toList());
    DirectoryRows.add(directory, row, uris);
  }

  private static @Nullable String whose(Directory directory, SubscriberId... names) {
    return directory.identify(List.of(names)) instanceof Identification.Known known
        ? known.presentity()
        : null;
  }

  private static SubscriberRow row(String presentity) {
    return new SubscriberRow(2, IMSI, null, presentity, List.of());
  }
}
