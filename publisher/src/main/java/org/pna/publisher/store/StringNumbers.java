package org.pna.publisher.store;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Numbers strings in the order of their coming, from 0. A hash table without objects of its own.
 */
final class StringNumbers {
  private @Nullable String[] strings = new String[64];
  private int[] numbers = new int[64];
  private int count;

  /** The number under which it came before; -1 when it did not, and does now. */
  int number(String text) {
    int place = place(strings, text);
    if (strings[place] != null) {
      return numbers[place];
    }
    strings[place] = text;
    numbers[place] = count++;
    if (count > strings.length / 2) {
      grow();
    }
    return -1;
  }

  /** Where it is, or should be. */
  private static int place(@Nullable String[] strings, String text) {
    int mask = strings.length - 1;
    int hash = text.hashCode();
    int place = (hash ^ hash >>> 16) & mask;
    while (strings[place] != null && !Objects.equals(strings[place], text)) {
      place = place + 1 & mask;
    }
    return place;
  }

  private void grow() {
    @Nullable String[] more = new String[strings.length * 2];
    int[] theirs = new int[more.length];
    for (int i = 0; i < strings.length; i++) {
      String text = strings[i];
      if (text != null) {
        int place = place(more, text);
        more[place] = text;
        theirs[place] = numbers[i];
      }
    }
    strings = more;
    numbers = theirs;
  }
}
