package org.pna.app.reporting;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.pna.app.control.ControlHandler.Answer;
import org.pna.app.control.ControlRequest;
import org.pna.app.control.Format;
import org.pna.app.control.Reply;
import org.pna.ph.ReportingStanding;
import org.pna.ph.ReportingWishes;
import org.pna.publisher.pen.ReportingControl;
import org.pna.publisher.server.PublicUris;

/**
 * Answers {@code reporting}: asks that the network report on a presentity or not (TS 23.141 clause
 * 4.3.2), and tells how far it is after some seconds. Any thread.
 */
public final class ReportingAnswer {
  /** Until it is on disk; shorter than whoever asked waits. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Until the register has done it: mostly it does within a second. */
  private static final Duration SETTLING = Duration.ofSeconds(10);

  private static final Duration PAUSE = Duration.ofMillis(50);

  private final @Nullable ReportingWishes wishes;
  private final PublicUris uris;

  /**
   * @param wishes takes it; null: no register may be asked
   * @param uris the form of presentities
   */
  public ReportingAnswer(@Nullable ReportingWishes wishes, PublicUris uris) {
    this.wishes = wishes;
    this.uris = uris;
  }

  /**
   * What is wished, and how far it is, within 20 s; an error if the wish could not be taken down.
   *
   * @param user who asks
   */
  public Answer answer(ControlRequest.Reporting request, String user) {
    ReportingWishes asked = wishes;
    if (asked == null) {
      return error("there is no HLR to ask: describe it in ph.hlrs of the configuration");
    }
    String presentity = uris.normalised(request.presentity()).orElse(request.presentity());
    if (asked.standings(presentity).isEmpty()) {
      return error("that is no presentity with an IMSI in the subscribers' file");
    }
    if (request.wish() == ReportingControl.Wish.ON && !asked.canArm()) {
      return error("no CSI is known as ours: set ph.arming.service-keys in the configuration");
    }
    CompletableFuture<Boolean> end = new CompletableFuture<>();
    asked.ask(presentity, request.wish(), user, end::complete);
    if (!isKept(end)) {
      return error(
          "it could not be taken down for all SIMs: the store does not take it now, no HLR in"
              + " ph.hlrs holds the IMSI, or there are too many; see the log, and ask again");
    }
    List<ReportingStanding> standings = settled(asked, presentity);
    return Answer.of(
        Reply.Status.OK,
        request.format() == Format.JSON
            ? ReportingJson.of(presentity, standings)
            : ReportingText.of(presentity, standings));
  }

  private static Answer error(String why) {
    return Answer.of(Reply.Status.ERROR, why);
  }

  private static boolean isKept(CompletableFuture<Boolean> end) {
    try {
      return end.get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** How it is once nothing is left to do, or after a while. */
  private static List<ReportingStanding> settled(ReportingWishes asked, String presentity) {
    long deadline = System.nanoTime() + SETTLING.toNanos();
    List<ReportingStanding> now = asked.standings(presentity);
    while (!now.stream().allMatch(ReportingStanding::settled)
        && System.nanoTime() - deadline < 0
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(PAUSE.toNanos());
      now = asked.standings(presentity);
    }
    return now;
  }
}
