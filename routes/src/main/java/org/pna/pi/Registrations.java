package org.pna.pi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.ims.RegInfo;

/**
 * What the documents of one subscription add up to (RFC 3680 clause 5.1): a full one tells all, a
 * partial one only what has changed since the version before it.
 */
final class Registrations {
  /** Identities and contacts of each; beyond it the oldest is forgotten. */
  static final int MOST = 64;

  private static final long NONE = -1;

  private final Map<String, RegInfo.Registration> byAor = new LinkedHashMap<>();
  private long version = NONE;
  private @Nullable Instant until;

  /** Those that were active, of which no more is known. */
  void restore(List<String> aors) {
    aors.forEach(
        aor -> byAor.put(aor, new RegInfo.Registration(aor, "", RegInfo.State.ACTIVE, List.of())));
  }

  /** The next document must be a full one: of another subscription, or one was lost. */
  void forgetVersion() {
    version = NONE;
  }

  /**
   * Takes a document.
   *
   * @param time of its hearing
   * @return the registrations that it tells of, with all their contacts; null if one before it is
   *     missing, and it is not taken
   */
  @Nullable List<RegInfo.Registration> take(RegInfo document, Instant time) {
    if (document.full()) {
      return all(document, time); // in the dialogue's order: its version need not be the next
    }
    if (version != NONE && document.version() <= version) {
      return List.of();
    }
    if (version == NONE || document.version() != version + 1) {
      version = NONE;
      return null;
    }
    version = document.version();
    List<RegInfo.Registration> told = new ArrayList<>();
    for (RegInfo.Registration one : document.registrations()) {
      told.add(keep(merged(byAor.get(one.aor()), one)));
    }
    heardUntil(document, time);
    return told;
  }

  private List<RegInfo.Registration> all(RegInfo document, Instant time) {
    version = document.version();
    until = null;
    Map<String, RegInfo.Registration> before = new LinkedHashMap<>(byAor);
    byAor.clear();
    List<RegInfo.Registration> told = new ArrayList<>();
    for (RegInfo.Registration one : document.registrations()) {
      before.remove(one.aor());
      told.add(keep(one));
    }
    for (RegInfo.Registration gone : before.values()) {
      told.add(
          new RegInfo.Registration(gone.aor(), gone.id(), RegInfo.State.TERMINATED, List.of()));
    }
    heardUntil(document, time);
    return told;
  }

  /** Keeps what is active of it, and tells all of it. */
  private RegInfo.Registration keep(RegInfo.Registration told) {
    byAor.remove(told.aor());
    if (told.isActive()) {
      List<RegInfo.Contact> active =
          told.contacts().stream().filter(RegInfo.Contact::active).limit(MOST).toList();
      byAor.put(told.aor(), new RegInfo.Registration(told.aor(), told.id(), told.state(), active));
      if (byAor.size() > MOST) {
        byAor.remove(byAor.keySet().iterator().next());
      }
    }
    return told;
  }

  /** Where the other contacts are not known, the network's own sum is believed. */
  private static RegInfo.Registration merged(
      RegInfo.@Nullable Registration before, RegInfo.Registration told) {
    if (told.state() != RegInfo.State.ACTIVE) {
      return told;
    }
    if (before == null || before.contacts().isEmpty()) {
      return told.isActive()
          ? told
          : new RegInfo.Registration(told.aor(), told.id(), told.state(), List.of());
    }
    Map<String, RegInfo.Contact> contacts = new LinkedHashMap<>();
    before.contacts().forEach(one -> contacts.put(one.id(), one));
    told.contacts().forEach(one -> contacts.put(one.id(), one));
    return new RegInfo.Registration(
        told.aor(), told.id(), told.state(), List.copyOf(contacts.values()));
  }

  private void heardUntil(RegInfo document, Instant time) {
    for (RegInfo.Registration one : document.registrations()) {
      for (RegInfo.Contact contact : one.contacts()) {
        Long expires = contact.expires();
        Instant end = contact.active() && expires != null ? time.plusSeconds(expires) : null;
        if (end != null && (until == null || end.isAfter(until))) {
          until = end;
        }
      }
    }
  }

  /** An identity is registered no longer, as is known from elsewhere. */
  void ended(Predicate<String> identity) {
    byAor.keySet().removeIf(identity);
  }

  /** Identities that are registered. */
  Collection<String> active() {
    return byAor.keySet();
  }

  /** When the last contact that says so ends; null if none does. */
  @Nullable Instant until() {
    return until;
  }
}
