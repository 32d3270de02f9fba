package org.pna.endurance;

import java.time.Duration;
import java.util.Locale;

/**
 * What came of killing the gateway.
 *
 * @param kills how often
 * @param killsInFlight of them, with events sent and unanswered
 * @param inFlight events sent and unanswered at the kills
 * @param onDisk of them, found on disk after the restart
 * @param acknowledged events that got their ReturnResult
 * @param resent messages sent again after a restart
 * @param refused dialogues that ended with anything but a result
 * @param unanswered dialogues that got no answer from a gateway that lived
 * @param late messages sent again too late to be a repeat
 * @param lost acknowledged events that are not kept
 * @param doubled events that are kept more than once
 * @param unexplained presentities of which {@code why} told nothing
 * @param stale presentities that after a restart were not what was acknowledged last
 * @param documents that differ from those of an uninterrupted run
 * @param versions of documents that differ from those of an uninterrupted run
 * @param told watched presentities whose last NOTIFY does not show the last state
 * @param watched subscriptions whose version is not the document's
 * @param dialogs of watchers that were lost, or in which a CSeq came again
 * @param notifies NOTIFYs that the watchers got
 * @param linkUp longest time from a start to an active link
 */
record KillReport(
    int kills,
    int killsInFlight,
    long inFlight,
    long onDisk,
    long acknowledged,
    long resent,
    long refused,
    long unanswered,
    long late,
    long lost,
    long doubled,
    int unexplained,
    int stale,
    int documents,
    int versions,
    int told,
    int watched,
    int dialogs,
    long notifies,
    Duration linkUp) {
  private static final Duration LINK_UP_AT_MOST = Duration.ofSeconds(5);

  /** Of two gateways. */
  KillReport and(KillReport other) {
    return new KillReport(
        kills + other.kills,
        killsInFlight + other.killsInFlight,
        inFlight + other.inFlight,
        onDisk + other.onDisk,
        acknowledged + other.acknowledged,
        resent + other.resent,
        refused + other.refused,
        unanswered + other.unanswered,
        late + other.late,
        lost + other.lost,
        doubled + other.doubled,
        unexplained + other.unexplained,
        stale + other.stale,
        documents + other.documents,
        versions + other.versions,
        told + other.told,
        watched + other.watched,
        dialogs + other.dialogs,
        notifies + other.notifies,
        linkUp.compareTo(other.linkUp) > 0 ? linkUp : other.linkUp);
  }

  /** Whether nothing is wrong, and the link was up again in time. */
  boolean isFaultless() {
    return isIntact() && linkUp.compareTo(LINK_UP_AT_MOST) <= 0;
  }

  /** Whether nothing is wrong, and enough kills came at a bad moment to say so. */
  boolean isIntact() {
    return unanswered + late + lost + doubled == 0
        && unexplained + stale + documents + versions + told + watched + dialogs == 0
        && 2 * killsInFlight >= kills;
  }

  /** For a person, one figure a line. */
  String text() {
    return String.format(
        Locale.ROOT,
        """
        kills                        %d
        with events in flight        %d
        events in flight at kills    %d, %d of them already on disk
        events acknowledged          %d
        sent again                   %d, %d of them too late
        refused                      %d
        unanswered                   %d
        acknowledged and lost        %d
        doubled                      %d
        without explanation          %d
        another state after restarts %d
        documents different          %d
        versions different           %d
        watchers told wrongly        %d
        watcher versions different   %d
        watcher dialogs broken       %d, %d NOTIFYs
        longest until link up        %d ms
        %s
        """,
        kills,
        killsInFlight,
        inFlight,
        onDisk,
        acknowledged,
        resent,
        late,
        refused,
        unanswered,
        lost,
        doubled,
        unexplained,
        stale,
        documents,
        versions,
        told,
        watched,
        dialogs,
        notifies,
        linkUp.toMillis(),
        isFaultless() ? "as if it had never been killed" : "FAULTY");
  }
}
