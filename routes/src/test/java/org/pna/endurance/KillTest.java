package org.pna.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pna.Peers;

/** Invariant I1 over kill -9; bench/kill/run.sh does it a thousand times. */
class KillTest {
  private static final int KILLS = 5;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  @Timeout(120)
  void afterEachKillAllIsAsIfItHadNeverBeen(Traffic traffic) throws Exception {
    Peers.need("kill");

    KillReport report =
        KillHarness.run(traffic, folder, KILLS, 1, ThreadLocalRandom.current().nextLong(1_000_000));

    System.out.print(report.text());
    assertThat(report.kills()).isEqualTo(KILLS);
    assertThat(report.isIntact()).as(report.text()).isTrue();
  }
}
