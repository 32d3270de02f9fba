package org.pna.normalise;

/**
 * Told what the home register is to be asked, once what gave rise to it is committed. Whether and
 * when it asks is its own affair: what it drops is given up in time, as if no answer had come.
 */
@FunctionalInterface
public interface QuestionListener {
  /** Asks nobody. */
  QuestionListener NONE = (presentity, query) -> {};

  /**
   * Called on any thread, not to block.
   *
   * @param presentity whose SIM it is
   */
  void ask(String presentity, Query query);
}
