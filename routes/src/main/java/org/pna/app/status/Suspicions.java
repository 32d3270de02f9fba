package org.pna.app.status;

import java.util.function.Consumer;

/** The suspects as they are now. Any thread. */
public interface Suspicions {
  /** Suspect subscribers. */
  int subscribers();

  /** Nodes of which all subscribers are suspect. */
  int nodes();

  /** Shows each. */
  void forEach(Consumer<Suspicion> visitor);
}
