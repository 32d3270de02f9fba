package org.pna.transport.ss7.codec;

import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;

/**
 * Reads what a message may leave out: where it is wrong it is taken as left out. A CAP message of
 * which only such a part is wrong must not cost a call (rule S1).
 */
final class Lenient {
  private Lenient() {}

  /** A reading of one element. */
  interface Reading<T> {
    @Nullable T read() throws MalformedMessageException;
  }

  /** What is read, or null if it cannot be. */
  static <T> @Nullable T orNull(Reading<T> reading) {
    try {
      return reading.read();
    } catch (MalformedMessageException e) {
      return null;
    }
  }
}
