package org.pna.publisher.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pna.model.Domain;
import org.pna.model.Evidence;
import org.pna.model.Place;
import org.pna.model.ReportingNode;
import org.pna.model.Source;
import org.pna.model.Urgency;
import org.pna.model.message.Fingerprint;
import org.pna.publisher.pidf.Basic;
import org.pna.publisher.pidf.Device;
import org.pna.publisher.pidf.Element;
import org.pna.publisher.pidf.Fragment;
import org.pna.publisher.pidf.Network;
import org.pna.publisher.pidf.Network.Roaming;
import org.pna.publisher.pidf.PidfDocuments;
import org.pna.publisher.pidf.PresenceDocument;
import org.pna.publisher.pidf.Tuple;
import org.pna.publisher.pidf.View;
import org.pna.publisher.store.DomainFacts.Attached;
import org.pna.publisher.store.DomainFacts.Means;

/** What every {@link PresenceStore} does. A store's own test extends it. */
public abstract class PresenceStoreContract {
  private static final Instant TIME = Instant.parse("2026-11-20T23:50:00Z");

  /** How many steps the store under test keeps. */
  protected static final int HISTORY = 8;

  private PresenceStore store;

  /** A store of at least 1000 presentities, with nothing in it. */
  protected abstract PresenceStore open() throws Exception;

  @BeforeEach
  final void openStore() throws Exception {
    store = open();
  }

  @AfterEach
  final void closeStore() {
    store.close();
  }

  /** The store under test. */
  protected final PresenceStore store() {
    return store;
  }

  /** A record with facts, elements and a document. */
  protected static PresentityRecord record(String presentity, long version) {
    DomainFacts cs =
        new DomainFacts(
            Attached.YES,
            true,
            Means.OPEN,
            null,
            new ReportingNode("46707000001", null),
            Roaming.HOME,
            null,
            null,
            null,
            evidence(version),
            version % 2 == 0 ? null : TIME.plusSeconds(3600),
            version % 2 == 0
                ? null
                : new Held(TIME.plusSeconds(120), DomainFacts.UNKNOWN.holding(null)));
    List<Element> elements =
        List.of(
            new Tuple("cs-voice", Basic.OPEN, null, List.of("urn:x"), "tel:+1", TIME),
            new Device(
                "d1",
                "urn:x",
                List.of(new Network("3GPP-CS", true, Roaming.HOME, false)),
                null,
                TIME.plusSeconds(version)));
    return new PresentityRecord(
        presentity,
        List.of(new SimFacts("240991234567890", "15551230001", "urn:x", cs, DomainFacts.UNKNOWN)),
        PresenceDocument.of(presentity, elements.stream().map(Fragment::of).toList()),
        List.of(
            new Reason(Cause.EVENT, evidence(version), "T3", null),
            new Reason(Cause.TIMER, evidence(version), "T7", evidence(version - 1))),
        version,
        version,
        version % 3 == 0 ? null : TIME.plusSeconds(version),
        List.of(new Heard(new Fingerprint(version, -version), TIME.plusSeconds(version))));
  }

  private static Evidence evidence(long version) {
    return new Evidence(
        Source.PC,
        "noteMM-Event",
        "02",
        TIME.plusSeconds(version),
        new Place.Dialogue("msc1", "1a2b"));
  }

  /** The step that leads to a record. */
  protected static JournalEntry entry(PresentityRecord record) {
    long number = record.steps();
    return new JournalEntry(
        number,
        number % 5 == 0 ? Cause.TIMER : Cause.EVENT,
        TIME.plusSeconds(number),
        evidence(number),
        "240991234567890",
        number % 3 == 0 ? null : number % 3 == 1 ? Domain.CS : Domain.PS,
        new ReportingNode("46707000001", null),
        "T3",
        number % 4 == 0 ? "not-serving" : null,
        number == 1 ? null : evidence(number - 1));
  }

  /** With its step, as one that nothing repeats. */
  protected static void append(
      PresenceStore store, PresentityRecord record, CommitCallback callback) {
    store.append(record, entry(record), Urgency.TRANSITION, callback);
  }

