package org.pna.transport.ss7;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The calls and GPRS relationships that are open on a link: in memory, and in a {@link
 * DialogueTable} for the time after a restart. Safe for use by many threads.
 */
final class TrackedTable {
  /**
   * Ids of a start begin where those of an earlier one cannot have come, up to so many a second.
   */
  private static final int IDS_A_SECOND = 4_096;

  private final CapSettings settings;
  private final DialogueTable durable;
  private final Map<Integer, Tracked> tracked = new ConcurrentHashMap<>();

  /** Sessions by our transaction id, where it is not the first. */
  private final Map<Integer, TrackedSession> later = new ConcurrentHashMap<>();

  private final Supervision supervision;
  private final AtomicInteger ids;

  TrackedTable(CapSettings settings, DialogueTable durable, Instant start) {
    this.settings = settings;
    this.durable = durable;
    this.supervision = new Supervision(start.getEpochSecond());
    this.ids = new AtomicInteger((int) (start.getEpochSecond() * IDS_A_SECOND));
  }

  /**
   * Takes up what was open before a restart. Whether it lives is asked over half the time of
   * silence, so that not all are at once.
   *
   * @return how many could not be read, and are dropped
   */
  int restore(Instant now) {
    List<Integer> unreadable = new ArrayList<>();
    long silence = settings.activityTest().toSeconds();
    durable.forEach(
        (id, state) -> {
          Tracked one = TrackedFormat.read(id, state);
          if (one == null) {
            unreadable.add(id);
            return;
          }
          one.heard = now.getEpochSecond() - Math.floorMod(id * 0x9e3779b9, silence / 2 + 1);
          tracked.put(id, one);
          if (one instanceof TrackedSession session
              && session.transaction != id
              && session.transaction != TrackedSession.NONE) {
            later.put((int) session.transaction, session);
          }
          supervision.schedule(one, one.heard + silence);
        });
    unreadable.forEach(durable::remove);
    return unreadable.size();
  }

  /** Why nothing can be tracked now, or null. */
  @Nullable String obstacle() {
    return tracked.size() >= settings.maxDialogues()
        ? "dialogues"
        : durable.isReady() ? null : "store";
  }

  int size() {
    return tracked.size();
  }

  /** A transaction id that nothing open has, 1 to 2^31 - 1. */
  int nextId() {
    while (true) {
      int id = ids.incrementAndGet() & Integer.MAX_VALUE;
      if (id != 0 && !tracked.containsKey(id) && !later.containsKey(id)) {
        return id;
      }
    }
  }

  /**
   * Begins to track.
   *
   * @param failed run when it would not outlive a restart
   */
  void add(Tracked one, Runnable failed) {
    tracked.put(one.id, one);
    supervision.schedule(one, one.begun + settings.activityTest().toSeconds());
    durable.put(one.id, TrackedFormat.bytes(one), failed);
  }

  /** What has this transaction id of ours now; null for nothing. */
  @Nullable Tracked dialogue(long transaction) {
    if (transaction < 0 || transaction > Integer.MAX_VALUE) {
      return null;
    }
    Tracked one = tracked.get((int) transaction);
    if (one == null || one instanceof TrackedSession) {
      TrackedSession session = one == null ? later.get((int) transaction) : (TrackedSession) one;
      return session != null && has(session, transaction) ? session : null;
    }
    return one;
  }

  private static boolean has(TrackedSession session, long transaction) {
    synchronized (session) {
      return session.transaction == transaction;
    }
  }

  /** The relationship of a reference number of ours; null for none. */
  @Nullable TrackedSession session(long reference) {
    return reference >= 0
            && reference <= Integer.MAX_VALUE
            && tracked.get((int) reference) instanceof TrackedSession session
        ? session
        : null;
  }

  /**
   * Has a session go on in another dialogue, or in none.
   *
   * @param transaction ours, or {@link TrackedSession#NONE}
   * @param peer the peer's, or {@link TrackedSession#NONE}
   */
  void move(TrackedSession session, long transaction, long peer) {
    synchronized (session) {
      if (session.transaction != session.id && session.transaction != TrackedSession.NONE) {
        later.remove((int) session.transaction, session);
      }
      session.transaction = transaction;
      session.peerTransaction = peer;
      if (transaction != TrackedSession.NONE
          && transaction != session.id
          && tracked.get(session.id) == session) {
        later.put((int) transaction, session);
      }
    }
  }

  /** Writes a session's open dialogue, so that it is known after a restart. */
  void keep(TrackedSession session) {
    if (tracked.get(session.id) == session && durable.isReady()) {
      durable.put(session.id, TrackedFormat.bytes(session), () -> {});
    }
  }

  /**
   * Tracks it no longer, but for the time after a restart: until {@link #over} says that its end is
   * safe.
   *
   * @return false if that was so before
   */
  boolean end(Tracked one) {
    if (!tracked.remove(one.id, one)) {
      return false;
    }
    if (one instanceof TrackedSession session) {
      move(session, TrackedSession.NONE, TrackedSession.NONE);
    }
    supervision.cancel(one);
    return true;
  }

  /**
   * What ended it was told.
   *
   * @param isSafe false if that was in vain: then it is tracked again, so that its peer is asked in
   *     its time, and its end told again
   */
  void over(Tracked one, boolean isSafe, long now) {
    if (isSafe) {
      durable.remove(one.id);
    } else {
      tracked.put(one.id, one);
      supervision.schedule(one, now + settings.activityTest().toSeconds());
    }
  }

  /** Has something looked at at a second since 1970, if it is still open. */
  void schedule(Tracked one, long due) {
    supervision.schedule(one, due);
    if (tracked.get(one.id) != one) {
      supervision.cancel(one);
    }
  }

  /** What is to be looked at by now, at most so many. */
  List<Tracked> due(long now, int most) {
    return supervision.due(now, most);
  }
}
