package org.pna.transport.sip;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the operator decides of the SIP sockets.
 *
 * @param listen where SIP is spoken; at least one
 * @param maxMessageBytes longest message taken, 1,500 to 65,535; longer ones are cut and fail
 * @param maxConnections TCP connections open at a time, ours and theirs; one more is closed at once
 * @param maxTransactions server transactions, and client transactions as many again; beyond it a
 *     request gets 503 with Retry-After, save REGISTER, which is answered without a transaction
 * @param tls for listening points of TLS; null: there are none
 * @param t1 timer T1 (RFC 3261 clause 17.1.2.1); timer F is 64 of it
 */
public record SipSettings(
    List<SipListeningPoint> listen,
    int maxMessageBytes,
    int maxConnections,
    int maxTransactions,
    @Nullable SipTls tls,
    Duration t1) {
  public SipSettings {
    listen = List.copyOf(listen);
    if (listen.isEmpty()) {
      throw new IllegalArgumentException("no SIP listening point");
    }
    if (maxMessageBytes < 1_500 || maxMessageBytes > 65_535) {
      throw new IllegalArgumentException("maxMessageBytes " + maxMessageBytes);
    }
  }

  /** Without TLS. */
  public SipSettings(
      List<SipListeningPoint> listen,
      int maxMessageBytes,
      int maxConnections,
      int maxTransactions,
      Duration t1) {
    this(listen, maxMessageBytes, maxConnections, maxTransactions, null, t1);
  }

  /** The usual bounds and RFC 3261's timers. */
  public static SipSettings on(List<SipListeningPoint> listen, @Nullable SipTls tls) {
    return new SipSettings(listen, 32_768, 1_000, 20_000, tls, Duration.ofMillis(500));
  }
}
