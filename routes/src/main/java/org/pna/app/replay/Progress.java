package org.pna.app.replay;

import org.pna.app.Terminal;
import org.pna.model.Place;

/** Tells how far a long replay is, when somebody looks on. */
final class Progress {
  private static final long EVERY_FRAMES = 1 << 16;

  private final boolean shown = Terminal.showsErrors();
  private long frames;
  private boolean told;

  void frame(Place.Frame place) {
    frames++;
    if (shown && frames % EVERY_FRAMES == 0) {
      System.err.print("\r" + frames + " frames, now in " + place.file());
      told = true;
    }
  }

  void finish() {
    if (told) {
      System.err.println("\r" + frames + " frames                    ");
    }
  }
}
