package org.pna.model.message.ims;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;

/**
 * A NOTIFY of the event package {@code reg} (RFC 3680, RFC 6665) as it came: what it means depends
 * on its subscription.
 *
 * @param origin when and where it was heard
 * @param fingerprint of Call-ID, CSeq, From tag and branch (rule T2)
 * @param callId of the dialogue
 * @param ourTag the To tag
 * @param theirTag the From tag
 * @param cseq its number in the dialogue
 * @param contact where further requests go, or null
 * @param recordRoute as in the request, the first the nearest to us
 * @param subscription what becomes of the subscription
 * @param document null when it has no body
 */
public record RegNotification(
    Origin origin,
    Fingerprint fingerprint,
    String callId,
    String ourTag,
    String theirTag,
    long cseq,
    @Nullable String contact,
    List<String> recordRoute,
    Subscription subscription,
    @Nullable RegInfo document) {
  public RegNotification {
    recordRoute = List.copyOf(recordRoute);
  }

  /**
   * Subscription-State (RFC 6665 clause 8.2.3).
   *
   * @param terminated whether it is over
   * @param reason why it is over, lower case; empty when not said
   * @param expires seconds that are left; null when not said
   * @param retryAfter seconds before it may be tried again; null when not said
   */
  public record Subscription(
      boolean terminated, String reason, @Nullable Long expires, @Nullable Long retryAfter) {}
}
