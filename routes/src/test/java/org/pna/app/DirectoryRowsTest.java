package org.pna.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pna.app.config.SubscriberRow;
import org.pna.model.Imsi;
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

  private static SubscriberRow row(String presentity) {
    return new SubscriberRow(2, IMSI, null, presentity, List.of());
  }
}
