package org.pna.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pna.model.message.accounting.AccountingStatus;
import org.pna.model.message.accounting.FramedAddress;
import org.pna.publisher.store.MemoryStore;

@DisplayName("Who has which session and address, and who had it")
@Timeout(60)
class SessionIndexTest {
  private static final String ANN = "240991000000001";
  private static final String BEN = "240991000000002";
  private static final FramedAddress SEVEN = new FramedAddress("10.0.0.7", null, null);
  private static final FramedAddress SIX = new FramedAddress(null, null, "2001:db8:1:2::/64");

  private final MemoryStore store = new MemoryStore(100);

  private static Instant at(int second) {
    return Nases.START.plusSeconds(second);
  }

  private static List<String> whose(SessionIndex index, String address, int second) {
    return Objects.requireNonNull(index.whose(address, at(second))).stream()
        .map(AddressHolder::presentity)
        .toList();
  }

  @Test
  void anAddressBelongsToWhomeverHadItThen() throws Exception {
    try (Nases nases = new Nases(store, Nases.lanes(10))) {
      nases.tell(nases.request(AccountingStatus.START, 10, "a", ANN, SEVEN));
      nases.tell(nases.request(AccountingStatus.STOP, 20, "a", ANN, SEVEN));
      nases.tell(nases.request(AccountingStatus.START, 30, "b", BEN, SEVEN));
      nases.tell(nases.request(AccountingStatus.START, 31, "c", ANN, SIX));
      SessionIndex again = new SessionIndex(store); // as after a restart
      again.restore();
      for (SessionIndex index : List.of(nases.steps.sessions(), again)) {
        assertThat(whose(index, "10.0.0.7", 9)).isEmpty();
        assertThat(whose(index, "10.0.0.7", 10)).containsExactly(Nases.presentity(ANN));
        assertThat(whose(index, "10.0.0.7", 20)).isEmpty();
        assertThat(whose(index, "10.0.0.7", 40)).containsExactly(Nases.presentity(BEN));
        assertThat(whose(index, "2001:DB8:1:2:0::9", 40)).containsExactly(Nases.presentity(ANN));
        assertThat(whose(index, "2001:db8:1:3::9", 40)).isEmpty();
        assertThat(index.whose("sip:ann@pna.test", at(40))).isNull();
        assertThat(index.whose("ann.pna.test", at(40))).isNull();
      }
      nases.tell(nases.restart(50));
      assertThat(whose(nases.steps.sessions(), "10.0.0.7", 49))
          .containsExactly(Nases.presentity(BEN));
      assertThat(whose(nases.steps.sessions(), "10.0.0.7", 50)).isEmpty();
    }
  }

  @Test
  void aSessionWithoutNamesIsThatOfItsStart() throws Exception {
    try (Nases nases = new Nases(store, Nases.lanes(10))) {
      nases.tell(nases.request(AccountingStatus.START, 1, "a", ANN, SEVEN));
      assertThat(nases.tell(nases.request(AccountingStatus.STOP, 2, "a", null, SEVEN))).isNull();
      assertThat(store.committed(Nases.presentity(ANN)).sims())
          .singleElement()
          .satisfies(
              sim -> {
                assertThat(sim.imsi()).isEqualTo(ANN);
                assertThat(sim.accounts().open()).isEmpty();
              });
      assertThat(nases.tell(nases.request(AccountingStatus.STOP, 3, "zz", null, SEVEN)))
          .isNotNull();
      assertThat(nases.steps.unknown().last())
          .singleElement()
          .satisfies(
              one -> {
                assertThat(one.kind()).isEqualTo("session");
                assertThat(one.name()).isEqualTo("192.0.2.1 zz");
              });
    }
  }

  @Test
  void theEndOfAnOlderSessionDoesNotTakeAlongWhatIsOnItsWay() throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    try (Nases nases = new Nases(store, Nases.lanes(10))) {
      nases.tell(nases.request(AccountingStatus.START, 1, "a", ANN, SEVEN));
      String ann = Nases.presentity(ANN);
      CompletableFuture<?> stop =
          nases.begin(nases.request(AccountingStatus.STOP, 2, "a", ANN, SEVEN));
      stop.get(10, TimeUnit.SECONDS);
      assertThat(nases.steps.sessions().of(nases.restart(9))).isEmpty();
      assertThat(nases.steps.lanes().submit(ann, () -> await(held))).isTrue();
      CompletableFuture<?> start =
          nases.begin(nases.request(AccountingStatus.START, 3, "b", ANN, SEVEN));
      assertThat(nases.steps.sessions().of(nases.restart(9))).containsExactly(ann);
      held.countDown();
      start.get(10, TimeUnit.SECONDS);
      assertThat(nases.steps.sessions().of(nases.restart(9))).containsExactly(ann);
    } finally {
      held.countDown();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void beyondItsBoundARestartLooksAtAll() throws Exception {
    try (Nases nases = new Nases(store, Nases.lanes(10))) {
      nases.tell(nases.request(AccountingStatus.START, 1, "a", ANN, SEVEN));
      nases.tell(nases.request(AccountingStatus.START, 1, "b", BEN, SEVEN));
      SessionIndex small = new SessionIndex(store, 1);
      small.restore();
      assertThat(small.of(nases.restart(2)))
          .isEqualTo(Set.of(Nases.presentity(ANN), Nases.presentity(BEN)));
    }
  }

  @Test
  void hintsAreThoseThatASetWouldHold() {
    PresentityHints hints = new PresentityHints();
    Random random = new Random(1);
    Set<String> held = new TreeSet<>();
    for (int i = 0; i < 200_000; i++) {
      long key = random.nextInt(50);
      String presentity = "p" + random.nextInt(20);
      String both = key + presentity;
      if (random.nextBoolean()) {
        assertThat(hints.add(key, presentity)).isEqualTo(held.add(both));
      } else {
        assertThat(hints.remove(key, presentity)).isEqualTo(held.remove(both));
      }
    }
    for (long key = 0; key < 50; key++) {
      String prefix = key + "p";
      assertThat(hints.of(key))
          .containsExactlyInAnyOrderElementsOf(
              held.stream()
                  .filter(one -> one.startsWith(prefix))
                  .map(one -> one.substring(prefix.length() - 1))
                  .toList());
    }
  }
}
