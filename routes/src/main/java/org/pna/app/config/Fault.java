package org.pna.app.config;

/**
 * Something in a file of the operator's that needs a hand.
 *
 * @param severity a fault keeps the gateway from starting, a warning does not
 * @param file the file as it was named
 * @param line 1 for the first; 0 when the file as a whole is meant
 * @param path the key, {@code ss7.links[0].point-code}, or a column; empty when none is meant
 * @param problem what is wrong; never an identity of a subscriber
 * @param fix what to write instead
 */
public record Fault(
    Severity severity, String file, int line, String path, String problem, String fix) {
  /** How much it matters. */
  public enum Severity {
    FAULT,
    WARNING;

    /** As it is printed. */
    public String word() {
      return this == FAULT ? "fault" : "warning";
    }
  }

  /** Whether the gateway cannot start with it. */
  public boolean isFatal() {
    return severity == Severity.FAULT;
  }

  /** Two lines for people: {@code file:line: fault: path: problem} and the fix. */
  public String text() {
    String place = line == 0 ? file : file + ":" + line;
    String subject = path.isEmpty() ? problem : path + ": " + problem;
    return place + ": " + severity.word() + ": " + subject + "\n    fix: " + fix;
  }
}