  /** Appends and waits for the callback. */
  protected final @Nullable Exception append(PresentityRecord record) throws Exception {
    BlockingQueue<List<Exception>> answers = new LinkedBlockingQueue<>();
    append(store, record, failure -> answers.add(failure == null ? List.of() : List.of(failure)));
    List<Exception> answer = answers.poll(10, TimeUnit.SECONDS);
    assertThat(answer).as("callback within 10 s").isNotNull();
    return answer.isEmpty() ? null : answer.get(0);
  }

  /** Fragments are compared by what they say. */
  protected static void assertSame(PresentityRecord actual, PresentityRecord expected) {
    assertThat(actual.presentity()).isEqualTo(expected.presentity());
    assertThat(actual.sims()).isEqualTo(expected.sims());
    assertThat(actual.document().elements()).isEqualTo(expected.document().elements());
    assertThat(actual.reasons()).isEqualTo(expected.reasons());
    assertThat(actual.version()).isEqualTo(expected.version());
    assertThat(actual.steps()).isEqualTo(expected.steps());
    assertThat(actual.wakeAt()).isEqualTo(expected.wakeAt());
    assertThat(actual.heard()).isEqualTo(expected.heard());
    for (View view : View.values()) {
      assertThat(PidfDocuments.pidf(actual.document(), view))
          .asString()
          .isEqualTo(new String(PidfDocuments.pidf(expected.document(), view)));
    }
  }

  @Test
  void nothingIsKnownAtFirst() {
    assertThat(store.load("tel:+1")).isEqualTo(PresentityRecord.unknown("tel:+1"));
  }

  @Test
  void whatWasAppendedIsLoaded() throws Exception {
    assertThat(append(record("tel:+1", 1))).isNull();
    assertSame(store.load("tel:+1"), record("tel:+1", 1));
    assertThat(store.load("tel:+2")).isEqualTo(PresentityRecord.unknown("tel:+2"));
  }

  @Test
  void appendedIsLoadedBeforeItIsDurable() {
    append(store, record("tel:+1", 1), failure -> {});
    assertSame(store.load("tel:+1"), record("tel:+1", 1));
    append(store, record("tel:+1", 2), failure -> {});
    assertSame(store.load("tel:+1"), record("tel:+1", 2));
  }

  @Test
  void theLastOneStands() throws Exception {
    for (int version = 1; version <= 5; version++) {
      assertThat(append(record("tel:+1", version))).isNull();
    }
    assertSame(store.load("tel:+1"), record("tel:+1", 5));
  }

  @Test
  void callbacksComeOnceAndInOrderForEachPresentity() throws Exception {
    int presentities = 200;
    int versions = 10;
    List<ConcurrentLinkedQueue<Integer>> heard = new ArrayList<>();
    CountDownLatch done = new CountDownLatch(presentities * versions);
    AtomicInteger failures = new AtomicInteger();
    for (int p = 0; p < presentities; p++) {
      heard.add(new ConcurrentLinkedQueue<>());
    }
    List<Thread> lanes = new ArrayList<>();
    for (int lane = 0; lane < 4; lane++) {
      int first = lane;
      Thread thread =
          new Thread(
              () -> {
                for (int version = 1; version <= versions; version++) {
                  for (int p = first; p < presentities; p += 4) {
                    int presentity = p;
                    int now = version;
                    append(
                        store,
                        record("tel:+" + p, version),
                        failure -> {
                          failures.addAndGet(failure == null ? 0 : 1);
                          heard.get(presentity).add(now);
                          done.countDown();
                        });
                  }
                }
              });
      lanes.add(thread);
      thread.start();
    }
    for (Thread lane : lanes) {
      lane.join();
    }
    assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(failures).hasValue(0);
    for (int p = 0; p < presentities; p++) {
      assertThat(heard.get(p)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
      assertSame(store.load("tel:+" + p), record("tel:+" + p, versions));
    }
  }
}
