package org.pna.endurance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Asks a running gateway what {@code pna why} and {@code pna status} ask, without a process. */
final class GatewayQuestions {
  private final Path data;

  /**
   * @param data the gateway's data folder
   */
  GatewayQuestions(Path data) {
    this.data = data;
  }

  /**
   * How a presentity's document came about.
   *
   * @throws IOException if the gateway does not answer, or holds nothing of it
   */
  Explanation why(String presentity) throws IOException {
    return Explanation.of(ask("why", presentity).get(0));
  }

  /** The gateway's state, then one line a suspect. */
  List<String> suspects() throws IOException {
    return ask("status", "--suspects");
  }

  private List<String> ask(String... question) throws IOException {
    throw new IOException(data + ": this gateway cannot be asked " + String.join(" ", question));
  }
}
