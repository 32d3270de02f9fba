package org.pna.model;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Network Access Identifier (TS 23.003 clause 14.3).
 *
 * @param value {@code user@realm}, or decorated {@code homerealm!user@realm}
 */
public record Nai(String value) implements SubscriberId {
  /** The permanent identity of EAP-AKA (0) or EAP-SIM (1), in the home network's own realm. */
  private static final Pattern ROOT =
      Pattern.compile(
          "[01]([0-9]{6,15})@wlan\\.mnc([0-9]{3})\\.mcc([0-9]{3})\\.3gppnetwork\\.org",
          Pattern.CASE_INSENSITIVE);

  /**
   * The IMSI that a permanent identity is made of; null for a name of another kind, and where the
   * realm is not that of the IMSI's network.
   */
  public @Nullable Imsi imsi() {
    Matcher root = ROOT.matcher(root());
    if (!root.matches()) {
      return null;
    }
    String imsi = root.group(1);
    String mnc = root.group(2);
    String mcc = root.group(3);
    boolean isOfRealm =
        imsi.startsWith(mcc + mnc)
            || (mnc.startsWith("0") && imsi.startsWith(mcc + mnc.substring(1)));
    return isOfRealm ? new Imsi(imsi) : null;
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
