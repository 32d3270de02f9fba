package org.pna.endurance;

import java.util.Locale;

/**
 * How a gateway came through a storm.
 *
 * @param acknowledged attaches that got their ReturnResult
 * @param refused attaches that were refused for want of resources, by protocol
 * @param wrong attaches that ended in any other way
 * @param unanswered attaches without an end
 * @param checked acknowledged attaches that were looked up
 * @param wrongState of them, whose document is not exactly what was acknowledged
 * @param unsuspected refused subscribers who are no suspects, neither is their node
 * @param kept refused attaches that are kept all the same, being refused too late
 * @param suspects subscribers under suspicion
 * @param nodes nodes under suspicion
 * @param presentities that the store holds
 * @param peakMegabytes of the gateway's process, -1 if not known
 */
record StormReport(
    int acknowledged,
    int refused,
    int wrong,
    int unanswered,
    int checked,
    int wrongState,
    int unsuspected,
    int kept,
    int suspects,
    int nodes,
    long presentities,
    long peakMegabytes) {
  /** Whether all is as it must be. */
  boolean isFaultless() {
    return wrong + unanswered + wrongState + unsuspected == 0
        && presentities == acknowledged + kept;
  }

  /** For a person, one figure a line. */
  String text() {
    return String.format(
        Locale.ROOT,
        """
        acknowledged           %d
        refused by protocol    %d
        ended otherwise        %d
        unanswered             %d
        looked up              %d acknowledged, %d of them wrong; all refused
        refused, no suspect    %d
        refused, kept late     %d
        suspects               %d subscribers, %d nodes
        presentities held      %d
        peak memory            %d MB
        %s
        """,
        acknowledged,
        refused,
        wrong,
        unanswered,
        checked,
        wrongState,
        unsuspected,
        kept,
        suspects,
        nodes,
        presentities,
        peakMegabytes,
        isFaultless() ? "exact" : "FAULTY");
  }
}
