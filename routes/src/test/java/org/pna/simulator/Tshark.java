package org.pna.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pna.Peers;

/** The independent decoder, where it is installed. */
final class Tshark {
  private Tshark() {}

  /** What tshark prints for a capture, line by line. */
  static List<String> lines(Path capture, String... arguments) throws Exception {
    Peers.need("tshark");
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of("tshark", "-n", "-o", "gsm_map.tcap.ssn:6-9,147", "-r", capture.toString()));
    command.addAll(List.of("-o", "ip.check_checksum:TRUE", "-o", "sctp.checksum:CRC 32c"));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    if (process.waitFor() != 0) {
      throw new IOException("tshark ended with " + process.exitValue());
    }
    return lines;
  }
}
