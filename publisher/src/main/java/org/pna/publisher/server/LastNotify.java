package org.pna.publisher.server;

import java.time.Instant;

/**
 * How the last NOTIFY of a subscription ended.
 *
 * @param cseq its CSeq
 * @param time when the answer came, or it was clear that none comes
 * @param result the status code of the answer, such as {@code 200}; {@code timeout} or {@code
 *     transport} if there was none
 */
public record LastNotify(long cseq, Instant time, String result) {
  /** Whether the watcher took it. */
  boolean isSuccess() {
    return result.length() == 3 && result.charAt(0) == '2';
  }
}
