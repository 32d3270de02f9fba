package org.pna.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.Place;
import org.pna.model.Refusal;
import org.pna.model.ReportingNode;
import org.pna.model.SubscriberId;
import org.pna.model.message.Origin;
import org.pna.publisher.store.MemoryStore;
import org.pna.publisher.store.TableName;

/** Rule T1: who is suspect, until when, and what of it outlives the process. */
class SuspectsTest {
  private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");
  private static final ReportingNode VLR = new ReportingNode("46701", "4670");
  private static final ReportingNode SGSN = new ReportingNode("46702", "4670");
  private static final Identities ALL_OURS =
      names -> new Identification.Known("sip:" + ((Imsi) names.get(0)).digits(), List.of());

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AtomicInteger alarms = new AtomicInteger();
  private final DoubtfulStore store = new DoubtfulStore(new MemoryStore(10));
  private Suspects suspects = suspects(100, ALL_OURS);

  private Suspects suspects(int bound, Identities identities) {
    return new Suspects(bound, identities, store, meters, alarms::incrementAndGet);
  }

  @Test
  void isSuspectUntilSomethingNewerIsAccepted() {
    refuse("240990000000001", Domain.CS, T0, "late");
    assertListed(new Suspect("240990000000001", Domain.CS, "sip:240990000000001", VLR, T0, "late"));
    suspects.accepted("240990000000001", Domain.CS, T0.minusSeconds(1));
    suspects.accepted("240990000000001", Domain.CS, T0);
    suspects.accepted("240990000000001", Domain.PS, T0.plusSeconds(1));
    suspects.accepted("240990000000002", Domain.CS, T0.plusSeconds(1));
    assertThat(suspects.subscribers()).isEqualTo(1);
    assertThat(onDisk().keySet()).containsExactly("s/CS/240990000000001");
    suspects.accepted("240990000000001", Domain.CS, T0.plusNanos(1));
    assertListed();
    assertThat(suspects.subscribers()).isZero();
    assertThat(onDisk()).isEmpty();
  }

  @Test
  void theNewestRefusalCounts() {
    refuse("240990000000001", Domain.CS, T0.plusSeconds(5), "late");
    refuse("240990000000001", Domain.CS, T0, "overloaded");
    assertThat(listed()).extracting(Suspect::reason).containsExactly("late");
    refuse("240990000000001", Domain.CS, T0.plusSeconds(9), "no-room");
    assertThat(listed())
        .singleElement()
        .matches(s -> s.since().equals(T0.plusSeconds(9)) && s.reason().equals("no-room"));
    suspects.accepted("240990000000001", null, T0.plusSeconds(8));
    assertThat(suspects.subscribers()).isEqualTo(1);
    suspects.accepted("240990000000001", null, T0.plusSeconds(10));
    assertThat(suspects.subscribers()).isZero();
  }

  @Test
  void whatTheFactsOutlivedNoMoreIsForgotten() {
    refuse("240990000000001", null, T0, "late");
    refuse(List.of(), new ReportingNode(null, "4670"), null, T0, "inaccessible");
    refuse(List.of(), new ReportingNode(null, "4671"), null, T0.plusSeconds(1), "inaccessible");
    suspects.lapse(T0);
    assertThat(suspects.subscribers()).isEqualTo(2);
    assertThat(suspects.nodes()).isEqualTo(2);
    suspects.lapse(T0.plusSeconds(1));
    assertThat(suspects.subscribers()).isZero();
    assertThat(nodes()).extracting(SuspectNode::node).containsExactly("4671");
    suspects.lapse(T0.plusSeconds(2));
    assertThat(onDisk()).isEmpty();
  }

  @Test
  void anUnknownDomainMakesBothSuspect() {
    refuse("240990000000001", null, T0, "malformed");
    assertThat(listed()).extracting(Suspect::domain).containsExactly(Domain.CS, Domain.PS);
    suspects.accepted("240990000000001", Domain.PS, T0.plusSeconds(1));
    assertThat(listed()).extracting(Suspect::domain).containsExactly(Domain.CS);
  }

  @Test
  void strangersAreNotSuspectAndTheQuarantinedAre() {
    suspects = suspects(100, names -> new Identification.Foreign());
    refuse("310260000000001", Domain.CS, T0, "late");
    assertThat(suspects.subscribers()).isZero();
    assertThat(suspects.nodes()).isZero();
    assertThat(meters.counter("pna.refused", "reason", "late").count()).isEqualTo(1);
    suspects = suspects(100, names -> new Identification.Quarantined());
    refuse("240990000000009", Domain.CS, T0, "late");
    assertThat(listed()).singleElement().matches(s -> s.presentity() == null);
  }

  @Test
  void aSubscriberWithoutImsiGoesByAnotherName() {
    suspects = suspects(100, names -> new Identification.Known("tel:+1555", List.of()));
    refuse(List.of(new Msisdn("1555")), VLR, Domain.PS, T0, "late");
    assertThat(listed()).extracting(Suspect::name).containsExactly("msisdn:1555");
  }

