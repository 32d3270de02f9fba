package org.pna.routes;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pna.model.Evidence;
import org.pna.model.Imsi;
import org.pna.model.SubscriberId;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.ims.RegEvent;
import org.pna.model.message.ims.ThirdPartyRegister;
import org.pna.model.message.sh.PushNotification;
import org.pna.model.message.sh.UserDataAnswer;

/**
 * Whose a name is: as the operator's directory says, and where that says nothing, as the home
 * subscriber servers and the S-CSCFs told. What is told never outweighs the directory. A name that
 * was told to be two presentities' is neither's. Any thread.
 */
public final class IdentityIndex implements Identities {
  private static final Identification QUARANTINED = new Identification.Quarantined();

  private final Directory directory;
  private final LearnedNames learned;
  private final Contradictions contradictions;
  private final InstantSource clock;

  /**
   * @param directory comes first
   * @param learned what is told
   * @param contradictions told of what does not fit
   * @param clock by which what was told lapses
   */
  public IdentityIndex(
      Directory directory,
      LearnedNames learned,
      Contradictions contradictions,
      InstantSource clock) {
    this.directory = directory;
    this.learned = learned;
    this.contradictions = contradictions;
    this.clock = clock;
  }

  @Override
  public Identification identify(List<SubscriberId> names) {
    Identification byFile = directory.identify(names);
    if (byFile instanceof Identification.Known) {
      return byFile;
    }
    DirectoryTable rows = directory.table();
    Instant now = clock.instant();
    String found = null;
    boolean namesSim = false;
    boolean isSim = false;
    for (SubscriberId name : names) {
      namesSim |= name instanceof Imsi;
      LearnedName known = learned.of(rows.canonical(name), now);
      String holder = known == null ? rows.presentity(name) : known.presentity();
      if (holder == null) {
        continue;
      }
      if (holder.isEmpty() || (found != null && !found.equals(holder))) {
        return QUARANTINED;
      }
      found = holder;
      isSim |= name instanceof Imsi;
    }
    // a SIM that nobody told of is not proven by the names beside it (rule T16)
    boolean isAnother = namesSim && !isSim && found != null && hasSim(rows, found);
    return found == null || isAnother || !rows.has(found)
        ? byFile
        : new Identification.Known(found, List.of());
  }

  private static boolean hasSim(DirectoryTable rows, String presentity) {
    return rows.rows(presentity).stream().anyMatch(row -> row.imsi() != null);
  }

  @Override
  public List<SubscriberId> completed(List<SubscriberId> names, String presentity) {
    return directory.completed(names, presentity);
  }

  @Override
  public void heard(
      NetworkMessage message, List<SubscriberId> names, Identification found, Evidence evidence) {
    if (names.size() < 2) {
      return;
    }
    DirectoryTable rows = directory.table();
    if (found instanceof Identification.Known known) {
      boolean teaches =
          message instanceof ThirdPartyRegister
              || message instanceof RegEvent
              || message instanceof UserDataAnswer
              || message instanceof PushNotification;
      names.forEach(name -> heard(rows, name, known, teaches, evidence));
    } else {
      quarantined(rows, names, evidence);
    }
  }

  private void heard(
      DirectoryTable rows,
      SubscriberId name,
      Identification.Known known,
      boolean teaches,
      Evidence evidence) {
    String presentity = known.presentity();
    String source = evidence.source().name();
    String holder = rows.presentity(name);
    if (holder != null) {
      if (!holder.equals(presentity) && !known.abandoned().contains(holder)) {
        contradictions.heard(
            rows.canonical(name), presentity, holder, true, source, evidence.time());
      }
      return;
    }
    SubscriberId form = rows.canonical(name);
    LearnedName before = learned.of(form, evidence.time());
    boolean disagrees = before != null && !before.presentity().equals(presentity);
    if (teaches || disagrees) {
      String other = learned.told(form, presentity, source, evidence.time());
      if (other != null) {
        contradictions.heard(form, presentity, other, false, source, evidence.time());
      }
    }
  }

  /** Names that were told to be different presentities'. */
  private void quarantined(DirectoryTable rows, List<SubscriberId> names, Evidence evidence) {
    String first = null;
    for (SubscriberId name : names) {
      String holder = holder(rows, name, evidence.time());
      if (holder != null && first != null && !first.equals(holder)) {
        contradictions.heard(
            rows.canonical(name), first, holder, false, evidence.source().name(), evidence.time());
      }
      first = first == null ? holder : first;
    }
  }

  private @Nullable String holder(DirectoryTable rows, SubscriberId name, Instant at) {
    String holder = rows.presentity(name);
    LearnedName known = holder == null ? learned.of(rows.canonical(name), at) : null;
    return known == null ? holder : known.presentity();
  }

  /**
   * Brings other rows into force, and forgets what was told of names that they give or of
   * presentities that they do not name.
   *
   * @return what is lost by it
   */
  DirectoryChange replace(DirectoryTable next) {
    DirectoryTable before = directory.table();
    directory.replace(next);
    Map<SubscriberId, String> unlearned = learned.retain(next);
    return new DirectoryChange(before, next, unlearned);
  }

  /** What was told of a presentity, in no order; all are looked through, so this is for people. */
  public Map<SubscriberId, LearnedName> learned(String presentity) {
    Map<SubscriberId, LearnedName> found = new HashMap<>();
    learned.forEach(
        (name, one) -> {
          if (one.presentity().equals(presentity)) {
            found.put(name, one);
          }
        });
    return found;
  }

  /** The rows that are in force. */
  public DirectoryTable table() {
    return directory.table();
  }
}
