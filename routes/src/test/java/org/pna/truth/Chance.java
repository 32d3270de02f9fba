package org.pna.truth;

import java.util.SplittableRandom;

/** Seeded chance. Each SIM and the network have their own, so that one does not shift another's. */
final class Chance {
  private final SplittableRandom random;

  Chance(long seed, long number) {
    random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number * 0xC2B2AE3D27D4EB4FL + 1);
  }

  boolean is(double share) {
    return random.nextDouble() < share;
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /** Evenly up to a time. */
  long within(long most) {
    return random.nextLong(Math.max(1, most));
  }

  long between(long least, long most) {
    return least + within(most - least);
  }

  /** Exponential, with this mean. */
  long about(long mean) {
    return (long) (-Math.log(1 - random.nextDouble()) * mean) + 1;
  }
}
