package org.pna.routes;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Presentities that may be meant by a name: the names are kept as hashes, so that who asks looks at
 * the presentity's facts himself. An entry takes 12 octets, and the table at most three times as
 * many. Safe for use by many threads.
 */
final class PresentityHints {
  /** Presentities of one hash; who comes then is not noted. */
  static final int MAX_SAME = 1000;

  private static final int LEAST = 64;

  private long[] keys = new long[LEAST];
  private @Nullable String[] values = new String[LEAST];
  private int size;

  /** A hash that spreads well: FNV-1a, its bits mixed. */
  static long hash(char kind, String name) {
    long hash = (0xcbf29ce484222325L ^ kind) * 0x100000001b3L;
    for (int i = 0; i < name.length(); i++) {
      hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    return hash ^ (hash >>> 33);
  }

  /**
   * Notes one.
   *
   * @return whether it is noted now and was not before; null: there is no room for it
   */
  synchronized @Nullable Boolean add(long key, String presentity) {
    int same = 0;
    int place = home(key);
    String there = values[place];
    while (there != null) {
      if (keys[place] == key) {
        if (there.equals(presentity)) {
          return false;
        }
        if (++same == MAX_SAME) {
          return null;
        }
      }
      place = after(place);
      there = values[place];
    }
    keys[place] = key;
    values[place] = presentity;
    if (++size > keys.length / 3 * 2) {
      grow();
    }
    return true;
  }

  /** Forgets one; false if it was not noted. */
  synchronized boolean remove(long key, String presentity) {
    int place = home(key);
    String there = values[place];
    while (there != null) {
      if (keys[place] == key && there.equals(presentity)) {
        close(place);
        size--;
        return true;
      }
      place = after(place);
      there = values[place];
    }
    return false;
  }

  /** Those noted under a key. */
  synchronized List<String> of(long key) {
    List<String> found = new ArrayList<>();
    int place = home(key);
    String there = values[place];
    while (there != null) {
      if (keys[place] == key) {
        found.add(there);
      }
      place = after(place);
      there = values[place];
    }
    return found;
  }

  /** Moves up who stands behind a gap that was not his own choice. */
  private void close(int free) {
    int gap = free;
    int place = after(gap);
    while (values[place] != null) {
      int home = home(keys[place]);
      boolean stays = gap < place ? gap < home && home <= place : gap < home || home <= place;
      if (!stays) {
        keys[gap] = keys[place];
        values[gap] = values[place];
        gap = place;
      }
      place = after(place);
    }
    values[gap] = null;
  }

  private void grow() {
    long[] oldKeys = keys;
    @Nullable String[] oldValues = values;
    keys = new long[2 * oldKeys.length];
    values = new String[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldValues[i] != null) {
        int place = home(oldKeys[i]);
        while (values[place] != null) {
          place = after(place);
        }
        keys[place] = oldKeys[i];
        values[place] = oldValues[i];
      }
    }
  }

  private int home(long key) {
    return (int) key & (keys.length - 1);
  }

  private int after(int place) {
    return (place + 1) & (keys.length - 1);
  }
}
