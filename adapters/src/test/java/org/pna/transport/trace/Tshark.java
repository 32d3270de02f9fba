package org.pna.transport.trace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pna.Peers;

/** The independent reader to compare with: tshark, where it is installed. */
public final class Tshark {
  private Tshark() {}

  /** One row for each frame, one column for each field, several values separated by commas. */
  public static List<List<String>> fields(Path file, String... fields)
      throws IOException, InterruptedException {
    Peers.need("tshark");
    var command =
        new ArrayList<>(
            List.of(
                "tshark",
                "-n",
                "-r",
                file.toString(),
                "-o",
                "gsm_map.tcap.ssn:6-9,147",
                "-T",
                "fields"));
    for (String field : fields) {
      command.addAll(List.of("-e", field));
    }
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(command + " failed");
    }
    return text.lines().map(line -> List.of(line.split("\t", -1))).toList();
  }

  public static List<String> values(String column) {
    return column.isEmpty() ? List.of() : List.of(column.split(","));
  }
}
