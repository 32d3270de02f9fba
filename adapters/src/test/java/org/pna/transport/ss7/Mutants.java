package org.pna.transport.ss7;

import java.util.Arrays;
import java.util.Random;

/** Changes messages as faulty and hostile senders do; the same seed gives the same mutants. */
final class Mutants {
  private static final byte[] TELLING = {
    0, 1, 0x7f, (byte) 0x80, (byte) 0x81, (byte) 0x84, -1, 0x30
  };

  private final Random random;

  Mutants(long seed) {
    random = new Random(seed);
  }

  /**
   * One to three changes.
   *
   * @param from octets before it stay as they are
   */
  byte[] of(byte[] message, int from) {
    byte[] mutant = message.clone();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      mutant = change(mutant, Math.min(from, Math.max(0, mutant.length - 1)));
    }
    return mutant;
  }

  /** From 0 to the bound. */
  int next(int bound) {
    return random.nextInt(bound);
  }

  private byte[] change(byte[] m, int from) {
    if (m.length <= from) {
      return m;
    }
    int at = from + random.nextInt(m.length - from);
    switch (random.nextInt(8)) {
      case 0 -> m[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> m[at] = (byte) random.nextInt();
      case 2 -> m[at] = TELLING[random.nextInt(TELLING.length)];
      case 3 -> m[at] += (byte) (random.nextBoolean() ? 1 : -1);
      case 4 -> {
        return Arrays.copyOf(m, at);
      }
      case 5 -> {
        return splice(m, at, at, new byte[] {(byte) random.nextInt()});
      }
      case 6 -> {
        return splice(m, at, Math.min(m.length, at + 1 + random.nextInt(4)), new byte[0]);
      }
      default -> {
        int end = Math.min(m.length, at + 1 + random.nextInt(12));
        return splice(m, at, at, Arrays.copyOfRange(m, at, end));
      }
    }
    return m;
  }

  private static byte[] splice(byte[] m, int start, int end, byte[] instead) {
    return M3uaPeer.concat(Arrays.copyOf(m, start), instead, Arrays.copyOfRange(m, end, m.length));
  }
}
