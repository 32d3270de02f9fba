package org.pna.pi;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.SubscriberId;
import org.pna.model.message.ims.ImsEntrance;
import org.pna.model.message.ims.ThirdPartyRegister;

/** A subscription to the registrations of one subscriber. Touched under its table's lock only. */
final class RegSubscription {
  /** How it stands. */
  enum State {
    /** The route has not said yet whether the subscriber is ours. */
    AWAITING,
    /** To be begun when it is due. */
    WANTED,
    /** A SUBSCRIBE is under way. */
    ASKING,
    /** The S-CSCF tells of changes. */
    LIVE,
    /** Its end is under way, as it is not wanted any more. */
    ENDING,
    /** It is not wanted; only where the subscriber is registered is remembered. */
    OFF
  }

  /**
   * A REGISTER with Expires 0 that waits for a NOTIFY.
   *
   * @param until at most
   * @param toldBefore whether a NOTIFY came so shortly before it that this may have explained it
   */
  record Held(ThirdPartyRegister register, ImsEntrance route, Instant until, boolean toldBefore) {}

  /** Names it in the store, and is our tag. */
  final String id;

  /** Served identity, as it was written. */
  final String identity;

  /** Further names of its subscriber. */
  final List<SubscriberId> names;

  /** Whose registration it is, as the directory said when it was added; null if it did not. */
  @Nullable String presentity;

  final Registrations registrations = new Registrations();

  State state = State.AWAITING;
  Scscf scscf;

  /** When the registration ends by the last REGISTER. */
  Instant registeredUntil;

  Dialogue dialogue = Dialogue.fresh(1);

  /** When the subscription ends unless refreshed; null while there is none. */
  @Nullable Instant expires;

  /** When something is to be done about it; null: nothing. */
  @Nullable Instant due;

  /** When the last SUBSCRIBE went out; null before the first. */
  @Nullable Instant asked;

  /** When a document was taken last; null before the first. */
  @Nullable Instant told;

  /** In a row. */
  int failures;

  /** Seconds the S-CSCF wants at least; 0 if it has not said. */
  long leastSeconds;

  @Nullable Held held;

  RegSubscription(
      String id, String identity, List<SubscriberId> names, Scscf scscf, Instant registeredUntil) {
    this.id = id;
    this.identity = identity;
    this.names = List.copyOf(names);
    this.scscf = scscf;
    this.registeredUntil = registeredUntil;
  }

  String callId() {
    return id + '.' + dialogue.generation();
  }

  /** Whether the S-CSCF would tell of changes. */
  boolean isLive(Instant now) {
    return dialogue.theirTag() != null && expires != null && expires.isAfter(now);
  }

  /** Until when anything is registered, as far as is known. */
  Instant until() {
    Instant told = registrations.until();
    return told != null && told.isAfter(registeredUntil) ? told : registeredUntil;
  }

  /** Its dialogue is over; the next one has another Call-ID. */
  void forgetDialogue() {
    dialogue = Dialogue.fresh(dialogue.generation() + 1);
    expires = null;
    registrations.forgetVersion();
  }
}
