package org.pna.ph;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the reports on a SIM, an identity or whatever else a supplier switches are. {@code
 * toString} shows no identity.
 *
 * @param kind of name: {@code imsi}
 * @param name its name
 * @param wanted whether reports are to come
 * @param asked what was asked for; null: it is as the configuration says
 * @param settled whether nothing is left to do for now
 * @param reports what there is to switch
 */
public record ReportingStanding(
    String kind,
    String name,
    boolean wanted,
    @Nullable Asked asked,
    boolean settled,
    List<Report> reports) {
  public ReportingStanding {
    reports = List.copyOf(reports);
  }

  /**
   * One thing to switch.
   *
   * @param name {@code m-csi}, as the documentation writes it
   * @param state a word of the documentation, in lower case
   * @param since when it began; null if nothing was ever done
   * @param until when it ends of itself; null if it does not
   */
  public record Report(
      String name, String state, @Nullable Instant since, @Nullable Instant until) {}

  @Override
  public String toString() {
    return "ReportingStanding[" + wanted + ", " + asked + ", " + settled + ", " + reports + "]";
  }
}
