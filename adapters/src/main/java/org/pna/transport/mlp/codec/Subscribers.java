package org.pna.transport.mlp.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.Nai;
import org.pna.model.PublicIdentity;
import org.pna.model.SubscriberId;
import org.pna.model.message.mlp.MlpVersion;

/** Names of subscribers as MLP writes them (element msid). */
final class Subscribers {
  private static final Pattern NUMBER = Pattern.compile("\\+?([0-9]{1,15})");
  private static final Pattern IMSI = Pattern.compile("[0-9]{5,15}");
  private static final Pattern URI = Pattern.compile("(?i)(?:sip|sips|tel):\\S{1,250}");
  private static final Pattern TEL = Pattern.compile("(?i)tel:\\+([0-9]{1,15})");
  private static final Pattern NAI = Pattern.compile("[^\\s@]{1,120}@[^\\s@]{1,120}");

  private Subscribers() {}

  /** The names of a pos: its msid, and the IMSI of its network parameters; those of use to us. */
  static List<SubscriberId> of(MlpElement pos) {
    List<SubscriberId> names = new ArrayList<>(2);
    MlpElement msid = pos.child("msid");
    if (msid != null) {
      SubscriberId name = name(msid);
      if (name != null) {
        names.add(name);
      }
    }
    MlpElement network = pos.child("gsm_net_param");
    MlpElement imsi = network == null ? null : network.child("imsi");
    if (imsi != null && IMSI.matcher(imsi.text()).matches()) {
      SubscriberId name = new Imsi(imsi.text());
      if (!names.contains(name)) {
        names.add(name);
      }
    }
    return names;
  }

  /** The name of an msid; null if it is encrypted, of a type without use, or no such name. */
  static @Nullable SubscriberId name(MlpElement msid) {
    String text = msid.text();
    if (msid.attributes.getOrDefault("enc", "ASC").equals("CRP")) {
      return null;
    }
    return switch (msid.attributes.getOrDefault("type", "MSISDN")) {
      case "MSISDN", "MDN" -> {
        Matcher number = NUMBER.matcher(text);
        yield number.matches() ? new Msisdn(number.group(1)) : null;
      }
      case "IMSI" -> IMSI.matcher(text).matches() ? new Imsi(text) : null;
      case "SIP_URI", "TEL_URL", "URI" ->
          URI.matcher(text).matches() ? new PublicIdentity(text) : null;
      case "NAI" -> NAI.matcher(text).matches() ? new Nai(text) : null;
      default -> null;
    };
  }

  /** A type and a text of msid. */
  record Msid(String type, String text) {
    @Override
    public String toString() {
      return "Msid";
    }
  }

  /**
   * How a name is written. A number is one in every version, also where it comes as a URI.
   *
   * @throws IllegalArgumentException if the version has no such names
   */
  static Msid msid(SubscriberId subscriber, MlpVersion version) {
    if (subscriber instanceof Imsi imsi) {
      return new Msid("IMSI", imsi.digits());
    } else if (subscriber instanceof Msisdn msisdn) {
      return new Msid("MSISDN", msisdn.digits());
    } else if (subscriber instanceof PublicIdentity identity) {
      Matcher number = TEL.matcher(identity.uri());
      if (number.matches()) {
        return new Msid("MSISDN", number.group(1));
      }
      return new Msid(type(identity, version), identity.uri());
    }
    check(version);
    return new Msid("NAI", ((Nai) subscriber).value());
  }

  private static String type(PublicIdentity identity, MlpVersion version) {
    check(version);
    return identity.uri().regionMatches(true, 0, "tel:", 0, 4) ? "TEL_URL" : "SIP_URI";
  }

  private static void check(MlpVersion version) {
    if (!version.hasUris()) {
      throw new IllegalArgumentException("MLP " + version.text() + " asks by IMSI and MSISDN only");
    }
  }
}
