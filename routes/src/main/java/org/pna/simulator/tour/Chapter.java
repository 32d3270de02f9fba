package org.pna.simulator.tour;

/** A part of the tour; it goes on from where the one before it left the subscribers. */
interface Chapter {
  /** What it shows, as a heading. */
  String title();

  /** Plays its steps; what is not as expected is noted on the stage. */
  void play(Stage stage) throws InterruptedException;
}
