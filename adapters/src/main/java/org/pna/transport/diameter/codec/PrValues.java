package org.pna.transport.diameter.codec;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.model.IpText;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;
import org.pna.model.Msisdn;
import org.pna.model.Nai;
import org.pna.model.PublicIdentity;
import org.pna.model.message.accounting.FramedAddress;

/** The values of one request of Pr, where its profile says. */
final class PrValues {
  private static final int LONGEST = 512;
  private static final Pattern DIGITS = Pattern.compile("[0-9]{5,15}");

  private final Avps avps;
  private final PrProfile profile;

  PrValues(Avps avps, PrProfile profile) {
    this.avps = avps;
    this.profile = profile;
  }

  private record Found(Avp avp, String where) {}

  private @Nullable Found find(PrField field) throws MalformedMessageException {
    for (AvpPath path : profile.paths(field)) {
      Avp avp = path.find(avps);
      if (avp != null) {
        return new Found(avp, path.toString());
      }
    }
    return null;
  }

  private @Nullable String text(PrField field) throws MalformedMessageException {
    Found found = find(field);
    if (found == null) {
      return null;
    }
    String text = found.avp().text(found.where(), LONGEST);
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw wrong(found, "control characters");
    }
    return text;
  }

  private static MalformedMessageException wrong(Found found, String reason) {
    return new MalformedMessageException(Kind.UNEXPECTED_VALUE, found.where(), reason);
  }

  /** The first that is of the form, of all the paths. */
  private <T> @Nullable T like(PrField field, Function<String, @Nullable T> form)
      throws MalformedMessageException {
    for (AvpPath path : profile.paths(field)) {
      Avp avp = path.find(avps);
      T name = avp == null ? null : form.apply(avp.textIfAny(LONGEST));
      if (name != null) {
        return name;
      }
    }
    return null;
  }

  String session() throws MalformedMessageException {
    String session = text(PrField.SESSION);
    if (session == null) {
      var paths = profile.paths(PrField.SESSION);
      String where = paths.isEmpty() ? "Session-Id" : paths.get(0).toString();
      throw new MalformedMessageException(Kind.DATA_MISSING, where, "missing");
    }
    return session;
  }

  @Nullable Imsi imsi() throws MalformedMessageException {
    Found found = find(PrField.IMSI);
    if (found == null) {
      return null;
    }
    String digits = found.avp().textIfAny(LONGEST);
    if (!DIGITS.matcher(digits).matches()) {
      throw wrong(found, "no IMSI");
    }
    return new Imsi(digits);
  }

  @Nullable Msisdn msisdn() throws MalformedMessageException {
    return like(PrField.MSISDN, Msisdn::of);
  }

  @Nullable Nai nai() throws MalformedMessageException {
    return like(PrField.NAI, Nai::of);
  }

  @Nullable PublicIdentity publicIdentity() throws MalformedMessageException {
    return like(PrField.PUBLIC_IDENTITY, PublicIdentity::of);
  }

  @Nullable String apn() throws MalformedMessageException {
    return text(PrField.APN);
  }

  FramedAddress framed() throws MalformedMessageException {
    String ipv4 = ipv4();
    Found prefix = find(PrField.IPV6_PREFIX);
    String ipv6 = null;
    if (prefix != null) {
      ipv6 = IpText.prefix(prefix.avp().data());
      if (ipv6 == null) {
        throw wrong(prefix, "no prefix");
      }
    }
    return ipv4 == null && ipv6 == null ? FramedAddress.NONE : new FramedAddress(ipv4, null, ipv6);
  }

  /** All zeros and all ones are no address. */
  private @Nullable String ipv4() throws MalformedMessageException {
    Found found = find(PrField.IPV4);
    if (found == null) {
      return null;
    }
    byte[] data = found.avp().data();
    if (data.length != 4) {
      throw wrong(found, data.length + " octets, not 4");
    }
    String text =
        (data[0] & 0xff) + "." + (data[1] & 0xff) + '.' + (data[2] & 0xff) + '.' + (data[3] & 0xff);
    return text.equals("0.0.0.0") || text.equals("255.255.255.255") ? null : text;
  }

  @Nullable Instant eventTime() throws MalformedMessageException {
    Found found = find(PrField.EVENT_TIME);
    return found == null ? null : ShRequests.time(found.avp().unsigned32(found.where()));
  }

  @Nullable Duration sessionTime() throws MalformedMessageException {
    Found found = find(PrField.SESSION_TIME);
    return found == null ? null : Duration.ofSeconds(found.avp().unsigned32(found.where()));
  }
}
