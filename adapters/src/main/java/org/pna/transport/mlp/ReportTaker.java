package org.pna.transport.mlp;

import java.util.function.Consumer;
import org.pna.model.message.mlp.LocationReport;

/** Where reports go that come of their own accord. */
@FunctionalInterface
public interface ReportTaker {
  /**
   * Takes a report.
   *
   * @param accepted told exactly once, on any thread, not to block: whether it is safe, or would
   *     change nothing however often it came; if not, it may be sent again
   */
  void take(LocationReport report, Consumer<Boolean> accepted);
}
