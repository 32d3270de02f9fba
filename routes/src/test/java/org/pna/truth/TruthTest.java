package org.pna.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TruthTest {
  private static final Path ROOT = Path.of(System.getProperty("pna.root", ".."));

  /**
   * What chance does in a small world: one of its presentities is a third of a percent, and the
   * faults of a day lie within a quarter of one.
   */
  private static final double SMALL_WORLD = 0.0035;

  private static TruthReport report(int subscribers, int hours, int explained, Appendable diary)
      throws IOException {
    WorldSettings settings = WorldSettings.read(ROOT.resolve("bench/truth/world.yaml"));
    try (TruthRun run = new TruthRun(settings, 1, subscribers, hours, explained, diary)) {
      return run.run();
    }
  }

  @Test
  void aSmallWorldIsSeenAsItIs() throws IOException {
    TruthReport report = report(300, 6, -1, new StringBuilder());
    Set<String> faults =
        report.faults().stream().map(TruthReport.Fault::what).collect(Collectors.toSet());
    assertThat(faults).as(report.text()).doesNotContain("hlr", "hss");
    for (Means means : List.of(Means.VOICE, Means.DATA, Means.IMS)) {
      for (Wrong how : List.of(Wrong.FALSE_REACHABLE, Wrong.FALSE_UNREACHABLE)) {
        double floor = report.share(Contestant.FLOOR, means, how);
        assertThat(report.share(Contestant.GATEWAY, means, how))
            .as(means.tuple + " " + how.words + "\n" + report.text())
            .isLessThan(1.1 * floor + 0.0005 + SMALL_WORLD);
      }
    }
    for (TruthReport.Repaired one : report.repaired()) {
      assertThat(one.within(Contestant.GATEWAY))
          .as(report.text())
          .isGreaterThanOrEqualTo(one.watched() - 1);
    }
  }

  @Test
  void theSameSeedIsTheSameWorldAndWhatHappensToOneIsTold() throws IOException {
    StringBuilder diary = new StringBuilder();
    String first = report(40, 2, 3, diary).text();
    assertThat(report(40, 2, -1, new StringBuilder()).text()).isEqualTo(first);
    assertThat(diary)
        .contains("sent     noteMM-Event 02", "heard    noteMM-Event 02", "IS       ", "WE SAY   ");
  }
}
