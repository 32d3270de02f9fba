package org.pna.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.pna.model.Evidence;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.Nai;
import org.pna.model.Place;
import org.pna.model.PublicIdentity;
import org.pna.model.Source;
import org.pna.model.SubscriberId;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.Origin;
import org.pna.model.message.sh.PushNotification;
import org.pna.model.message.sh.ShData;
import org.pna.normalise.HomeNetworks;
import org.pna.publisher.server.PublicUris;
import org.pna.publisher.store.MemoryStore;

@DisplayName("One index over all names: the file first, then what suppliers told")
class IdentityIndexTest {
  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
  private static final String ANN = "sip:ann@pna.test";
  private static final String BOB = "sip:bob@pna.test";
  private static final Imsi ANNS = new Imsi("240990000000001");
  private static final Imsi BOBS = new Imsi("240990000000002");
  private static final Msisdn FOUR = new Msisdn("4670001");
  private static final PublicIdentity NICK = new PublicIdentity("sip:nick@pna.test");
  private static final PublicUris URIS = new PublicUris(Set.of("pna.test"));

  /** What no supplier tells who keeps names. */
  private record Told(Origin origin, List<SubscriberId> subscriber, Fingerprint fingerprint)
      implements NetworkMessage {}

  private final MemoryStore store = new MemoryStore(10);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Contradictions contradictions = new Contradictions(meters);
  private Instant now = START;
  private final InstantSource clock = () -> now;
  private final Directory directory =
      new Directory(new HomeNetworks(List.of("24099"), Map.of()), URIS);
  private LearnedNames learned = new LearnedNames(store, meters, 3);
  private IdentityIndex index;

  @BeforeEach
  void fill() {
    directory.add(2, ANNS.digits(), FOUR.digits(), ANN);
    directory.add(3, BOBS.digits(), null, BOB);
    index = new IdentityIndex(directory, learned, contradictions, clock);
  }

  private static PublicIdentity uri(String uri) {
    return new PublicIdentity(uri);
  }

  private String whose(SubscriberId... names) {
    Identification found = index.identify(List.of(names));
    return found instanceof Identification.Known known
        ? known.presentity()
        : found instanceof Identification.Quarantined ? "quarantined" : "foreign";
  }

  /** A home subscriber server tells names that belong together. */
  private void tells(SubscriberId... names) {
    List<SubscriberId> all = List.of(names);
    ShData nothing =
        new ShData(
            List.of(), List.of(), null, List.of(), null, null, null, null, null, null, null, null,
            null);
    hears(
        new PushNotification(
            new Origin(now, new Place.Dialogue("hss", "1")),
            new Fingerprint(1, 1),
            "hss",
            all,
            nothing),
        all);
  }

  private void hears(NetworkMessage message, List<SubscriberId> names) {
    Evidence evidence =
        new Evidence(new Source("ph"), "PNR", "1", now, new Place.Dialogue("hss", "1"));
    index.heard(message, names, index.identify(names), evidence);
  }

  @Test
  void everyFormOfANameIsTheSameName() {
    assertThat(whose(uri("tel:+46-70-001"))).isEqualTo(ANN);
    assertThat(whose(uri("sip:+4670001@pna.test;user=phone"))).isEqualTo(ANN);
    assertThat(whose(uri("sip:+4670001@elsewhere.test;user=phone"))).isEqualTo("foreign");
    assertThat(whose(uri("sip:240990000000001@ims.mnc099.mcc240.3gppnetwork.org"))).isEqualTo(ANN);
    assertThat(whose(new Nai("240990000000001@ims.mnc099.mcc240.3gppnetwork.org"))).isEqualTo(ANN);
    assertThat(whose(new Nai("0240990000000001@wlan.mnc099.mcc240.3gppnetwork.org")))
        .isEqualTo(ANN);
    assertThat(whose(new Nai("0240990000000009@wlan.mnc099.mcc240.3gppnetwork.org")))
        .isEqualTo("quarantined");
    assertThat(whose(uri("SIP:ann@PNA.test:5060"))).isEqualTo(ANN);
  }

  @Test
  void whatIsToldBesideAKnownNameIsKnownToo() {
    assertThat(whose(NICK)).isEqualTo("foreign");
    tells(FOUR, NICK, new Nai("ann@ims.example"));
    assertThat(whose(uri("sip:nick@PNA.test"))).isEqualTo(ANN);
    assertThat(whose(new Nai("ann@IMS.example"))).isEqualTo(ANN);
    assertThat(index.learned(ANN).get(NICK).source()).isEqualTo("ph");
    assertThat(index.learned(ANN).get(NICK).since()).isEqualTo(START);
  }

