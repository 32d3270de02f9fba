package org.pna.routes;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * From a name to the number of a row: twelve to twenty-four octets a name beside the name itself.
 * Filled first, then read by many threads.
 */
final class NameIndex {
  /** What {@link #get} says of a name that is not there. */
  static final int NONE = -1;

  private @Nullable String[] names = new String[16];
  private int[] rows = new int[16];
  private int size;

  /** Gives a name to a row, whichever had it. */
  void put(String name, int row) {
    if (2 * size >= names.length) {
      grow();
    }
    int slot = slot(name);
    size += names[slot] == null ? 1 : 0;
    names[slot] = name;
    rows[slot] = row;
  }

  /** The row that has a name, or {@link #NONE}. */
  int get(String name) {
    int slot = slot(name);
    return names[slot] == null ? NONE : rows[slot];
  }

  /** Shows each name. */
  void forEach(Consumer<String> visitor) {
    for (String name : names) {
      if (name != null) {
        visitor.accept(name);
      }
    }
  }

  /** How many names there are. */
  int size() {
    return size;
  }

  /** Where a name is, or would be. */
  private int slot(String name) {
    int mask = names.length - 1;
    int slot = name.hashCode() * 0x9E3779B9;
    slot = (slot ^ (slot >>> 16)) & mask;
    while (names[slot] != null && !name.equals(names[slot])) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    @Nullable String[] oldNames = names;
    int[] oldRows = rows;
    names = new String[2 * oldNames.length];
    rows = new int[names.length];
    for (int i = 0; i < oldNames.length; i++) {
      String name = oldNames[i];
      if (name != null) {
        int slot = slot(name);
        names[slot] = name;
        rows[slot] = oldRows[i];
      }
    }
  }
}
