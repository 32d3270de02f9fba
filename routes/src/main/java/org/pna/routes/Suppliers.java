package org.pna.routes;

import java.util.List;
import java.util.Set;
import org.pna.model.Source;

/**
 * Which suppliers of presence information are heard (TS 23.141 clause 5.2.2.2). What one that is
 * off tells is answered as if it were taken, so that no network element is harmed, and changes
 * nothing.
 *
 * @param off those that are not heard
 */
public record Suppliers(Set<Source> off) {
  /** All are heard. */
  public static final Suppliers ALL = new Suppliers(Set.of());

  /** Those of TS 23.141 clause 4.3. */
  public static final List<Source> KNOWN =
      List.of("pc", "pg", "ph", "pk", "pp", "pr", "pi", "pl").stream().map(Source::new).toList();

  public Suppliers {
    off = Set.copyOf(off);
  }

  /** Whether one is heard. */
  public boolean hear(Source source) {
    return !off.contains(source);
  }
}
