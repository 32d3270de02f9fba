package org.pna.model.message.accounting;

import org.jspecify.annotations.Nullable;
import org.pna.model.Source;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;

/**
 * Accounting-On or Accounting-Off: a NAS has begun, or is about to end, its accounting, and none of
 * its sessions that began before is left (rule T14).
 *
 * @param origin when and where
 * @param fingerprint of the request
 * @param source reference point
 * @param operation name of the command, or of what else told it
 * @param statusType 7 or 8
 * @param nas whose sessions are gone
 * @param calledStationId only those of this access point; null: all
 * @param times the request's own times
 */
public record NasEvent(
    Origin origin,
    Fingerprint fingerprint,
    Source source,
    String operation,
    int statusType,
    Nas nas,
    @Nullable String calledStationId,
    AccountingTimes times)
    implements AccountingMessage {

  /** Whether it ends a session of this NAS and access point that began before it. */
  public boolean covers(Nas other, @Nullable String otherCalledStationId) {
    return nas.isSameAs(other)
        && (calledStationId == null || calledStationId.equalsIgnoreCase(otherCalledStationId));
  }
}
