package org.pna.pi;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pna.model.PublicIdentity;
import org.pna.model.SubscriberId;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.ims.RegEvent;
import org.pna.model.message.ims.RegInfo;
import org.pna.model.message.ims.RegNotification;
import org.pna.model.message.ims.RegSubscribe;
import org.pna.model.message.ims.ThirdPartyRegister;

/**
 * Subscriptions to {@code reg} that others made, as a trace shows them: what each NOTIFY tells, and
 * which REGISTER with Expires 0 has to wait for one, by the rules of {@link RegSubscriptions}.
 * Nothing is asked and nothing answered. Not thread-safe.
 */
public final class RecordedSubscriptions {
  /** Dialogues, and identities, remembered; beyond it the one unheard of for longest goes. */
  static final int MOST = 100_000;

  private final Duration patience;
  private final UnaryOperator<String> form;
  private final Map<String, Heard> dialogues = new Recent<>();

  /** By identity: the dialogue that tells of it. */
  private final Map<String, Heard> covering = new Recent<>();

  /** By identity: the last REGISTER that registered it. */
  private final Map<String, ThirdPartyRegister> registered = new Recent<>();

  private final Deque<Waiting> waiting = new ArrayDeque<>();

  private static final class Recent<V> extends LinkedHashMap<String, V> {
    private static final long serialVersionUID = 1;

