package org.pna.app.why;

/** What there is to say of a presentity. */
public sealed interface Finding permits Explanation, Finding.Nothing {
  /**
   * Nothing is held.
   *
   * @param text why, for the operator
   */
  record Nothing(String text) implements Finding {}
}
