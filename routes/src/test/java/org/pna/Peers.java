package org.pna;

import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.util.Arrays;
import org.junit.jupiter.api.Assumptions;

/** Independent programs that some tests speak with. */
public final class Peers {
  private Peers() {}

  /** Skips the test, saying why, when the program is not installed; on CI its absence fails. */
  public static void need(String program) {
    boolean there =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> new File(folder, program).canExecute());
    if (there) {
      return;
    }
    String caller =
        StackWalker.getInstance()
            .walk(frames -> frames.skip(1).findFirst().orElseThrow())
            .toString();
    String message = caller + " needs " + program + ", which is not installed";
    if ("true".equals(System.getenv("CI"))) {
      fail(message);
    }
    System.out.println("SKIPPED: " + message);
    Assumptions.abort(message);
  }
}
