package org.pna.model;

/**
 * Where a report comes from: a reference point of TS 23.141 clause 4.3, or one that an integrator
 * adds. An open value on purpose, so that a new adapter edits no list.
 *
 * @param name short lower-case name, such as {@code pc}
 */
public record Source(String name) {
  public static final Source PC = new Source("pc");
  public static final Source PG = new Source("pg");
  public static final Source PH = new Source("ph");
  public static final Source PI = new Source("pi");
  public static final Source PL = new Source("pl");

  @Override
  public String toString() {
    return name;
  }
}
