package org.pna.pi;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.pna.publisher.store.MemoryStore;
import org.pna.routes.Identification;

/** What a subscription costs. */
@Tag("slow")
class RegLoadTest {
  private static final int MANY = 100_000;

  @Test
  void manySubscriptions() {
    FakeScscf scscf = new FakeScscf();
    MemoryStore store = new MemoryStore(10);
    RegSubscriptions ours =
        new RegSubscriptions(
            new RegSettings(
                "pi",
                "sip:pna.home1.net",
                MANY,
                MANY,
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofMinutes(10)),
            scscf,
            UnaryOperator.identity(),
            names -> new Identification.Foreign(),
            store,
            scscf,
            refusal -> {},
            new SimpleMeterRegistry());
    long begin = System.nanoTime();
    for (int i = 0; i < MANY; i++) {
      String identity = "sip:user" + i + "@home1.net";
      scscf.register(ours, identity, 600_000);
      FakeScscf.Asked asked = scscf.next();
      scscf.accept(asked, 600_000);
      scscf.notify(
          ours,
          asked,
          FakeScscf.full(0, FakeScscf.active(identity, FakeScscf.contact("c" + i, true, 3_600))));
      scscf.events.clear();
      scscf.entered.clear();
    }
    double micros = (System.nanoTime() - begin) / 1e3 / MANY;
    long with = used();
    assertThat(ours.size()).isEqualTo(MANY);
    for (int i = 0; i < MANY; i++) {
      scscf.register(ours, "sip:user" + i + "@home1.net", 1);
    }
    scscf.entered.clear();
    scscf.pass(ours, Duration.ofHours(2));
    assertThat(ours.size()).isZero();
    scscf.asked.clear();
    double each = (with - used()) / (double) MANY;
    assertThat(ours.size()).isZero();
    System.out.printf(
        "%d subscriptions: %.0f octets each with their rows in memory, %.1f us from REGISTER to"
            + " NOTIFY%n",
        MANY, each, micros);
    assertThat(each).isBetween(500.0, 4_000.0);
  }

  private static long used() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
