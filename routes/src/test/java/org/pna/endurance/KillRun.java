package org.pna.endurance;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.pna.simulator.M3uaLink;
import org.pna.simulator.SimulatedWatcher;

/**
 * One gateway that is killed again and again while it takes events, then compared with one that was
 * given the same events and left alone.
 */
final class KillRun implements Closeable {
  private static final int WATCHED_EVERY = 10;
  private static final Duration LINK_PATIENCE = Duration.ofSeconds(30);
  private static final Duration DRAIN_PATIENCE = Duration.ofSeconds(60);
  private static final Duration NOTIFY_PATIENCE = Duration.ofSeconds(15);
  private static final int LONGEST_LOAD_MILLIS = 1_000;

  /** Differences that are printed. */
  private static final int SHOWN = 3;

  private final Settings settings;
  private final SplittableRandom random;
  private final GatewayFolder gateway;
  private final M3uaLink link;
  private final NetworkLoad load;
  private final Sight watcher;
  private final GatewayQuestions questions;
  private final Audit audit;
  private @Nullable GatewayProcess process;
  private Duration linkUp = Duration.ZERO;
  private int killsInFlight;
  private long inFlight;

  /**
   * What is done.
   *
   * @param traffic what the events are
   * @param folder for all files, emptied by nobody
   * @param kills how often
   * @param subscribers how many, at least the window
   * @param window events under way at a time
   * @param seed of the events and of the moments of the kills
   */
  record Settings(
      Traffic traffic, Path folder, int kills, int subscribers, int window, long seed) {}

  KillRun(Settings settings) throws IOException {
    this.settings = settings;
    random = new SplittableRandom(settings.seed);
    gateway =
        GatewayFolder.in(
            settings.folder.resolve("killed"),
            settings.subscribers,
            settings.traffic.configuration());
    link = gateway.link();
    load = settings.traffic.load(gateway, link, settings, unlimited(settings.subscribers));
    watcher = new Sight(GatewayFolder.WATCHER, gateway);
    questions = new GatewayQuestions(gateway.data());
    audit = new Audit(questions);
  }

  /** Does it all; a few seconds for each kill. */
  KillReport run() throws IOException, InterruptedException {
    for (int kill = 1; kill <= settings.kills; kill++) {
      // Never twice in a row: what waits to be sent again must not wait too long.
      boolean early = kill % 10 == 4;
      boolean quiet = kill % 10 == 8;
      GatewayProcess life = GatewayProcess.start(gateway, GatewayProcess.SHORT_LIVED);
      process = life;
      int millis = random.nextInt(early ? (int) linkUp.toMillis() : LONGEST_LOAD_MILLIS);
      if (!early) {
        up(life);
        if (kill == 1) {
          watch();
        }
        load.resume();
      }
      Thread.sleep(millis);
      if (quiet) {
        load.drain(DRAIN_PATIENCE);
      }
      String moment = early ? " ms after the start" : " ms after the link was up";
      bury(life, "kill " + kill + " " + millis + moment);
    }
    GatewayProcess life = GatewayProcess.start(gateway, GatewayProcess.SHORT_LIVED);
    process = life;
    up(life);
    load.resume();
    load.drain(DRAIN_PATIENCE);
    return compare();
  }

  private void up(GatewayProcess life) throws IOException, InterruptedException {
    if (!link.awaitActive(LINK_PATIENCE) || !load.awaitReachable(LINK_PATIENCE)) {
      throw new IOException(
          "the link did not come up; see " + gateway.folder().resolve("gateway.log"));
    }
    Duration took = life.age();
    linkUp = took.compareTo(linkUp) > 0 ? took : linkUp;
    audit.afterRestart(load.courses());
  }

  private void bury(GatewayProcess life, String how) throws IOException, InterruptedException {
    life.kill();
    load.pause();
    if (!link.awaitInactive(LINK_PATIENCE)) {
      throw new IOException("the association outlived the gateway");
    }
    int open = load.bury();
    inFlight += open;
    killsInFlight += open > 0 ? 1 : 0;
    System.out.println(how + ", " + open + " events in flight");
  }

