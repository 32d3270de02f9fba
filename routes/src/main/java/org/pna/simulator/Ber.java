package org.pna.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One BER element (X.690) with a tag of one octet and a definite length, read from its octets. */
final class Ber {
  private final byte[] octets;
  private final int valueAt;
  private final int end;

  private Ber(byte[] octets, int valueAt, int end) {
    this.octets = octets;
    this.valueAt = valueAt;
    this.end = end;
  }

  /** An element whose value is all the octets. */
  static Ber ofValue(byte[] octets) {
    return new Ber(octets, 0, octets.length);
  }

  /** The first child with this tag, or null; also null if a length before it is wrong. */
  @Nullable Ber child(int tag) {
    int at = valueAt;
    while (at + 2 <= end) {
      int found = octets[at++] & 0xff;
      int length = octets[at++] & 0xff;
      if (length >= 0x80) {
        int size = length - 0x80;
        if (size < 1 || size > 3 || at + size > end) {
          return null;
        }
        length = 0;
        for (int i = 0; i < size; i++) {
          length = (length << 8) | (octets[at++] & 0xff);
        }
      }
      if (at + length > end) {
        return null;
      }
      if (found == tag) {
        return new Ber(octets, at, at + length);
      }
      at += length;
    }
    return null;
  }

  /** All children with their tags, as far as their lengths are right. */
  List<Child> children() {
    List<Child> children = new ArrayList<>();
    for (int at = valueAt; at + 2 <= end; ) {
      int tag = octets[at] & 0xff;
      Ber child = new Ber(octets, at, end).child(tag);
      if (child == null) {
        break;
      }
      children.add(new Child(tag, child));
      at = child.end;
    }
    return children;
  }

  /** A child. */
  record Child(int tag, Ber element) {}

  /** The descendant by a path of tags, or null. */
  @Nullable Ber find(int... tags) {
    Ber here = this;
    for (int tag : tags) {
      here = here == null ? null : here.child(tag);
    }
    return here;
  }

  /** The value as an unsigned number of at most four octets; -1 if it is longer or empty. */
  int number() {
    int length = end - valueAt;
    if (length == 0 || length > 4) {
      return -1;
    }
    int number = 0;
    for (int i = valueAt; i < end; i++) {
      number = (number << 8) | (octets[i] & 0xff);
    }
    return number;
  }

  byte[] value() {
    return Arrays.copyOfRange(octets, valueAt, end);
  }
}