    Recent() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
      return size() > MOST;
    }
  }

  /**
   * A REGISTER that waits.
   *
   * @param toldBefore whether the NOTIFY that explains it may have overtaken it
   */
  private record Waiting(
      Heard dialogue, ThirdPartyRegister register, Instant until, boolean toldBefore) {}

  /** One dialogue. */
  private static final class Heard {
    final String identity;
    final Registrations registrations = new Registrations();
    long seconds;
    @Nullable Instant liveUntil;
    @Nullable Instant toldAt;
    long cseq = -1;
    @Nullable Fingerprint last;
    List<RegInfo.Registration> told = List.of();

    /** The one that waits for a NOTIFY. */
    @Nullable ThirdPartyRegister held;

    Heard(String identity, long seconds) {
      this.identity = identity;
      this.seconds = seconds;
    }

    boolean isLive(Instant now) {
      return liveUntil != null && liveUntil.isAfter(now);
    }
  }

  /**
   * @param patience how long a REGISTER with Expires 0 waits
   * @param form brings a URI into the form in which two are compared
   */
  public RecordedSubscriptions(Duration patience, UnaryOperator<String> form) {
    this.patience = patience;
    this.form = form;
  }

  /** A SUBSCRIBE, which begins a dialogue or goes on with it. */
  public void subscribed(RegSubscribe message) {
    Heard dialogue = dialogues.get(key(message.callId(), message.tag()));
    if (dialogue == null) {
      dialogue = new Heard(message.identity(), message.expires());
      dialogues.put(key(message.callId(), message.tag()), dialogue);
      covering.put(form.apply(message.identity()), dialogue);
    }
    dialogue.seconds = message.expires();
  }

  private static String key(String callId, String tag) {
    return callId + '\n' + tag;
  }

  /**
   * A REGISTER.
   *
   * @param now the trace's clock
   * @return whether it waits for a NOTIFY: it means nothing before {@link #due} gives it back
   */
  public boolean registered(ThirdPartyRegister register, Instant now) {
    String served = form.apply(register.served().uri());
    Heard dialogue = covering.get(served);
    if (register.expires() > 0) {
      registered.put(served, register);
      if (dialogue != null) {
        dialogue.held = null;
      }
      return false;
    }
    if (dialogue == null || !dialogue.isLive(now) || waiting.size() >= MOST) {
      return false;
    }
    dialogue.held = register;
    Instant told = dialogue.toldAt;
    boolean toldBefore = told != null && !told.plus(patience).isBefore(now);
    waiting.add(new Waiting(dialogue, register, now.plus(patience), toldBefore));
    return true;
  }

  /** The REGISTERs that no NOTIFY explained until now. */
  @SuppressWarnings("ReferenceEquality") // a later one that says the same waits for itself
  public List<ThirdPartyRegister> due(Instant now) {
    if (waiting.isEmpty() || waiting.peek().until().isAfter(now)) {
      return List.of();
    }
    List<ThirdPartyRegister> due = new ArrayList<>(1);
    while (!waiting.isEmpty() && !waiting.peek().until().isAfter(now)) {
      Waiting first = waiting.remove();
      if (first.dialogue().held == first.register()) {
        first.dialogue().held = null;
        String served = form.apply(first.register().served().uri());
        Registrations held = first.dialogue().registrations;
        boolean active = held.active().stream().anyMatch(aor -> form.apply(aor).equals(served));
        if (!first.toldBefore() || !first.dialogue().isLive(now) || !active) {
          held.ended(aor -> form.apply(aor).equals(served));
          due.add(first.register());
        }
      }
    }
    return due;
  }

  /**
   * A NOTIFY.
   *
   * @return what it tells, each of one identity; again if it came again; null if the beginning of
   *     its dialogue, or a document before it, is not in the trace
   */
  public @Nullable List<RegEvent> notified(RegNotification message) {
    Heard dialogue = dialogues.get(key(message.callId(), message.ourTag()));
    if (dialogue == null) {
      return null;
    }
    if (message.fingerprint().equals(dialogue.last)) {
      return events(dialogue, message);
    }
    if (message.cseq() <= dialogue.cseq) {
      return List.of();
    }
    dialogue.cseq = message.cseq();
    dialogue.last = message.fingerprint();
    dialogue.told = List.of();
    dialogue.liveUntil = liveUntil(dialogue, message);
    RegInfo document = message.document();
    if (document == null) {
      return List.of();
    }
    List<RegInfo.Registration> told =
        dialogue.registrations.take(document, message.origin().time());
    if (told == null) {
      return null;
    }
    dialogue.told = told;
    dialogue.toldAt = message.origin().time();
    told.forEach(registration -> covering.put(form.apply(registration.aor()), dialogue));
    explained(dialogue, document.full());
    return events(dialogue, message);
  }

  private static @Nullable Instant liveUntil(Heard dialogue, RegNotification message) {
    RegNotification.Subscription state = message.subscription();
    if (state.terminated()) {
      return null;
    }
    Long left = state.expires();
    return message.origin().time().plusSeconds(left == null ? dialogue.seconds : left);
  }

  private void explained(Heard dialogue, boolean full) {
    ThirdPartyRegister held = dialogue.held;
    if (held != null) {
      String served = form.apply(held.served().uri());
      if (full || dialogue.told.stream().anyMatch(one -> form.apply(one.aor()).equals(served))) {
        dialogue.held = null;
      }
    }
  }

  private List<RegEvent> events(Heard dialogue, RegNotification message) {
    ThirdPartyRegister register = registered.get(form.apply(dialogue.identity));
    Instant until = register == null ? null : register.until();
    String identity = form.apply(dialogue.identity);
    List<RegEvent> events = new ArrayList<>(dialogue.told.size());
    for (RegInfo.Registration one : dialogue.told) {
      List<SubscriberId> others =
          form.apply(one.aor()).equals(identity)
              ? names(register)
              : List.of(new PublicIdentity(dialogue.identity));
      events.add(RegEvent.of(message, one, until, others));
    }
    return events;
  }

  private static List<SubscriberId> names(@Nullable ThirdPartyRegister register) {
    if (register == null) {
      return List.of();
    }
    return Stream.<@Nullable SubscriberId>of(
            register.imsi(), register.msisdn(), register.privateIdentity())
        .filter(Objects::nonNull)
        .map(Objects::requireNonNull)
        .toList();
  }
}
