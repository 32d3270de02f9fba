package org.pna.truth;

import java.io.IOException;
import java.nio.file.Path;

/** Runs a world of any size. */
public final class TruthHarness {
  private TruthHarness() {}

  /** Arguments: the world's file, seed, subscribers, hours, and whom to explain, or -1. */
  public static void main(String[] args) throws IOException {
    WorldSettings settings = WorldSettings.read(Path.of(args[0]));
    int explained = Integer.parseInt(args[4]);
    try (TruthRun run =
        new TruthRun(
            settings,
            Long.parseLong(args[1]),
            Integer.parseInt(args[2]),
            Integer.parseInt(args[3]),
            explained,
            System.out)) {
      TruthReport report = run.run();
      System.out.print(report.text());
      System.exit(report.faults().isEmpty() ? 0 : 1);
    }
  }
}