  @Test
  void whatIsToldOutlivesARestartAndLapsesWhenNobodyTellsItAgain() {
    tells(FOUR, NICK);
    now = now.plus(Duration.ofDays(20));
    tells(FOUR, NICK);
    learned = new LearnedNames(store, meters);
    learned.restore();
    index = new IdentityIndex(directory, learned, contradictions, clock);
    now = now.plus(Duration.ofDays(29));
    assertThat(whose(NICK)).isEqualTo(ANN);
    assertThat(index.learned(ANN).get(NICK).since()).isEqualTo(START);
    now = now.plus(Duration.ofDays(1));
    assertThat(whose(NICK)).isEqualTo("foreign");
    learned.lapse(now);
    assertThat(index.learned(ANN)).isEmpty();
  }

  @Test
  void onlySuppliersWhoKnowTeach() {
    List<SubscriberId> names = List.of(FOUR, NICK);
    Origin origin = new Origin(now, new Place.Dialogue("gmlc", "1"));
    hears(new Told(origin, names, new Fingerprint(1, 2)), names);
    assertThat(whose(NICK)).isEqualTo("foreign");
  }

  @Test
  void whatWasToldOfTwoNamesNobodyUntilTheFileNamesIt() {
    tells(FOUR, NICK);
    tells(BOBS, NICK);
    assertThat(whose(NICK)).isEqualTo("quarantined");
    assertThat(whose(FOUR, NICK)).isEqualTo(ANN); // the file's word stands
    tells(FOUR, NICK);
    assertThat(whose(NICK)).isEqualTo("quarantined");
    assertThat(contradictions.last()).hasSize(1);
    assertThat(contradictions.last().get(0).count()).isEqualTo(2);
    assertThat(contradictions.last().get(0).byFile()).isFalse();
    DirectoryTable next = directory.draft();
    directory.table().forEach(row -> next.add(1, row));
    next.add(4, new DirectoryRow(null, null, BOB, List.of(NICK)));
    index.replace(next);
    assertThat(whose(NICK)).isEqualTo(BOB);
  }

  @Test
  void theFileIsNeverContradicted() {
    tells(FOUR, BOBS);
    tells(uri(ANN), uri(BOB));
    assertThat(whose(BOBS)).isEqualTo(BOB);
    assertThat(whose(uri(ANN), uri(BOB))).isEqualTo(ANN); // whom it is about comes first
    assertThat(whose(NICK, uri(ANN), uri(BOB))).isEqualTo("quarantined");
    assertThat(contradictions.last())
        .extracting(one -> one.name() + ' ' + one.told() + ' ' + one.held())
        .contains(BOB + ' ' + ANN + ' ' + BOB);
  }

  @Test
  @DisplayName("T16: a SIM that nobody told of is not proven by a learned name")
  void anUnknownSimBesideALearnedName() {
    tells(FOUR, NICK);
    assertThat(whose(NICK, new Imsi("240990000000099"))).isEqualTo("quarantined");
    assertThat(whose(NICK, new Imsi("262020000000099"))).isEqualTo("foreign");
  }

  @Test
  void atTheBoundNothingMoreIsLearned() {
    tells(FOUR, NICK, uri("sip:a@x.test"), uri("sip:b@x.test"), uri("sip:c@x.test"));
    assertThat(index.learned(ANN)).hasSize(3);
    assertThat(whose(uri("sip:c@x.test"))).isEqualTo("foreign");
    assertThat(meters.counter("pna.identities.unlearned").count()).isEqualTo(1);
    tells(FOUR, NICK);
    assertThat(whose(NICK)).isEqualTo(ANN);
  }

  @Test
  void aPresentityThatIsNamedNoMoreTakesItsLearnedNamesAlong() {
    tells(FOUR, NICK);
    DirectoryTable next = directory.draft();
    next.add(2, new DirectoryRow(BOBS.digits(), null, BOB, List.of()));
    DirectoryChange change = index.replace(next);
    assertThat(whose(NICK)).isEqualTo("foreign");
    assertThat(change.losers()).containsExactly(ANN);
  }

  @Test
  void aNameAloneIsCompletedWithTheOnlySim() {
    assertThat(index.completed(List.of(uri(ANN)), ANN)).containsExactly(uri(ANN), ANNS);
    assertThat(index.completed(List.of(FOUR), ANN)).containsExactly(FOUR);
    directory.add(9, "240990000000003", null, ANN);
    assertThat(index.completed(List.of(uri(ANN)), ANN)).containsExactly(uri(ANN));
    SubscriberId own = new Nai("240990000000003@ims.mnc099.mcc240.3gppnetwork.org");
    assertThat(index.completed(List.of(own), ANN))
        .containsExactly(own, new Imsi("240990000000003"));
  }
}
