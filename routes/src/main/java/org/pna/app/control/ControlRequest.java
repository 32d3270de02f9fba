package org.pna.app.control;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.publisher.pen.ReportingControl;

/** What a command asks the running gateway. */
public sealed interface ControlRequest {
  /** How it wants the answer. */
  Format format();

  /**
   * Why a presentity's document says what it says.
   *
   * @param presentity URI as the operator wrote it
   * @param at the moment in the past; null for now
   * @param format of the answer
   */
  record Why(String presentity, @Nullable Instant at, Format format) implements ControlRequest {
    @Override
    public String toString() {
      return "Why";
    }
  }

  /**
   * How the gateway fares.
   *
   * @param suspects whether each suspect follows
   * @param format of the answer
   */
  record Status(boolean suspects, Format format) implements ControlRequest {}

  /**
   * That the network is to report on a presentity, or not; the only request that changes anything.
   *
   * @param presentity URI as the operator wrote it
   * @param wish what is asked
   * @param format of the answer
   */
  record Reporting(String presentity, ReportingControl.Wish wish, Format format)
      implements ControlRequest {
    @Override
    public String toString() {
      return "Reporting";
    }
  }

  /**
   * What the home location register says of a subscriber now.
   *
   * @param subscriber IMSI, MSISDN or presentity, as the operator wrote it
   * @param format of the answer
   */
  record Query(String subscriber, Format format) implements ControlRequest {
    @Override
    public String toString() {
      return "Query";
    }
  }
}