  @Test
  void withoutASubscriberTheNodeIsSuspect() {
    refuse(List.of(), new ReportingNode(null, "4670"), null, T0, "dialogues");
    assertThat(suspects.nodes()).isEqualTo(1);
    assertThat(suspects.subscribers()).isZero();
    assertThat(nodes()).containsExactly(new SuspectNode("4670", T0, "dialogues"));
  }

  @Test
  void beyondTheBoundTheNodeIsSuspectAndItsSubscribersMakeRoom() {
    for (int i = 0; i < 60; i++) {
      refuse("24099" + i, VLR, T0);
    }
    for (int i = 60; i < 100; i++) {
      refuse("24099" + i, SGSN, T0);
    }
    assertThat(suspects.nodes()).isZero();
    suspects.save();
    assertThat(suspects.subscribers()).isEqualTo(100);
    refuse("240990", VLR, T0.plusSeconds(1));
    assertThat(suspects.nodes()).as("one that is listed is only renewed").isZero();
    refuse("24099200", VLR, T0.plusSeconds(2));
    assertThat(nodes()).containsExactly(new SuspectNode("46701", T0.plusSeconds(2), "late"));
    suspects.save();
    assertThat(suspects.subscribers()).isEqualTo(40);
    assertThat(listed()).allMatch(suspect -> suspect.node().equals(SGSN));
    refuse("24099201", VLR, T0.plusSeconds(3));
    assertThat(suspects.subscribers()).as("its node says it already").isEqualTo(40);
    assertThat(nodes()).containsExactly(new SuspectNode("46701", T0.plusSeconds(3), "late"));
    refuse("24099202", SGSN, T0.plusSeconds(4));
    assertThat(suspects.subscribers()).isEqualTo(41);
    suspects.save();
    assertThat(onDisk()).hasSize(42);
    assertRestored();
    assertThat(alarms).hasValue(0);
  }

  @Test
  void beyondTheBoundOfNodesAllAreSuspect() {
    for (int i = 0; i < 10_005; i++) {
      refuse(List.of(), new ReportingNode(null, "n" + i), null, T0.plusSeconds(i), "dialogues");
    }
    assertThat(suspects.nodes()).isEqualTo(10_001);
    assertThat(alarms).hasValue(1);
    assertThat(nodes())
        .contains(new SuspectNode(SuspectNode.ALL, T0.plusSeconds(10_004), "dialogues"));
    suspects.save();
    suspects.restore();
    assertThat(alarms).as("again after a restart").hasValue(2);
  }

  @Test
  void whileTheDiskIsDownTheyAreKeptAndWrittenAfterwards() {
    refuse("240991", VLR, T0);
    refuse("240992", VLR, T0);
    store.failing = true;
    refuse("240993", VLR, T0);
    refuse("240991", VLR, T0.plusSeconds(5));
    suspects.accepted("240992", Domain.CS, T0.plusSeconds(5));
    for (int i = 0; i < 5; i++) {
      int before = store.puts;
      suspects.save();
      assertThat(store.puts - before).as("the disk is only probed").isEqualTo(1);
    }
    assertThat(meters.get("pna.suspects.unsaved").gauge().value()).isEqualTo(3);
    assertThat(suspects.subscribers()).isEqualTo(2);
    assertThat(onDisk().keySet()).containsExactly("s/CS/240991", "s/CS/240992");
    store.failing = false;
    suspects.save();
    suspects.save();
    assertThat(onDisk().keySet()).containsExactly("s/CS/240991", "s/CS/240993");
    assertRestored();
    int before = store.puts;
    suspects.save();
    assertThat(store.puts).isEqualTo(before);
  }

