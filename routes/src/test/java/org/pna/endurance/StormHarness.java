package org.pna.endurance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Attaches as fast as the link takes them, at a gateway with a heap of 1 GB. */
public final class StormHarness {
  private StormHarness() {}

  /** Arguments: a folder for the files, attaches. */
  public static void main(String[] args) throws IOException, InterruptedException {
    int attaches = Integer.parseInt(args[1]);
    StormReport report = StormRun.run(Path.of(args[0]), attaches, List.of("-Xmx1g"), "");
    System.out.print(report.text());
    System.exit(report.isFaultless() ? 0 : 1);
  }
}
