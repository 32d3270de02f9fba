package org.pna.ph;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.pna.model.message.map.HlrAnswer;

/** What each register may be asked, and how it bears it. Safe for use by many threads. */
public final class HlrBudgets {
  /** What is asked of a register. */
  public enum Kind {
    /** anyTimeInterrogation, User-Data-Request. */
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
      add(hlr, Kind.INTERROGATION, hlr.interrogations(), meters);
      if (hlr.way() instanceof Way.Map map) {
        add(hlr, Kind.MODIFICATION, map.modifications(), meters);
      }
    }
  }

  private void add(Hlr hlr, Kind kind, int most, MeterRegistry meters) {
    Budget budget = new Budget(most);
    budgets.put(new Key(hlr.name(), kind), budget);
    Tags tags = Tags.of("hlr", hlr.name(), "kind", kind.name().toLowerCase(Locale.ROOT));
    meters.gauge("pna.ph.rate", tags, budget, Budget::rate);
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

  /** As {@link #ended(Hlr, Kind, Health)}. */
  void ended(Hlr hlr, Kind kind, HlrAnswer answer) {
    ended(hlr, kind, Health.of(answer));
  }

  /**
   * Learns from what became of a request. Trouble with one kind halves all; where there is no way
   * to the register, a second passes before the next.
   */
  void ended(Hlr hlr, Kind kind, Health health) {
    Instant now = clock.instant();
    switch (health) {
      case SERVED -> of(hlr, kind).answered();
      case TROUBLED -> all(hlr).forEach(budget -> budget.troubled(now));
      case UNREACHABLE -> all(hlr).forEach(budget -> budget.close(now.plusSeconds(1)));
      case UNTOLD -> {}
    }
  }

  private List<Budget> all(Hlr hlr) {
    List<Budget> all = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      Budget budget = budgets.get(new Key(hlr.name(), kind));
      if (budget != null) {
        all.add(budget);
      }
    }
    return all;
  }
}