  @Test
  void aSlowDiskThatFailsIsAskedForOneAtATime() {
    store.failing = true;
    store.hanging = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      refuse("24099" + i, VLR, T0);
    }
    for (int i = 0; i < 3; i++) {
      List<Runnable> waiting = store.hanging;
      assertThat(waiting).hasSize(i == 0 ? 5 : 1);
      store.hanging = new ArrayList<>();
      waiting.forEach(Runnable::run);
      suspects.save();
      suspects.save();
    }
    assertThat(onDisk()).isEmpty();
    assertThat(suspects.subscribers()).isEqualTo(5);
  }

  @Test
  void whatWaitsForTheDiskIsBounded() {
    suspects = suspects(50_000, ALL_OURS);
    store.hanging = new ArrayList<>();
    for (int i = 0; i < 30_000; i++) {
      refuse("24099" + (1_000_000 + i), VLR, T0);
    }
    assertThat(store.hanging).hasSize(10_000);
    assertThat(suspects.subscribers()).isEqualTo(30_000);
    for (int i = 0; i < 4; i++) {
      List<Runnable> waiting = store.hanging;
      store.hanging = new ArrayList<>();
      waiting.forEach(Runnable::run);
      suspects.save();
      assertThat(store.hanging).hasSizeLessThanOrEqualTo(10_000);
    }
    assertThat(onDisk()).hasSize(30_000);
  }

  @Test
  void whatOutlivesTheProcessIsWhatWasHeld() {
    suspects = suspects(300, ALL_OURS);
    Random random = new Random(1);
    for (int i = 0; i < 5_000; i++) {
      String imsi = "24099" + random.nextInt(150);
      Domain domain = random.nextBoolean() ? Domain.CS : Domain.PS;
      Instant time = T0.plusSeconds(random.nextInt(100) + i);
      store.failing = random.nextInt(4) == 0;
      if (random.nextBoolean()) {
        refuse(imsi, domain, time, "late");
      } else {
        suspects.accepted(imsi, domain, time);
      }
      if (random.nextInt(20) == 0) {
        suspects.save();
      }
    }
    assertThat(suspects.subscribers()).isBetween(50, 280);
    store.failing = false;
    suspects.save();
    suspects.save();
    assertRestored();
  }

  @Test
  void aLowerBoundAfterARestartLosesNobody() {
    for (int i = 0; i < 10; i++) {
      refuse("24099" + i, VLR, T0);
    }
    suspects = suspects(4, ALL_OURS);
    suspects.restore();
    assertThat(suspects.subscribers()).isEqualTo(4);
    assertThat(nodes()).containsExactly(new SuspectNode("46701", T0, "late"));
    suspects.save();
    assertThat(onDisk()).hasSize(5);
  }

  @Test
  void aDamagedEntryIsForgottenAndTheOthersKept() {
    refuse("240991", VLR, T0);
    store.table(TableName.SUSPECTS).put("s/CS/240992", new byte[] {1, 0, 0}, failure -> {});
    store.table(TableName.SUSPECTS).put("s/CS/240993", new byte[] {2, 0, 0}, failure -> {});
    store.table(TableName.SUSPECTS).put("s/XX/240994", onDisk().get("s/CS/240991"), failure -> {});
    store.table(TableName.SUSPECTS).put("z", onDisk().get("s/CS/240991"), failure -> {});
    List<Suspect> before = listed();
    suspects = suspects(100, ALL_OURS);
    suspects.restore();
    assertThat(listed()).isEqualTo(before);
    assertThat(SuspectFormat.scan(store, suspect -> {}, node -> {})).isEqualTo(4);
  }

  @Test
  void manyThreadsLoseNothing() throws Exception {
    suspects = suspects(1_000, ALL_OURS);
    List<CompletableFuture<Void>> threads = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      int seed = thread;
      threads.add(
          CompletableFuture.runAsync(
              () -> {
                Random random = new Random(seed);
                for (int i = 0; i < 20_000; i++) {
                  String imsi = "24099" + random.nextInt(50);
                  if (random.nextBoolean()) {
                    refuse(imsi, VLR, T0.plusSeconds(i));
                  } else {
                    suspects.accepted(imsi, Domain.CS, T0.plusSeconds(i));
                  }
                }
              }));
    }
    for (CompletableFuture<Void> thread : threads) {
      thread.get();
    }
    assertThat(suspects.subscribers()).isEqualTo(listed().size());
    assertRestored();
  }

  @Test
  void noIdentityIsShown() {
    refuse("240990000000001", Domain.CS, T0, "late");
    assertThat(listed().get(0).toString()).doesNotContain("24099", "sip:");
  }

  /** What another process would find is what this one holds. */
  private void assertRestored() {
    Suspects other = suspects(100_000, ALL_OURS);
    other.restore();
    List<Suspect> restored = new ArrayList<>();
    other.forEach(restored::add);
    assertThat(restored).containsExactlyInAnyOrderElementsOf(listed());
    List<SuspectNode> restoredNodes = new ArrayList<>();
    other.forEachNode(restoredNodes::add);
    assertThat(restoredNodes).containsExactlyInAnyOrderElementsOf(nodes());
    assertThat(other.subscribers()).isEqualTo(suspects.subscribers());
  }

  private void refuse(String imsi, ReportingNode node, Instant time) {
    refuse(List.of(new Imsi(imsi)), node, Domain.CS, time, "late");
  }

  private void refuse(String imsi, @Nullable Domain domain, Instant time, String reason) {
    refuse(List.of(new Imsi(imsi), new Msisdn("1555")), VLR, domain, time, reason);
  }

  private void refuse(
      List<SubscriberId> names,
      ReportingNode node,
      @Nullable Domain domain,
      Instant time,
      String reason) {
    Origin origin = new Origin(time, new Place.Dialogue("msc1", "1"));
    suspects.refused(new Refusal(origin, names, node, domain, reason));
  }

  private void assertListed(Suspect... expected) {
    assertThat(listed()).containsExactly(expected);
  }

  private List<Suspect> listed() {
    List<Suspect> all = new ArrayList<>();
    suspects.forEach(all::add);
    return all;
  }

  private List<SuspectNode> nodes() {
    List<SuspectNode> all = new ArrayList<>();
    suspects.forEachNode(all::add);
    return all;
  }

  private Map<String, byte[]> onDisk() {
    Map<String, byte[]> all = new TreeMap<>();
    store.scan(TableName.SUSPECTS, "", all::put);
    return all;
  }
}
