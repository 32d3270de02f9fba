package org.pna.simulator.tour;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/**
 * Shows what the gateway hears, asks and refuses, and what a watcher is told of it. Each step waits
 * for the answer on the wire, for the questions and for the NOTIFY that it should bring about.
 *
 * <p>The gateway must know {@link DemoSubscriber#ALL} and nobody else, have the home network 240-99
 * and networks named 3GPP-CS, 3GPP-PS, 3GPP-EPS and I-WLAN, believe only nodes with global titles
 * of 4670, have a leaving grace of about 2 s, follow two calls or sessions at most, arm soon who is
 * watched, ask the GMLC about {@link DemoSubscriber#DAVE} alone and about him when he moves, and
 * show locations to the watcher.
 */
public final class DemoTour {
  private static final List<Chapter> CHAPTERS =
      List.of(
          new DayChapter(),
          new WatchingChapter(),
          new MobilityChapter(),
          new CallsChapter(),
          new DataChapter(),
          new GatewaysChapter(),
          new RegistrationChapter(),
          new RegisterChapter(),
          new RefusalChapter(),
          new PartingChapter());
  private static final int UNKNOWN_CODE = 0x7f;

  private DemoTour() {}

  /**
   * Goes once through all chapters.
   *
   * @param pace between two steps, for people who read along
   * @param patience for each answer, question and NOTIFY
   * @return whether each step showed what it should
   */
  public static boolean run(Cast cast, PrintStream out, Duration pace, Duration patience)
      throws InterruptedException {
    Stage stage = new Stage(cast, out, pace, patience);
    cast.watcher().listener(stage.sightings);
    cast.hlr().listener(stage.register::asked);
    cast.hss().listener(stage.server::asked);
    cast.gmlc().listener(stage.locations::asked);
    cast.scscf().listener((identity, seconds) -> stage.registrations.asked(identity));
    stage.timeline.say(
        "At the margin: what the network does. Indented: what the gateway makes of it.\n");
    int number = 0;
    for (Chapter chapter : CHAPTERS) {
      stage.timeline.say((number == 0 ? "" : "\n") + ++number + ". " + chapter.title());
      chapter.play(stage);
    }
    stage.timeline.say("");
    stage.timeline.say(summary(stage));
    return stage.failed == 0;
  }

  private static String summary(Stage stage) {
    if (stage.failed > 0) {
      return stage.failed + " of " + stage.steps() + " steps were not as expected.";
    }
    stage.codes.remove(UNKNOWN_CODE);
    return String.format(
        "All %d steps were as expected: %d MM-Codes, %d calls, %d GPRS sessions and contexts,"
            + " %d Accounting-Requests, %d Push-Notification-Requests, %d REGISTERs,"
            + " %d slrep, %d questions to the HLR, %d to the HSS, %d to the GMLC,"
            + " %d NOTIFYs.",
        stage.steps(),
        stage.codes.size(),
        stage.calls,
        stage.sessions,
        stage.accounted,
        stage.pushed,
        stage.cast.scscf().registers(),
        stage.located,
        stage.register.count(),
        stage.server.count(),
        stage.locations.count(),
        stage.sightings.count());
  }
}
