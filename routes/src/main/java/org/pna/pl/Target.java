package org.pna.pl;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.SubscriberId;

/** One SIM that is located. Guarded by the {@link Locator}. */
final class Target {
  final List<SubscriberId> names;
  final GmlcDesk desk;
  final long number;

  /** When to ask next; null for not at all, as far as is known. */
  @Nullable Instant due;

  /** When it was asked about last, or null. */
  @Nullable Instant asked;

  /** Until when a move to another cell changes nothing, or null. */
  @Nullable Instant notBefore;

  boolean underWay;
  boolean wantedAgain;
  boolean gone;
  int failures;

  Target(List<SubscriberId> names, GmlcDesk desk, long number) {
    this.names = names;
    this.desk = desk;
    this.number = number;
  }
}
