package org.pna.publisher.server;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The key under which a subscription is kept: its presentity, Call-ID, local tag, remote tag and,
 * if there is one, the id of its Event header, separated by NUL.
 *
 * @param presentity normalised
 */
record SubscriptionKey(String presentity, SubscriptionId id) {
  private static final char SEPARATOR = '\0';

  /** Before the four hexadecimal digits of a character that a part must not show. */
  private static final char ESCAPE = '\\';

  /** What the keys of all subscriptions to a presentity begin with. */
  static String prefix(String presentity) {
    StringBuilder text = new StringBuilder();
    append(text, presentity);
    return text.append(SEPARATOR).toString();
  }

  String text() {
    StringBuilder text = new StringBuilder(prefix(presentity));
    append(text, id.callId());
    append(text.append(SEPARATOR), id.localTag());
    append(text.append(SEPARATOR), id.remoteTag());
    String eventId = id.eventId();
    if (eventId != null) {
      append(text.append(SEPARATOR), eventId);
    }
    return text.toString();
  }

  /** Surrogates are escaped too: UTF-8 does not carry one alone. */
  private static void append(StringBuilder text, String part) {
    for (int i = 0; i < part.length(); i++) {
      char one = part.charAt(i);
      if (one == SEPARATOR || one == ESCAPE || Character.isSurrogate(one)) {
        text.append(ESCAPE);
        for (int shift = 12; shift >= 0; shift -= 4) {
          text.append(Character.forDigit(one >> shift & 0xF, 16));
        }
      } else {
        text.append(one);
      }
    }
  }

  /**
   * Reads a key.
   *
   * @throws DamagedSubscriptionException if it is none
   */
  static SubscriptionKey of(String text) throws DamagedSubscriptionException {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char one = text.charAt(i);
      if (one == SEPARATOR) {
        parts.add(part.toString());
        part.setLength(0);
      } else if (one == ESCAPE) {
        part.append(escaped(text, i + 1));
        i += 4;
      } else {
        part.append(one);
      }
    }
    parts.add(part.toString());
    if (parts.size() < 4 || parts.size() > 5) {
      throw new DamagedSubscriptionException("its key has " + parts.size() + " parts");
    }
    @Nullable String eventId = parts.size() == 5 ? parts.get(4) : null;
    return new SubscriptionKey(
        parts.get(0), new SubscriptionId(parts.get(1), parts.get(2), parts.get(3), eventId));
  }

  private static char escaped(String text, int from) throws DamagedSubscriptionException {
    int value = 0;
    for (int i = from; i < from + 4; i++) {
      int digit = i < text.length() ? Character.digit(text.charAt(i), 16) : -1;
      if (digit < 0) {
        throw new DamagedSubscriptionException("its key has a wrong escape at " + i);
      }
      value = value << 4 | digit;
    }
    return (char) value;
  }
}
