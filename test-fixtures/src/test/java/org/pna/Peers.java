package org.pna;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What some tests need and not every machine has: programs and files of others. */
public final class Peers {
  private Peers() {}

  /** Skips the test, saying why, when the program is not installed; on CI its absence fails. */
  public static void need(String program) {
    boolean there =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    if (there) {
      return;
    }
    if ("true".equals(System.getenv("CI"))) {
      fail(test() + ": " + program + " is not installed");
    }
    skip(program + " is not installed");
  }

  /** Skips the test, saying why, when the file or folder is not there. */
  public static void need(Path file) {
    if (!Files.exists(file)) {
      skip("no " + file.normalize());
    }
  }

  private static void skip(String reason) {
    String message = test() + ": " + reason;
    System.out.println("SKIPPED " + message);
    abort(message);
  }

  private static String test() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .filter(frame -> frame.getClassName().matches("org\\.pna\\..*Test"))
                    .reduce((inner, outer) -> outer)
                    .map(frame -> frame.getClassName() + "." + frame.getMethodName())
                    .orElse("a test"));
  }
}
