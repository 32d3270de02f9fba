package org.pna.app.config;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Finds the word that somebody probably meant. */
final class Spelling {
  private Spelling() {}

  /** The one known word within a third of its letters (at most 3) of what was written, or null. */
  static @Nullable String nearest(String written, Collection<String> known) {
    String best = null;
    int bestDistance = Integer.MAX_VALUE;
    for (String word : known) {
      int allowed = Math.min(3, Math.max(1, word.length() / 3));
      if (Math.abs(word.length() - written.length()) > allowed) {
        continue;
      }
      int distance = distance(written, word);
      if (distance <= allowed && distance < bestDistance) {
        best = word;
        bestDistance = distance;
      }
    }
    return best;
  }

  /** Letters to add, drop, change or swap with the neighbour to get from one word to the other. */
  private static int distance(String a, String b) {
    int[][] steps = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        steps[i][j] = i == 0 || j == 0 ? i + j : step(a, b, i, j, steps);
      }
    }
    return steps[a.length()][b.length()];
  }

  private static int step(String a, String b, int i, int j, int[][] steps) {
    int changed = steps[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int least = Math.min(changed, Math.min(steps[i - 1][j], steps[i][j - 1]) + 1);
    boolean isSwap =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return isSwap ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
  }
}
