package org.pna.normalise;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pna.model.Evidence;
import org.pna.model.PacketAccess;
import org.pna.model.Registration;
import org.pna.publisher.store.DomainFacts.Attached;
import org.pna.publisher.store.DomainFacts.Means;
import org.pna.publisher.store.NetworkFacts;
import org.pna.publisher.store.NetworkFacts.Kind;

/** The facts of one network while a report is applied to them. */
final class NetworkDraft {
  /** Not registered, and served all the same. */
  static final String UNREGISTERED = "unregisteredServices";

  private final @Nullable NetworkFacts held;
  private Attached attachment = Attached.UNKNOWN;
  private boolean reachable = true;
  private Means means;
  private @Nullable Instant meansUntil;
  private @Nullable String reason;

  NetworkDraft(@Nullable NetworkFacts held) {
    this.held = held;
    this.means = held == null ? Means.UNKNOWN : held.means();
  }

  void registered(Registration.State state) {
    boolean registered = state == Registration.State.REGISTERED;
    attachment = registered ? Attached.YES : Attached.NO;
    means = registered ? Means.OPEN : Means.CLOSED;
    reason = state == Registration.State.UNREGISTERED_SERVICES ? UNREGISTERED : null;
  }

  /**
   * Only a session opens the means, and who has none closes no means that was not known of.
   *
   * @param longest until when a session is believed
   */
  void attached(PacketAccess.State state, Instant longest) {
    attachment = state == PacketAccess.State.DETACHED ? Attached.NO : Attached.YES;
    switch (state) {
      case DETACHED -> means = Means.CLOSED;
      case REACHABLE, NOT_REACHABLE -> means = means == Means.OPEN ? Means.CLOSED : means;
      case CONNECTED, CONNECTED_NOT_REACHABLE -> {
        means = Means.OPEN;
        meansUntil = longest;
      }
      case NOT_PROVIDED -> throw new IllegalArgumentException("it says nothing");
    }
    reachable =
        state != PacketAccess.State.NOT_REACHABLE
            && state != PacketAccess.State.CONNECTED_NOT_REACHABLE;
  }

  NetworkFacts facts(Kind kind, @Nullable String identity, Evidence evidence, Instant expires) {
    boolean same =
        held != null
            && held.attachment() == attachment
            && held.reachable() == reachable
            && held.means() == means
            && Objects.equals(held.reason(), reason);
    return new NetworkFacts(
        kind,
        identity,
        attachment,
        reachable,
        means,
        reason,
        same && held != null ? held.changedAt() : evidence.time(),
        meansUntil,
        expires,
        null,
        evidence,
        null);
  }
}
