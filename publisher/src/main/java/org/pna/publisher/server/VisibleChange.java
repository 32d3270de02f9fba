package org.pna.publisher.server;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.pna.publisher.pidf.Fragment;
import org.pna.publisher.pidf.PresenceDocument;
import org.pna.publisher.pidf.View;

/**
 * Whether a watcher would see a difference, time stamps aside: a device that moves gets a new time
 * stamp, and whoever may not see where it is need not learn that it moved.
 */
final class VisibleChange {
  private static final byte[] TIMESTAMP = "timestamp>".getBytes(StandardCharsets.US_ASCII);

  private VisibleChange() {}

  @SuppressWarnings("ReferenceEquality") // equal documents are found fragment by fragment
  static boolean between(PresenceDocument before, PresenceDocument after, View view) {
    if (before == after) {
      return false;
    }
    List<Fragment> old = before.fragments();
    List<Fragment> now = after.fragments();
    if (old.size() != now.size()) {
      return true;
    }
    for (int i = 0; i < old.size(); i++) {
      if (!same(old.get(i), now.get(i), view)) {
        return true;
      }
    }
    return false;
  }

  @SuppressWarnings("ReferenceEquality") // the cheap answer first: most fragments are carried over
  private static boolean same(Fragment old, Fragment now, View view) {
    if (old == now) {
      return true;
    }
    byte[] before = old.xml(view);
    byte[] after = now.xml(view);
    return old.kind() == now.kind()
        && old.id().equals(now.id())
        && (before == after
            || Arrays.equals(before, 0, timestampAt(before), after, 0, timestampAt(after)));
  }

  /** Where the time stamp, the last child of each element, begins. */
  private static int timestampAt(byte[] xml) {
    int end = lastIndexOf(xml, xml.length - TIMESTAMP.length);
    int start = end < 0 ? -1 : lastIndexOf(xml, end - 1);
    return start < 0 ? xml.length : start;
  }

  private static int lastIndexOf(byte[] xml, int from) {
    for (int i = from; i >= 0; i--) {
      if (Arrays.equals(xml, i, i + TIMESTAMP.length, TIMESTAMP, 0, TIMESTAMP.length)) {
        return i;
      }
    }
    return -1;
  }
}
