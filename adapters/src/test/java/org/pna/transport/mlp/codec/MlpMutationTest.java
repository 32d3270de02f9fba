package org.pna.transport.mlp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pna.model.MalformedMessageException;
import org.pna.transport.ss7.codec.Mutations;

/** Damaged documents are read, or refused by the one exception; never anything else. */
class MlpMutationTest {
  private static final Duration ONE = Duration.ofSeconds(5);

  @Test
  void twentyThousand() {
    mutate(20_000, 11);
  }

  @Test
  @Tag("slow")
  @Timeout(1800)
  void aMillion() {
    mutate(1_000_000, 12);
  }

  private static void mutate(int count, long seed) {
    List<byte[]> documents = new ArrayList<>();
    for (String file : List.of("slia.xml", "tlrep.xml", "slir.xml", "tlrr.xml")) {
      documents.add(Samples.ours(file));
    }
    Samples.shapes().forEach(shape -> documents.add(Samples.shape(shape)));
    documents.add(
        Samples.xml("<!DOCTYPE a [<!ENTITY b \"c\">]><svc_result>&b;&lt;&#65;</svc_result>"));
    Random random = new Random(seed);
    Runtime runtime = Runtime.getRuntime();
    int read = 0;
    long slowest = 0;
    long before = -1;
    for (int i = 0; i < count; i++) {
      byte[] mutant = Mutations.of(documents.get(random.nextInt(documents.size())), random);
      long start = System.nanoTime();
      if (isRead(mutant)) {
        read++;
      }
      slowest = Math.max(slowest, System.nanoTime() - start);
      if (i == count / 10 || i == count - 1) {
        System.gc();
        long used = runtime.totalMemory() - runtime.freeMemory();
        if (before < 0) {
          before = used;
        } else {
          assertThat(used - before).as("growth").isLessThan(16L << 20);
        }
      }
    }
    assertThat(read).isBetween(count / 50, count - count / 50);
    assertThat(slowest).isLessThan(ONE.toNanos());
    System.out.printf("MLP: %d mutants, %d read, slowest %d us%n", count, read, slowest / 1000);
  }

  private static boolean isRead(byte[] mutant) {
    boolean read = false;
    try {
      MlpResults.read(mutant);
      read = true;
    } catch (MalformedMessageException e) {
      assertThat(e.getMessage()).hasSizeLessThan(300);
    }
    try {
      MlpRequestReader.read(mutant);
      read = true;
    } catch (MalformedMessageException e) {
      assertThat(e.getMessage()).hasSizeLessThan(300);
    }
    return read;
  }
}
