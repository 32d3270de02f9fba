package org.pna.publisher.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.LongStream;
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
import org.pna.publisher.pidf.RandomElements;
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
            Sessions.NONE,
            Upkeep.NONE,
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
    return outcome(done -> append(store, record, done));
  }

  /** Waits for the callback. */
  protected static @Nullable Exception outcome(Consumer<CommitCallback> write) throws Exception {
    BlockingQueue<List<Exception>> answers = new LinkedBlockingQueue<>();
    write.accept(failure -> answers.add(failure == null ? List.of() : List.of(failure)));
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

  /** Steps are compared by what they say. */
  protected static void assertSteps(List<Step> actual, String presentity, long... numbers) {
    assertThat(actual)
        .extracting(step -> step.entry().number())
        .containsExactly(LongStream.of(numbers).boxed().toArray(Long[]::new));
    for (Step step : actual) {
      PresentityRecord expected = record(presentity, step.entry().number());
      assertSame(step.after(), expected.withoutMemory());
      assertThat(step.entry()).isEqualTo(entry(expected));
    }
  }

  @Test
  void theLastStepsAreKeptTheOldestFirst() throws Exception {
    assertThat(store.history("tel:+1")).isEmpty();
    for (int step = 1; step <= HISTORY; step++) {
      assertThat(append(record("tel:+1", step))).isNull();
    }
    assertThat(append(record("tel:+10", 1))).isNull();
    assertSteps(store.history("tel:+1"), "tel:+1", 1, 2, 3, 4, 5, 6, 7, 8);
    for (int step = HISTORY + 1; step <= 3 * HISTORY + 2; step++) {
      assertThat(append(record("tel:+1", step))).isNull();
    }
    assertSteps(store.history("tel:+1"), "tel:+1", 19, 20, 21, 22, 23, 24, 25, 26);
    assertSteps(store.history("tel:+10"), "tel:+10", 1);
    assertThat(store.history("tel:+")).isEmpty();
  }

  @Test
  void withoutAnEntryThereIsNoStep() throws Exception {
    assertThat(append(record("tel:+1", 1))).isNull();
    assertThat(outcome(done -> store.append(record("tel:+1", 2), null, Urgency.LOCATION, done)))
        .isNull();
    assertSteps(store.history("tel:+1"), "tel:+1", 1);
    assertSame(store.committed("tel:+1"), record("tel:+1", 2));
  }

  @Test
  void aStepThatDoesNotLeadToTheRecordIsRefused() throws Exception {
    JournalEntry other = entry(record("tel:+1", 2));
    assertThat(outcome(done -> store.append(record("tel:+1", 1), other, Urgency.TRANSITION, done)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(store.load("tel:+1")).isEqualTo(PresentityRecord.unknown("tel:+1"));
    assertThat(store.history("tel:+1")).isEmpty();
    assertThat(store.due(Instant.MIN, Instant.MAX, 10)).isEmpty();
  }

  @Test
  void whatIsAppendedIsCommittedOnceItsCallbackHasCome() throws Exception {
    assertThat(store.committed("tel:+1")).isEqualTo(PresentityRecord.unknown("tel:+1"));
    assertThat(append(record("tel:+1", 1))).isNull();
    assertSame(store.committed("tel:+1"), record("tel:+1", 1));
    assertThat(store.state()).isEqualTo(new StoreState(false, 0, 1));
  }

  /** A record that has to be looked at so many seconds after a fixed time; 0 for never. */
  private PresentityRecord waking(String presentity, long version, long seconds) {
    PresentityRecord record = record(presentity, version);
    return new PresentityRecord(
        presentity,
        record.sims(),
        record.document(),
        record.reasons(),
        version,
        version,
        seconds == 0 ? null : TIME.plusSeconds(seconds),
        record.heard());
  }

  private static Due due(String presentity, long seconds) {
    return new Due(TIME.plusSeconds(seconds), presentity);
  }

  @Test
  void dueIsWhatIsCommittedAndNothingElse() throws Exception {
    append(waking("tel:+1", 1, 30));
    append(waking("tel:+2", 1, 10));
    append(waking("tel:+3", 1, 20));
    append(waking("tel:+4", 1, 0));
    append(waking("tel:+5", 1, -4_000_000_000L)); // before 1970
    assertThat(store.due(Instant.MIN, Instant.MAX, 10))
        .containsExactly(
            due("tel:+5", -4_000_000_000L),
            due("tel:+2", 10),
            due("tel:+3", 20),
            due("tel:+1", 30));
    assertThat(store.due(TIME.plusSeconds(10), TIME.plusSeconds(30), 10))
        .containsExactly(due("tel:+2", 10), due("tel:+3", 20));
    assertThat(store.due(TIME.plusSeconds(10), TIME.plusSeconds(30), 1))
        .containsExactly(due("tel:+2", 10));
    assertThat(store.due(TIME.plusSeconds(10).plusNanos(1), TIME.plusSeconds(20).plusNanos(1), 9))
        .containsExactly(due("tel:+3", 20));
    assertThat(store.due(TIME.plusSeconds(30), TIME.plusSeconds(10), 10)).isEmpty();
    append(waking("tel:+2", 2, 40)); // later
    append(waking("tel:+3", 2, 0)); // never
    append(waking("tel:+1", 2, 30)); // as before
    append(waking("tel:+4", 2, 30)); // from now on, and together with another
    append(waking("tel:+5", 2, 5));
    assertThat(store.due(Instant.MIN, Instant.MAX, 10))
        .containsExactly(due("tel:+5", 5), due("tel:+1", 30), due("tel:+4", 30), due("tel:+2", 40));
  }

  @Test
  void dueStaysExactWhateverChanges() throws Exception {
    Random random = new Random(RandomElements.seed("dueStaysExactWhateverChanges"));
    TreeMap<String, Long> expected = new TreeMap<>();
    CountDownLatch done = new CountDownLatch(2000);
    for (int i = 1; i <= 2000; i++) {
      String presentity = "tel:+" + random.nextInt(50);
      long seconds = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(100);
      store.load(presentity);
      append(store, waking(presentity, i, seconds), failure -> done.countDown());
      if (seconds == 0) {
        expected.remove(presentity);
      } else {
        expected.put(presentity, seconds);
      }
    }
    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    List<Due> all = new ArrayList<>();
    expected.forEach((presentity, seconds) -> all.add(due(presentity, seconds)));
    assertThat(store.due(Instant.MIN, Instant.MAX, 1000)).containsExactlyInAnyOrderElementsOf(all);
    assertThat(store.due(TIME.plusSeconds(50), TIME.plusSeconds(60), 1000))
        .isSortedAccordingTo(Comparator.comparing(Due::at))
        .containsExactlyInAnyOrderElementsOf(
            all.stream()
                .filter(due -> !due.at().isBefore(TIME.plusSeconds(50)))
                .filter(due -> due.at().isBefore(TIME.plusSeconds(60)))
                .toList());
  }

  private List<String> scanned(TableName name, String prefix) {
    List<String> found = new ArrayList<>();
    store.scan(name, prefix, (key, value) -> found.add(key + "=" + new String(value, UTF_8)));
    return found;
  }

  private @Nullable Exception put(TableName name, String key, @Nullable String value)
      throws Exception {
    byte[] octets = value == null ? null : value.getBytes(UTF_8);
    return outcome(
        done -> {
          store.table(name).put(key, octets, done);
          if (octets != null) {
            Arrays.fill(octets, (byte) '?'); // the caller's own
          }
        });
  }

  @Test
  void aTableHoldsWhatWasPutInTheOrderOfItsKeys() throws Exception {
    assertThat(scanned(TableName.SUSPECTS, "")).isEmpty();
    assertThat(put(TableName.SUSPECTS, "b", "1")).isNull();
    assertThat(put(TableName.SUSPECTS, "a", "2")).isNull();
    assertThat(put(TableName.SUSPECTS, "ba", "3")).isNull();
    assertThat(put(TableName.SUSPECTS, "", "4")).isNull();
    assertThat(put(TableName.SUSPECTS, "c\u20ac\0", "")).isNull();
    assertThat(put(TableName.SUBSCRIPTIONS, "b", "5")).isNull();
    assertThat(scanned(TableName.SUSPECTS, ""))
        .containsExactly("=4", "a=2", "b=1", "ba=3", "c\u20ac\0=");
    assertThat(scanned(TableName.SUSPECTS, "b")).containsExactly("b=1", "ba=3");
    assertThat(scanned(TableName.SUBSCRIPTIONS, "")).containsExactly("b=5");
    assertThat(put(TableName.SUSPECTS, "b", null)).isNull();
    assertThat(put(TableName.SUSPECTS, "x", null)).isNull();
    assertThat(put(TableName.SUSPECTS, "a", "6")).isNull();
    assertThat(scanned(TableName.SUSPECTS, "")).containsExactly("=4", "a=6", "ba=3", "c\u20ac\0=");
    assertThat(scanned(TableName.SUBSCRIPTIONS, "")).containsExactly("b=5");
    assertThat(store.state().presentities()).isZero();
  }

  @Test
  void manyAreScannedAndNoneTwice() throws Exception {
    CountDownLatch done = new CountDownLatch(1000);
    Table table = store.table(TableName.SUBSCRIPTIONS);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      table.put("k" + (5000 + i), new byte[] {'v'}, failure -> done.countDown());
      expected.add("k" + (5000 + i) + "=v");
    }
    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(scanned(TableName.SUBSCRIPTIONS, "k")).isEqualTo(expected);
    assertThat(scanned(TableName.SUBSCRIPTIONS, "k51")).isEqualTo(expected.subList(100, 200));
  }

  @Test
  void aKeyThatWouldBeMistakenForAnotherIsRefused() throws Exception {
    assertThat(put(TableName.SUSPECTS, "\ud800", "1")).isInstanceOf(IllegalArgumentException.class);
    assertThat(scanned(TableName.SUSPECTS, "")).isEmpty();
  }
}
