package org.pna.app.reporting;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.pna.app.control.ControlHandler.Answer;
import org.pna.app.control.ControlRequest;
import org.pna.app.control.Format;
import org.pna.app.control.Reply;
import org.pna.ph.ReportingStanding;
import org.pna.ph.ReportingSuppliers;
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

  private final ReportingSuppliers suppliers;
  private final PublicUris uris;

  /**
   * @param suppliers who take it
   * @param uris the form of presentities
   */
  public ReportingAnswer(ReportingSuppliers suppliers, PublicUris uris) {
    this.suppliers = suppliers;
    this.uris = uris;
  }

  /**
   * What is wished, and how far it is, within 20 s; an error if the wish could not be taken down.
   *
   * @param user who asks
   */
  public Answer answer(ControlRequest.Reporting request, String user) {
    if (suppliers.isEmpty()) {
      return error("there is nobody to ask: describe an HLR in ph.hlrs of the configuration");
    }
    String presentity = uris.normalised(request.presentity()).orElse(request.presentity());
    if (suppliers.standings(presentity).isEmpty()) {
      return error("that is no presentity of the subscribers' file on whom anybody could report");
    }
    String hindrance = suppliers.hindrance(presentity, request.wish());
    if (hindrance != null) {
      return error(hindrance);
    }
    CompletableFuture<Boolean> end = new CompletableFuture<>();
    suppliers.ask(presentity, request.wish(), user, end::complete);
    if (!isKept(end)) {
      return error(
          "it could not be taken down everywhere: the store does not take it now, no HLR in"
              + " ph.hlrs holds the IMSI, or there are too many; see the log, and ask again");
    }
    Map<String, List<ReportingStanding>> standings = settled(presentity);
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
  private Map<String, List<ReportingStanding>> settled(String presentity) {
    long deadline = System.nanoTime() + SETTLING.toNanos();
    Map<String, List<ReportingStanding>> now = suppliers.standings(presentity);
    while (!isSettled(now)
        && System.nanoTime() - deadline < 0
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(PAUSE.toNanos());
      now = suppliers.standings(presentity);
    }
    return now;
  }

  private static boolean isSettled(Map<String, List<ReportingStanding>> standings) {
    return standings.values().stream().flatMap(List::stream).allMatch(ReportingStanding::settled);
  }
}
