package org.pna.app.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The faults of one file, collected while it is read. Keeps the first thousand, counts the rest.
 */
final class Faults {
  private static final int KEPT = 1_000;

  private final String file;
  private final Set<Fault> kept = new LinkedHashSet<>();
  private int fatal;
  private int unkept;

  /**
   * @param file the file as it is to be printed
   */
  Faults(String file) {
    this.file = file;
  }

  void fault(int line, String path, String problem, String fix) {
    fatal++;
    keep(new Fault(Fault.Severity.FAULT, file, line, path, problem, fix));
  }

  void warning(int line, String path, String problem, String fix) {
    keep(new Fault(Fault.Severity.WARNING, file, line, path, problem, fix));
  }

  private void keep(Fault fault) {
    if (kept.size() < KEPT) {
      kept.add(fault);
    } else if (!kept.contains(fault)) {
      unkept++;
    }
  }

  /** Faults so far, warnings aside: to see whether a step added one. */
  int fatal() {
    return fatal;
  }

  /** All that was kept, in the order of the lines. */
  List<Fault> inOrder() {
    List<Fault> all = new ArrayList<>(kept);
    all.sort(Comparator.comparingInt(Fault::line));
    if (unkept > 0) {
      Fault.Severity severity =
          kept.stream().filter(Fault::isFatal).count() < fatal
              ? Fault.Severity.FAULT
              : Fault.Severity.WARNING;
      all.add(
          new Fault(
              severity, file, 0, "", unkept + " more like these", "mend the ones above first"));
    }
    return List.copyOf(all);
  }
}
