package org.pna.simulator.tour;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pna.simulator.Expectation;
import org.pna.simulator.HlrQuestion;
import org.pna.simulator.HssQuestion;

/**
 * Something happens in the network; what comes of it is waited for and compared, up to the first
 * thing that is not as expected.
 */
final class Step {
  private static final Duration QUIET = Duration.ofMillis(200);

  private final Stage stage;
  private final String what;
  private final long toldBefore;
  private final int askedBefore;
  private final int askedServerBefore;
  private final int locatedBefore;
  private final int subscribedBefore;
  private boolean failed;

  /** Something that is sent. */
  interface Attempt<T> {
    T make() throws IOException;
  }

  /** The same, with nothing to wait for. */
  interface Message {
    void send() throws IOException;
  }

  Step(Stage stage, String what) {
    this.stage = stage;
    this.what = what;
    this.toldBefore = stage.sightings.count();
    this.askedBefore = stage.register.count();
    this.askedServerBefore = stage.server.count();
    this.locatedBefore = stage.locations.count();
    this.subscribedBefore = stage.registrations.count();
  }

  /** Somebody does what the step is about. */
  Step by(String who, String text) {
    stage.timeline.does(who, text);
    return this;
  }

  /** What is sent; null if it cannot be. */
  <T> @Nullable T attempt(Attempt<T> attempt) {
    try {
      return attempt.make();
    } catch (IOException e) {
      check(false, "could not be sent: " + e.getMessage());
      return null;
    }
  }

  /** Sends it, if it can be. */
  void send(Message message) {
    try {
      message.send();
    } catch (IOException e) {
      check(false, "could not be sent: " + e.getMessage());
    }
  }

  /** What a future brings; null when it brings nothing in time. */
  <T> @Nullable T await(Future<T> future) throws InterruptedException {
    try {
      return future.get(stage.patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return null;
    }
  }

  void check(boolean holds, String failure) {
    if (!holds && !failed) {
      stage.failed++;
      failed = true;
      stage.timeline.failed(what + ": " + failure);
    }
  }

  /** The watcher is told so; anything will do where nothing is expected. */
  void told(DemoSubscriber who, @Nullable Expectation expected) throws InterruptedException {
    check(
        failed || stage.sightings.await(who.presentity(), toldBefore, expected, stage.patience),
        "no NOTIFY came" + (expected == null ? "" : " with " + expected.text()));
  }

  /** The watcher is not told anything. */
  void nobodyTold() throws InterruptedException {
    nobodyTold(QUIET);
  }

  /** The watcher is not told anything for so long. */
  void nobodyTold(Duration time) throws InterruptedException {
    if (isQuiet(time)) {
      stage.timeline.nobodyTold();
    }
  }

  /** The watcher is not told anything for so long. */
  boolean isQuiet(Duration time) throws InterruptedException {
    if (failed) {
      return false;
    }
    boolean quiet = stage.sightings.quiet(toldBefore, time);
    check(quiet, "a NOTIFY came that should not");
    return quiet;
  }

  /** The HSS is asked such a thing. */
  void asked(String something, Predicate<HssQuestion> expected) throws InterruptedException {
    check(
        failed || stage.server.await(expected, askedServerBefore, stage.patience),
        "the HSS was not asked " + something);
  }

  /** The HLR is asked, and says so. */
  void asked(HlrQuestion expected) throws InterruptedException {
    check(
        failed || stage.register.await(expected::equals, askedBefore, stage.patience),
        "the HLR was not asked, or said something else: " + DemoTimeline.words(expected));
  }

  /** The GMLC is asked where somebody is. */
  void located(DemoSubscriber who) throws InterruptedException {
    check(
        failed
            || stage.locations.await(
                question -> question.who().equals(who.numbers()), locatedBefore, stage.patience),
        "the GMLC was not asked about " + who.name());
  }

  /** The S-CSCF is asked to tell of somebody's registration. */
  void subscribed(DemoSubscriber who) throws InterruptedException {
    check(
        failed
            || stage.registrations.await(
                who.presentity()::equals, subscribedBefore, stage.patience),
        "the S-CSCF was not asked to tell of " + who.name());
  }
}
