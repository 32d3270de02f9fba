package org.pna.simulator;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The independent decoder, where it is installed. */
final class Tshark {
  private Tshark() {}

  /**
   * What tshark prints for a capture, line by line.
   *
   * @param test who asks, for the message when tshark is not there
   */
  static List<String> lines(Class<?> test, Path capture, String... arguments) throws Exception {
    requireInstalled(test);
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of("tshark", "-n", "-o", "gsm_map.tcap.ssn:6-9,147", "-r", capture.toString()));
    command.addAll(List.of("-o", "ip.check_checksum:TRUE", "-o", "sctp.checksum:CRC 32c"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
            .lines()
            .toList();
    if (process.waitFor() != 0) {
      throw new IOException("tshark ended with " + process.exitValue());
    }
    return lines;
  }

  private static void requireInstalled(Class<?> test) throws InterruptedException {
    try {
      new ProcessBuilder("tshark", "--version")
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      String why = test.getSimpleName() + " skipped: tshark is not installed";
      if ("true".equals(System.getenv("CI"))) {
        throw new IllegalStateException(why, e);
      }
      System.out.println(why);
      Assumptions.abort(why);
    }
  }
}
