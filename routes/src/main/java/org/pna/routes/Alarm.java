package org.pna.routes;

import java.time.Instant;

/**
 * Something that an operator has to look at.
 *
 * @param name what it is about, such as {@code store}; one alarm for each
 * @param severity how soon
 * @param since when it was raised first
 * @param text what is wrong and what to do, without the name of any subscriber
 */
public record Alarm(String name, Severity severity, Instant since, String text) {
  /** How soon somebody has to look. */
  public enum Severity {
    /** By day. */
    WARNING,
    /** Now. */
    CRITICAL
  }
}
