package org.pna.model;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Network Access Identifier, or private user identity of the IMS (TS 23.003 clauses 13.3, 14.3,
 * 19.3 and 28.7).
 *
 * @param value {@code user@realm}, or decorated {@code homerealm!user@realm}
 */
public record Nai(String value) implements SubscriberId {
  private static final Pattern USER_AT_REALM = Pattern.compile("[^@\\s]+@[^@\\s]+");

  /** A text that has the form of one; else null. */
  public static @Nullable Nai of(String text) {
    return USER_AT_REALM.matcher(text).matches() ? new Nai(text) : null;
  }

  /**
   * The IMSI that a permanent or private identity is made of; null for a name of another kind, and
   * where the realm is not that of the IMSI's network.
   */
  public @Nullable Imsi imsi() {
    return DerivedImsi.of(root());
  }

  /** Without what leads through other networks (clause 14.4), its realm in lower case. */
  public String root() {
    int at = value.lastIndexOf('@');
    if (at < 0) {
      return value;
    }
    String user = value.substring(0, at);
    String realm = value.substring(at + 1);
    int mark = user.lastIndexOf('!');
    if (mark > 0) {
      realm = user.substring(user.lastIndexOf('!', mark - 1) + 1, mark);
      user = user.substring(mark + 1);
    }
    return user + '@' + realm.toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return "Nai";
  }
}
