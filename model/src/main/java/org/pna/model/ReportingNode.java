package org.pna.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The network node behind a report, by the names it goes by.
 *
 * @param number VLR or SGSN number, E.164 digits
 * @param globalTitle calling SCCP address, digits
 */
public record ReportingNode(@Nullable String number, @Nullable String globalTitle) {
  public ReportingNode {
    if (number != null && number.equals(globalTitle)) {
      number = globalTitle; // mostly they are the same, and millions of these are held
    }
  }

  /** Whether nothing is known of the node. */
  public boolean isUnknown() {
    return number == null && globalTitle == null;
  }

  /**
   * Whether both names mean the same node: by number where both have one, else by whatever name
   * they share (semantics: the number, else the calling global title).
   */
  public boolean isSameAs(ReportingNode other) {
    if (number != null && other.number != null) {
      return number.equals(other.number);
    }
    return matches(globalTitle, other) || matches(number, other);
  }

  private static boolean matches(@Nullable String name, ReportingNode other) {
    return name != null
        && (Objects.equals(name, other.number) || Objects.equals(name, other.globalTitle));
  }
}
