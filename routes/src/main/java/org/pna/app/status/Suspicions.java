package org.pna.app.status;

import java.util.function.Consumer;

/** The suspects as they are now. Any thread. */
@FunctionalInterface
public interface Suspicions {
  /** Shows each. */
  void forEach(Consumer<Suspicion> visitor);
}
