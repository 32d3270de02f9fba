package org.pna.ph;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.publisher.pen.ReportingControl;
import org.pna.routes.Identification;
import org.pna.routes.Identities;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose reports are wanted: as the configuration says, for all, for some, or while somebody watches
 * and some time after; and for or against that, whatever Pen asks for.
 */
public final class ReportingWishes implements ReportingControl {
  private static final Logger AUDIT = LoggerFactory.getLogger("org.pna.audit");

  private record Moment(Instant at, String name) {}

  private final Arming arming;
  private final ArmingSettings settings;
  private final SimDirectory sims;
  private final Identities identities;
  private final InstantSource clock;
  private final Watching watching = new Watching();
  private final Queue<Moment> watchedLong = new PriorityQueue<>(Comparator.comparing(Moment::at));
  private final Queue<Moment> unwatchedLong = new PriorityQueue<>(Comparator.comparing(Moment::at));
  private boolean begun;

  /**
   * @param identities whose presentity an IMSI is now
   */
  public ReportingWishes(
      Arming arming,
      ArmingSettings settings,
      SimDirectory sims,
      Identities identities,
      InstantSource clock) {
    this.arming = arming;
    this.settings = settings;
    this.sims = sims;
    this.identities = identities;
    this.clock = clock;
  }

  /** Wishes what the configuration says without regard to watchers; once, after the restore. */
  public void begin() {
    Set<String> wished = new HashSet<>();
    if (settings.whom() == ArmingSettings.Whom.ALL) {
      sims.forEach((imsi, presentity) -> wished.add(imsi));
    } else if (settings.whom() == ArmingSettings.Whom.LIST) {
      settings.listed().forEach(presentity -> wished.addAll(sims.imsis(presentity)));
    }
    if (settings.whom() != ArmingSettings.Whom.WATCHED) {
      List<String> unwished = new ArrayList<>();
      arming.forEach(
          (imsi, armament) -> {
            if (armament.wished() && !wished.contains(imsi)) {
              unwished.add(imsi);
            }
          });
      unwished.forEach(imsi -> arming.change(imsi, true, armament -> armament.wishing(false)));
    }
    wished.forEach(imsi -> arming.change(imsi, false, armament -> armament.wishing(true)));
  }

  /**
   * Takes note of who is watched; to be called about every second, by one thread.
   *
   * @param watched all presentities that somebody may watch and watches
   */
  public void watched(Set<String> watched) {
    if (settings.whom() != ArmingSettings.Whom.WATCHED) {
      return;
    }
    Instant now = clock.instant();
    Watching.Change change = watching.now(watched, now);
    if (!begun) {
      begun = true;
      watched.forEach(presentity -> begins(presentity, now));
      arming.forEach((imsi, armament) -> restored(imsi, armament, now));
    }
    change.begun().forEach(presentity -> begins(presentity, now));
    change.ended().forEach(presentity -> ends(presentity, now));
    for (Moment next = watchedLong.peek(); isDue(next, now); next = watchedLong.peek()) {
      watchedLong.remove();
      wish(next.name(), now);
    }
    for (Moment next = unwatchedLong.peek(); isDue(next, now); next = unwatchedLong.peek()) {
      unwatchedLong.remove();
      arming.change(next.name(), true, armament -> unwished(armament, now));
    }
  }

  private static boolean isDue(@Nullable Moment moment, Instant now) {
    return moment != null && !moment.at().isAfter(now);
  }

  private void begins(String presentity, Instant now) {
    watchedLong.add(new Moment(now.plus(settings.watchedFor()), presentity));
    for (String imsi : sims.imsis(presentity)) {
      arming.change(imsi, true, armament -> armament.unwatched(null));
    }
  }

  private void wish(String presentity, Instant now) {
    Instant since = watching.since(presentity);
    if (since != null && !since.plus(settings.watchedFor()).isAfter(now)) {
      for (String imsi : sims.imsis(presentity)) {
        arming.change(imsi, true, armament -> armament.wishing(true).unwatched(null));
      }
    }
  }

  private void ends(String presentity, Instant now) {
    for (String imsi : sims.imsis(presentity)) {
      arming.change(imsi, true, armament -> armament.wished() ? armament.unwatched(now) : armament);
      unwatchedLong.add(new Moment(now.plus(settings.unwatchedFor()), imsi));
    }
  }

  /** Who was watched before the restart may be watched no more. */
  private void restored(String imsi, Armament armament, Instant now) {
    boolean isWatched =
        identities.identify(List.of(new Imsi(imsi))) instanceof Identification.Known known
            && watching.since(known.presentity()) != null;
    if (armament.wished() && !isWatched) {
      Instant since = armament.unwatchedSince() == null ? now : armament.unwatchedSince();
      arming.change(imsi, true, before -> before.unwatched(since));
      unwatchedLong.add(new Moment(since.plus(settings.unwatchedFor()), imsi));
    }
  }

  private Armament unwished(Armament armament, Instant now) {
    Instant since = armament.unwatchedSince();
    return since == null || since.plus(settings.unwatchedFor()).isAfter(now)
        ? armament
        : armament.wishing(false);
  }

  @Override
  public void activate(String presentity) {
    ask(presentity, true);
  }

  @Override
  public void deactivate(String presentity) {
    ask(presentity, false);
  }

  private void ask(String presentity, boolean wish) {
    List<String> imsis = sims.imsis(presentity);
    AUDIT.info(
        "Pen asks to {} reporting of {} SIMs", wish ? "activate" : "deactivate", imsis.size());
    AUDIT.debug("it is that of {}", presentity);
    imsis.forEach(imsi -> arming.change(imsi, true, armament -> armament.asking(wish)));
  }
}
