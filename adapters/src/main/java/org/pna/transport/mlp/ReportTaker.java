package org.pna.transport.mlp;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.mlp.LocationReport;
import org.pna.model.message.mlp.ResultCode;

/** Where reports go that come of their own accord. */
@FunctionalInterface
public interface ReportTaker {
  /**
   * Takes a report.
   *
   * @param requestId by which a triggered report names the request that it is of; or null
   * @param end told exactly once, on any thread, not to block: {@link ResultCode#OK} if it is safe,
   *     or was heard before; {@link ResultCode#CONGESTION_IN_LOCATION_SERVER} if there was no room,
   *     and it may be sent again; with any other it would be refused however often it came
   */
  void take(LocationReport report, @Nullable String requestId, Consumer<ResultCode> end);
}
