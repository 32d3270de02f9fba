package org.pna.app.control;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

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
