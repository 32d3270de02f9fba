package org.pna.ph;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.pna.model.message.map.HlrAnswer;

/** What each register may be asked, and how it bears it. Safe for use by many threads. */
public final class HlrBudgets {
  /** Error systemFailure (TS 29.002 clause 17.6.6). */
  private static final int SYSTEM_FAILURE = 34;

  /** What is asked of a register. */
  public enum Kind {
    /** anyTimeInterrogation. */
    INTERROGATION,
    /** anyTimeModification, and anyTimeSubscriptionInterrogation, which goes before it. */
    MODIFICATION
  }

  private record Key(String hlr, Kind kind) {}

  private final InstantSource clock;
  private final Map<Key, Budget> budgets = new HashMap<>();

  /**
   * @param meters gets the gauge {@code pna.ph.rate} by register and kind
   */
  public HlrBudgets(Hlrs hlrs, InstantSource clock, MeterRegistry meters) {
    this.clock = clock;
    for (Hlr hlr : hlrs.all()) {
      for (Kind kind : Kind.values()) {
        Budget budget =
            new Budget(kind == Kind.INTERROGATION ? hlr.interrogations() : hlr.modifications());
        budgets.put(new Key(hlr.name(), kind), budget);
        Tags tags = Tags.of("hlr", hlr.name(), "kind", kind.name().toLowerCase(Locale.ROOT));
        meters.gauge("pna.ph.rate", tags, budget, Budget::rate);
      }
    }
  }

  private Budget of(Hlr hlr, Kind kind) {
    return Objects.requireNonNull(budgets.get(new Key(hlr.name(), kind)), "another's register");
  }

  /** Takes one if there is one. */
  boolean take(Hlr hlr, Kind kind) {
    return of(hlr, kind).take(clock.instant());
  }

  /** How many a second it is given now. */
  public int rate(Hlr hlr, Kind kind) {
    return of(hlr, kind).rate();
  }

  /**
   * Learns from what became of a request. Trouble with one kind halves both; where there is no way
   * to the register, a second passes before the next.
   */
  void ended(Hlr hlr, Kind kind, HlrAnswer answer) {
    Instant now = clock.instant();
    if (!(answer instanceof HlrAnswer.Failed failed)) {
      of(hlr, kind).answered();
      return;
    }
    Integer error = failed.error();
    boolean isTrouble = error != null && error == SYSTEM_FAILURE;
    switch (failed.kind()) {
      case ERROR -> {
        if (!isTrouble) {
          of(hlr, kind).answered();
        }
      }
      case TIMEOUT, ABORTED -> isTrouble = true;
      case UNREACHABLE -> {
        for (Kind each : Kind.values()) {
          of(hlr, each).close(now.plusSeconds(1));
        }
      }
      case PROTOCOL, NO_ROOM -> {}
    }
    if (isTrouble) {
      for (Kind each : Kind.values()) {
        of(hlr, each).troubled(now);
      }
    }
  }
}
