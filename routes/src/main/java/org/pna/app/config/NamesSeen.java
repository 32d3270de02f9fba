package org.pna.app.config;

import java.util.Arrays;

/**
 * Which line named a subscriber first, and for which presentity: 16 bytes a name at most three
 * quarters full, so that the duplicates of tens of millions of rows are found in little memory.
 * IMSI and MSISDN are kept exactly, other names by a 63-bit hash, and presentities by a 32-bit one.
 */
final class NamesSeen {
  /** What became of a name. */
  enum Outcome {
    NEW,
    AGAIN,
    OF_ANOTHER
  }

  private static final long FREE = 0;

  private long[] names = new long[1 << 10];
  private int[] presentities = new int[names.length];
  private int[] lines = new int[names.length];
  private int size;
  private int earlierLine;

  /** The line of the name that {@link #add} found again. */
  int earlierLine() {
    return earlierLine;
  }

  /**
   * @param name from {@link #digits} or {@link #text}
   */
  Outcome add(long name, String presentity, int line) {
    int slot = slot(names, name);
    if (names[slot] == name) {
      earlierLine = lines[slot];
      return presentities[slot] == presentity.hashCode() ? Outcome.AGAIN : Outcome.OF_ANOTHER;
    }
    names[slot] = name;
    presentities[slot] = presentity.hashCode();
    lines[slot] = line;
    size++;
    if (size > names.length / 4 * 3) {
      grow();
    }
    return Outcome.NEW;
  }

  /**
   * At most 15 digits as a number that no other digits of that kind share, nor another kind.
   *
   * @param kind 0 to 15
   */
  static long digits(int kind, String digits) {
    return ((long) kind << 56) | ((digits.length() + 1L) << 50) | Long.parseLong(digits);
  }

  /** A hash of any text; never equal to {@link #digits}. */
  static long text(String text) {
    long hash = 0xCBF29CE484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = mixed(hash ^ text.charAt(i));
    }
    return hash | Long.MIN_VALUE;
  }

  /** The finalizer of a 64-bit hash: each bit of the input moves half of the output's. */
  private static long mixed(long value) {
    long mixed = (value ^ (value >>> 32)) * 0xD6E8FEB86659FD93L;
    return (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
  }

  private static int slot(long[] table, long name) {
    int slot = (int) (mixed(name) >>> 20) & (table.length - 1);
    while (table[slot] != FREE && table[slot] != name) {
      slot = (slot + 1) & (table.length - 1);
    }
    return slot;
  }

  private void grow() {
    long[] wider = new long[names.length * 2];
    int[] widerPresentities = new int[wider.length];
    int[] widerLines = new int[wider.length];
    for (int i = 0; i < names.length; i++) {
      if (names[i] != FREE) {
        int slot = slot(wider, names[i]);
        wider[slot] = names[i];
        widerPresentities[slot] = presentities[i];
        widerLines[slot] = lines[i];
      }
    }
    Arrays.fill(names, FREE);
    names = wider;
    presentities = widerPresentities;
    lines = widerLines;
  }
}
