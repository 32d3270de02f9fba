package org.pna.transport.ss7.codec;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Damages messages. */
public final class Mutations {
  private Mutations() {}

  /** A copy with one to three octets changed, taken out, put in, or everything cut off. */
  public static byte[] of(byte[] original, RandomGenerator random) {
    byte[] mutant = original.clone();
    for (int i = random.nextInt(3); i >= 0 && mutant.length > 0; i--) {
      int at = random.nextInt(mutant.length);
      switch (random.nextInt(6)) {
        case 0 -> mutant[at] = (byte) random.nextInt(256);
        case 1 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> mutant[at] = (byte) (mutant[at] + (random.nextBoolean() ? 1 : -1));
        case 3 -> {
          System.arraycopy(mutant, at + 1, mutant, at, mutant.length - at - 1);
          mutant = Arrays.copyOf(mutant, mutant.length - 1);
        }
        case 4 -> {
          mutant = Arrays.copyOf(mutant, mutant.length + 1);
          System.arraycopy(mutant, at, mutant, at + 1, mutant.length - at - 1);
          mutant[at] = (byte) random.nextInt(256);
        }
        default -> mutant = random.nextInt(8) == 0 ? Arrays.copyOf(mutant, at) : mutant;
      }
    }
    return mutant;
  }

  /** A copy with changes that keep all lengths, so that most mutants stay well formed. */
  public static byte[] inPlace(byte[] original, RandomGenerator random) {
    byte[] mutant = original.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
    }
    return mutant;
  }
}
