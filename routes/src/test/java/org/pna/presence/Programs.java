package org.pna.presence;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Programs of others that a test needs. */
final class Programs {
  private Programs() {}

  /** Goes on only if the program is installed; without it the test is skipped, in CI it fails. */
  static void need(String program, String test) {
    boolean there =
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    if (!there) {
      String reason = test + ": " + program + " is not installed";
      if ("true".equals(System.getenv("CI"))) {
        fail(reason);
      }
      System.out.println("SKIPPED " + reason);
      abort(reason);
    }
  }

  /** Goes on only if the file is there. */
  static void need(Path file, String test) {
    if (!Files.exists(file)) {
      String reason = test + ": no " + file;
      System.out.println("SKIPPED " + reason);
      abort(reason);
    }
  }
}
