package org.pna.model.message.mlp;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a location server sends, one document (OMA MLP, svc_result).
 *
 * @param service which of the results
 * @param requestId req_id, 1 to 100 characters; or null
 * @param result of the whole; null where none is given
 * @param subscribers whom it tells of, in the document's order
 */
public record MlpResult(
    MlpService service,
    @Nullable String requestId,
    @Nullable ResultCode result,
    List<LocatedSubscriber> subscribers) {
  public MlpResult {
    subscribers = List.copyOf(subscribers);
  }

  /** Whether the whole went well, as far as is said. */
  public boolean isGood() {
    return result == null || result.equals(ResultCode.OK);
  }
}
