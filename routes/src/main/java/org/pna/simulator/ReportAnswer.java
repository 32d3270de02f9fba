package org.pna.simulator;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a simulated GMLC's report was answered with.
 *
 * @param status HTTP status; 0 if nothing came
 * @param document body of the answer
 */
public record ReportAnswer(int status, String document) {
  private static final Pattern RESULT = Pattern.compile("<result resid=\"([0-9]{1,4})\"");

  /** Whether it was taken: 200 and, where there is a result, that it is 0. */
  public boolean isTaken() {
    return status == 200 && result() <= 0;
  }

  /** The result in a slra; -1 without one. */
  public int result() {
    Matcher result = RESULT.matcher(document);
    return result.find() ? Integer.parseInt(result.group(1)) : -1;
  }

  @Override
  public String toString() {
    return status == 0 ? "nothing came" : "HTTP status " + status;
  }
}
