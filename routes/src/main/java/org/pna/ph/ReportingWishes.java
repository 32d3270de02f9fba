package org.pna.ph;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.publisher.pen.ReportingControl.Wish;
import org.pna.routes.Identification;
import org.pna.routes.Identities;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose reports are wanted: as the configuration says, for all, for some, or while somebody watches
 * and some time after; and for or against that, whatever a presence server or an operator asks for.
 */
public final class ReportingWishes implements ReportingSupplier {
  private static final Logger AUDIT = LoggerFactory.getLogger("org.pna.audit");

  private final Arming arming;
  private final ArmingSettings settings;
  private final SimDirectory sims;
  private final Identities identities;
  private final InstantSource clock;
  private final Watching watching = new Watching();
  private final Agenda<String> watchedLong = new Agenda<>(); // presentities
  private final Agenda<String> unwatchedLong = new Agenda<>(); // IMSIs
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

  /**
   * Wishes what the configuration says without regard to watchers, and what was asked for no longer
   * of whom the directory does not name any more; once, after the restore.
   */
  public void begin() {
    List<String> gone = new ArrayList<>();
    arming.forEach(
        (imsi, armament) -> {
          if (armament.asked() != null && presentity(imsi) == null) {
            gone.add(imsi);
          }
        });
    gone.forEach(imsi -> arming.change(imsi, true, Armament::askingNothing));
    if (!gone.isEmpty()) {
      AUDIT.info("What was asked for {} SIMs is void: no presentity has them", gone.size());
    }
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
    for (String one = watchedLong.first(now); one != null; one = watchedLong.first(now)) {
      watchedLong.remove(one);
      for (String imsi : sims.imsis(one)) {
        arming.change(imsi, true, armament -> armament.wishing(true).unwatched(null));
      }
    }
    for (String imsi = unwatchedLong.first(now); imsi != null; imsi = unwatchedLong.first(now)) {
      unwatchedLong.remove(imsi);
      arming.change(imsi, true, armament -> unwished(armament, now));
    }
  }

  private void begins(String presentity, Instant now) {
    watchedLong.put(presentity, now.plus(settings.watchedFor()));
    for (String imsi : sims.imsis(presentity)) {
      unwatchedLong.remove(imsi);
      arming.change(imsi, true, armament -> armament.unwatched(null));
    }
  }

  private void ends(String presentity, Instant now) {
    watchedLong.remove(presentity);
    for (String imsi : sims.imsis(presentity)) {
      if (arming.armament(imsi).wished()) {
        arming.change(imsi, true, armament -> armament.unwatched(now));
        unwatchedLong.put(imsi, now.plus(settings.unwatchedFor()));
      }
    }
  }

  /** Who was watched before the restart may be watched no more. */
  private void restored(String imsi, Armament armament, Instant now) {
    if (armament.wished() && !isWatched(imsi)) {
      Instant since = armament.unwatchedSince() == null ? now : armament.unwatchedSince();
      arming.change(imsi, true, before -> before.unwatched(since));
      unwatchedLong.put(imsi, since.plus(settings.unwatchedFor()));
    }
  }

  private boolean isWatched(String imsi) {
    String presentity = presentity(imsi);
    return presentity != null && watching.since(presentity) != null;
  }

  private @Nullable String presentity(String imsi) {
    return identities.identify(List.of(new Imsi(imsi))) instanceof Identification.Known known
        ? known.presentity()
        : null;
  }

  private Armament unwished(Armament armament, Instant now) {
    Instant since = armament.unwatchedSince();
    return since == null || since.plus(settings.unwatchedFor()).isAfter(now)
        ? armament
        : armament.wishing(false);
  }

  @Override
  public String name() {
    return "sims";
  }

  @Override
  public @Nullable String hindrance(String presentity, Wish wish) {
    return wish == Wish.ON && settings.serviceKeys().isEmpty()
        ? "no CSI is known as ours: set ph.arming.service-keys in the configuration"
        : null;
  }

  @Override
  public void ask(String presentity, Wish wish, String requester, Consumer<Boolean> end) {
    List<String> imsis = sims.imsis(presentity);
    if (imsis.isEmpty()) {
      end.accept(false);
      return;
    }
    Boolean on =
        switch (wish) {
          case ON -> Boolean.TRUE;
          case OFF -> Boolean.FALSE;
          case DEFAULT -> null;
        };
    AtomicInteger left = new AtomicInteger(imsis.size());
    AtomicBoolean all = new AtomicBoolean(true);
    for (String imsi : imsis) {
      arming.ask(
          imsi,
          on,
          saved -> {
            all.compareAndSet(true, saved);
            if (left.decrementAndGet() == 0) {
              end.accept(all.get());
            }
          });
    }
  }

  @Override
  public List<ReportingStanding> standings(String presentity) {
    return sims.imsis(presentity).stream().map(this::standing).toList();
  }

  private ReportingStanding standing(String imsi) {
    Armament armament = arming.armament(imsi);
    return new ReportingStanding(
        "imsi",
        imsi,
        armament.isWanted(),
        armament.asked(),
        arming.isSettled(imsi),
        List.of(report("m-csi", armament.mobility()), report("mg-csi", armament.mobilityGprs())));
  }

  private static ReportingStanding.Report report(String name, CsiStanding csi) {
    String state = csi.state().name().toLowerCase(Locale.ROOT);
    return new ReportingStanding.Report(name, state, csi.since(), null);
  }

  /** Moments that are kept for later. */
  int remembered() {
    return watchedLong.size() + unwatchedLong.size();
  }
}