  private void watch() throws IOException, InterruptedException {
    for (int i = 0; i < settings.subscribers; i += WATCHED_EVERY) {
      boolean refreshed = i / WATCHED_EVERY % 2 == 0;
      watcher.watch(
          GatewayFolder.presentity(i), refreshed ? Duration.ofMinutes(1) : Duration.ofHours(2));
    }
    if (!watcher.await(() -> isWatched(course -> true), NOTIFY_PATIENCE)) {
      throw new IOException("the presence server did not answer the watcher");
    }
  }

  private interface Test {
    boolean holds(Course course);
  }

  private boolean isWatched(Test test) {
    return load.courses().stream()
        .filter(course -> course.number % WATCHED_EVERY == 0)
        .allMatch(
            course ->
                watcher.of(GatewayFolder.presentity(course.number)) != null && test.holds(course));
  }

  private boolean isTold(Course course) {
    return course.isTold(watcher.of(GatewayFolder.presentity(course.number)));
  }

  private KillReport compare() throws IOException, InterruptedException {
    List<? extends Course> courses = load.courses();
    watcher.await(() -> isWatched(this::isTold), NOTIFY_PATIENCE);
    audit.atTheEnd(courses, WATCHED_EVERY);
    Map<String, String> documents = Sight.documents(gateway, settings.subscribers, NOTIFY_PATIENCE);
    close(process);
    long[] events = courses.stream().mapToLong(course -> course.acknowledged).toArray();
    Map<String, String> uninterrupted = uninterrupted(events);
    int different = 0;
    int told = 0;
    int dialogs = 0;
    long notifies = 0;
    for (Course course : courses) {
      String presentity = GatewayFolder.presentity(course.number);
      String document = String.valueOf(documents.get(presentity));
      if (!document.equals(uninterrupted.get(presentity))) {
        if (++different <= SHOWN) {
          System.out.println(
              presentity + " is\n  " + document + "\nnot\n  " + uninterrupted.get(presentity));
        }
      }
      if (course.number % WATCHED_EVERY == 0) {
        told += isTold(course) ? 0 : 1;
        SimulatedWatcher.DialogState dialog = watcher.dialog(presentity);
        dialogs += dialog == null || dialog.strays() > 0 ? 1 : 0;
        notifies += dialog == null ? 0 : dialog.notifies();
      }
    }
    return new KillReport(
        settings.kills,
        killsInFlight,
        inFlight,
        audit.onDisk(),
        Arrays.stream(events).sum(),
        load.resent(),
        courses.stream().mapToLong(course -> course.refused).sum(),
        load.unanswered() + courses.stream().filter(course -> course.isOwed()).count(),
        load.resentLate(),
        audit.lost(),
        audit.doubled(),
        audit.unexplained(),
        audit.stale(),
        different,
        audit.versions(),
        told,
        audit.watched(),
        dialogs,
        notifies,
        linkUp);
  }

  /** The documents after the same events without a kill. */
  private Map<String, String> uninterrupted(long[] events)
      throws IOException, InterruptedException {
    GatewayFolder other =
        GatewayFolder.in(
            settings.folder.resolve("uninterrupted"),
            settings.subscribers,
            settings.traffic.configuration());
    other.takeSaltOf(gateway);
    try (GatewayProcess life = GatewayProcess.start(other, GatewayProcess.SHORT_LIVED);
        M3uaLink calm = other.link();
        NetworkLoad same = settings.traffic.load(other, calm, settings, events)) {
      if (!life.isAlive()
          || !calm.awaitActive(LINK_PATIENCE)
          || !same.awaitReachable(LINK_PATIENCE)) {
        throw new IOException("the second gateway did not start");
      }
      same.resume();
      Duration patience = Duration.ofSeconds(60 + Arrays.stream(events).sum() / 200);
      if (!same.awaitLimits(patience)) {
        throw new IOException("the uninterrupted run took too long");
      }
      try (GatewayQuestions questions = new GatewayQuestions(other.data())) {
        audit.uninterrupted(questions);
      }
      return Sight.documents(other, settings.subscribers, NOTIFY_PATIENCE);
    }
  }

  private static long[] unlimited(int subscribers) {
    long[] limits = new long[subscribers];
    Arrays.fill(limits, Long.MAX_VALUE);
    return limits;
  }

  private static void close(@Nullable GatewayProcess process) {
    if (process != null) {
      process.close();
    }
  }

  @Override
  public void close() throws IOException {
    close(process);
    questions.close();
    load.close();
    link.close();
    watcher.close();
  }
}
