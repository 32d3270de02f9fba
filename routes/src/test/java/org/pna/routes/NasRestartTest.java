package org.pna.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pna.model.RefusedException;
import org.pna.model.message.accounting.AccountingStatus;
import org.pna.model.message.accounting.FramedAddress;
import org.pna.publisher.store.MemoryStore;
import org.pna.publisher.store.PresenceStore;

@DisplayName("T14: a gateway that begins anew")
@Timeout(60)
class NasRestartTest {
  private static String imsi(int number) {
    return "24099" + (1_000_000_000L + number);
  }

  private static void startAll(Nases nases, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      assertThat(
              nases.tell(
                  nases.request(AccountingStatus.START, 1, "s" + i, imsi(i), FramedAddress.NONE)))
          .isNull();
    }
  }

  private static long open(PresenceStore store, int count) {
    long open = 0;
    for (int i = 0; i < count; i++) {
      open +=
          store.committed(Nases.presentity(imsi(i))).sims().stream()
              .filter(sim -> !sim.accounts().open().isEmpty())
              .count();
    }
    return open;
  }

  @Test
  void endsFarMoreSessionsThanTheLanesHaveRoomFor() throws Exception {
    MemoryStore store = new MemoryStore(10_000);
    try (Nases nases = new Nases(store, Nases.lanes(10))) {
      startAll(nases, 5_000);
      CountDownLatch held = new CountDownLatch(1);
      // full lanes are waited for
      String one = Nases.presentity(imsi(0));
      assertThat(nases.steps.lanes().submit(one, () -> await(held))).isTrue();
      CompletableFuture<?> restart = nases.begin(nases.restart(2));
      assertThat(restart).isNotDone();
      held.countDown();
      restart.get(30, TimeUnit.SECONDS);
      assertThat(open(store, 5_000)).isZero();
      assertThat(nases.steps.sessions().of(nases.restart(3))).isEmpty();
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
  void isNotAnsweredWhileOneEndIsNotSafeAndItsRepetitionDoesTheRest() throws Exception {
    DoubtfulStore store = new DoubtfulStore(new MemoryStore(2_000));
    try (Nases nases = new Nases(store, Nases.lanes(10))) {
      startAll(nases, 1_000);
      store.refused = Nases.presentity(imsi(700));
      assertThat(nases.tell(nases.restart(2)))
          .isInstanceOfSatisfying(
              RefusedException.class,
              refused ->
                  assertThat(refused.reason()).isEqualTo(RefusedException.Reason.OVERLOADED));
      assertThat(open(store, 1_000)).as("what was done stays done").isEqualTo(1);
      assertThat(nases.steps.sessions().of(nases.restart(3)))
          .containsExactly(Nases.presentity(imsi(700)));
      store.refused = null;
      assertThat(nases.tell(nases.restart(4))).isNull();
      assertThat(open(store, 1_000)).isZero();
    }
  }
}
