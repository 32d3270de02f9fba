package org.pna.endurance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Invariant I8 with small bounds; bench/storm/run.sh does it with a million and the usual ones. */
class StormTest {
  private static final int ATTACHES = 20_000;

  @TempDir private Path folder;

  @Test
  @Timeout(120)
  void whatIsTooMuchIsRefusedByProtocolAndTheRestIsExact() throws Exception {
    StormReport report =
        StormRun.run(
            folder,
            ATTACHES,
            GatewayProcess.SHORT_LIVED,
            "store:\n  pending: 200\nlanes:\n  queue: 100\n");

    System.out.print(report.text());
    assertThat(report.acknowledged() + report.refused()).isEqualTo(ATTACHES);
    assertThat(report.refused()).isPositive();
    assertThat(report.isFaultless()).as(report.text()).isTrue();
  }
}
