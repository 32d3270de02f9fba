package org.pna.ph;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.pna.ph.ReportingSettings.Whom;
import org.pna.publisher.pen.ReportingControl.Wish;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose reports are wanted: as the configuration says, for all, for some, or while somebody watches
 * and some time after; and for or against that, whatever a presence server or an operator asks for.
 */
public final class ReportingWishes {
  private static final Logger AUDIT = LoggerFactory.getLogger("org.pna.audit");

  private final Wants wants;
  private final ReportingSettings settings;
  private final ReportKeys keys;
  private final InstantSource clock;
  private final Watching watching = new Watching();
  private final Agenda<String> watchedLong = new Agenda<>(); // presentities
  private final Agenda<String> unwatchedLong = new Agenda<>(); // keys
  private boolean begun;

  /**
   * @param wants takes them down
   * @param keys whose each key is
   */
  public ReportingWishes(
      Wants wants, ReportingSettings settings, ReportKeys keys, InstantSource clock) {
    this.wants = wants;
    this.settings = settings;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Wishes what the configuration says without regard to watchers, and what was asked for no longer
   * of whom the directory does not name any more; once, after the restore.
   */
  public void begin() {
    Instant now = clock.instant();
    List<String> gone = new ArrayList<>();
    wants.forEach(
        (key, want) -> {
          if (want.asked() != null && keys.presentity(key) == null) {
            gone.add(key);
          }
        });
    gone.forEach(key -> wants.change(key, true, want -> want.asking(null, now)));
    if (!gone.isEmpty()) {
      AUDIT.info("What was asked for {} names is void: no presentity has them", gone.size());
    }
    Set<String> wished = new HashSet<>();
    if (settings.whom() == Whom.ALL) {
      keys.forEach((key, presentity) -> wished.add(key));
    } else if (settings.whom() == Whom.LIST) {
      settings.listed().forEach(presentity -> wished.addAll(keys.of(presentity)));
    }
    if (settings.whom() != Whom.WATCHED) {
      List<String> unwished = new ArrayList<>();
      wants.forEach(
          (key, want) -> {
            if (want.wished() && !wished.contains(key)) {
              unwished.add(key);
            }
          });
      unwished.forEach(key -> wants.change(key, true, want -> want.wishing(false)));
    }
    wished.forEach(key -> wants.change(key, false, want -> want.wishing(true)));
  }

  /**
   * Takes note of who is watched; to be called about every second, by one thread.
   *
   * @param watched all presentities that somebody may watch and watches
   */
  public void watched(Set<String> watched) {
    if (settings.whom() != Whom.WATCHED) {
      return;
    }
    Instant now = clock.instant();
    Watching.Change change = watching.now(watched, now);
    if (!begun) {
      begun = true;
      watched.forEach(presentity -> begins(presentity, now));
      wants.forEach((key, want) -> restored(key, want, now));
    }
    change.begun().forEach(presentity -> begins(presentity, now));
    change.ended().forEach(presentity -> ends(presentity, now));
    for (String one = watchedLong.first(now); one != null; one = watchedLong.first(now)) {
      watchedLong.remove(one);
      for (String key : keys.of(one)) {
        wants.change(key, true, want -> want.wishing(true).unwatched(null));
      }
    }
    for (String key = unwatchedLong.first(now); key != null; key = unwatchedLong.first(now)) {
      unwatchedLong.remove(key);
      wants.change(key, true, want -> unwished(want, now));
    }
  }

  private void begins(String presentity, Instant now) {
    watchedLong.put(presentity, now.plus(settings.watchedFor()));
    for (String key : keys.of(presentity)) {
      unwatchedLong.remove(key);
      wants.change(key, true, want -> want.unwatched(null));
    }
  }

  private void ends(String presentity, Instant now) {
    watchedLong.remove(presentity);
    for (String key : keys.of(presentity)) {
      if (wants.want(key).wished()) {
        wants.change(key, true, want -> want.unwatched(now));
        unwatchedLong.put(key, now.plus(settings.unwatchedFor()));
      }
    }
  }

  /** Who was watched before the restart may be watched no more. */
  private void restored(String key, Want want, Instant now) {
    if (want.wished() && !isWatched(key)) {
      Instant since = want.unwatchedSince() == null ? now : want.unwatchedSince();
      wants.change(key, true, before -> before.unwatched(since));
      unwatchedLong.put(key, since.plus(settings.unwatchedFor()));
    }
  }

  private boolean isWatched(String key) {
    String presentity = keys.presentity(key);
    return presentity != null && watching.since(presentity) != null;
  }

  private Want unwished(Want want, Instant now) {
    Instant since = want.unwatchedSince();
    return since == null || since.plus(settings.unwatchedFor()).isAfter(now)
        ? want
        : want.wishing(false);
  }

  /**
   * Takes down what somebody asks for, before whatever the configuration says.
   *
   * @param end told once, on any thread, possibly at once: whether it is on disk by all keys of the
   *     presentity; false also when it has none
   */
  public void ask(String presentity, Wish wish, Consumer<Boolean> end) {
    List<String> all = keys.of(presentity);
    if (all.isEmpty()) {
      end.accept(false);
      return;
    }
    Boolean on =
        switch (wish) {
          case ON -> Boolean.TRUE;
          case OFF -> Boolean.FALSE;
          case DEFAULT -> null;
        };
    AtomicInteger left = new AtomicInteger(all.size());
    AtomicBoolean kept = new AtomicBoolean(true);
    for (String key : all) {
      wants.ask(
          key,
          on,
          saved -> {
            kept.compareAndSet(true, saved);
            if (left.decrementAndGet() == 0) {
              end.accept(kept.get());
            }
          });
    }
  }

  /** Moments that are kept for later. */
  int remembered() {
    return watchedLong.size() + unwatchedLong.size();
  }
}
