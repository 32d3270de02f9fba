package org.pna.transport.radius.codec;

import static org.pna.transport.radius.codec.AttributeReader.THREE_GPP;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;
import org.pna.model.Msisdn;
import org.pna.model.Nai;
import org.pna.model.Plmn;
import org.pna.model.message.accounting.AccessNetwork;
import org.pna.model.message.accounting.AccountingTimes;
import org.pna.model.message.accounting.FramedAddress;
import org.pna.model.message.accounting.Nas;
import org.pna.model.message.accounting.UserLocation;

/**
 * The attributes of one Accounting-Request that the gateway uses. Each may stand there once, or
 * again with the same value; Framed-IPv6-Prefix may differ, and the first is taken. What only
 * describes a session is passed over where it is wrong, and the request counts without it.
 */
final class AccountingFields {
  @Nullable Long statusType;
  @Nullable String sessionId;
  @Nullable Imsi imsi;
  @Nullable String callingStationId;
  @Nullable Nai nai;
  @Nullable String calledStationId;
  @Nullable Integer nsapi;
  @Nullable Long chargingId;
  boolean sessionStop;
  @Nullable Long terminateCause;
  @Nullable Long eventTimestamp;
  private @Nullable Long delay;
  private @Nullable Long sessionTime;
  private @Nullable String nasIpv4;
  private @Nullable String nasIpv6;
  private @Nullable String nasIdentifier;
  private @Nullable String framedIpv4;
  private @Nullable String framedIpv6;
  private @Nullable String framedPrefix;
  private @Nullable String sgsnIpv4;
  private @Nullable String sgsnIpv6;
  private @Nullable String ggsnIpv4;
  private @Nullable String ggsnIpv6;
  private @Nullable Plmn serving;
  private @Nullable Integer ratType;
  private @Nullable UserLocation location;

  private AccountingFields() {}

  /**
   * Reads them all.
   *
   * @param passedOver told of each wrong one that only describes
   * @throws MalformedMessageException if one that decides is wrong, or the attributes have no form
   */
  static AccountingFields of(
      AttributeReader attributes, Consumer<MalformedMessageException> passedOver)
      throws MalformedMessageException {
    AccountingFields fields = new AccountingFields();
    while (attributes.next()) {
      if (attributes.type() < THREE_GPP) {
        fields.base(attributes);
      } else {
        fields.vendor(attributes);
      }
      try {
        fields.describe(attributes);
      } catch (MalformedMessageException e) {
        passedOver.accept(e);
      }
    }
    if (fields.imsi == null && fields.nai != null) {
      fields.imsi = fields.nai.imsi();
    }
    return fields;
  }

  private void base(AttributeReader value) throws MalformedMessageException {
    switch (value.type()) {
      case 1 -> nai = once(nai, SubscriberNames.nai(value), "User-Name");
      case 4 -> nasIpv4 = once(nasIpv4, value.ipv4("NAS-IP-Address"), "NAS-IP-Address");
      case 30 -> {
        if (value.length() > 0) {
          calledStationId =
              once(calledStationId, value.text("Called-Station-Id"), "Called-Station-Id");
        }
      }
      case 31 -> callingStationId = once(callingStationId, value.textIfAny(), "Calling-Station-Id");
      case 32 -> {
        if (value.length() > 0) {
          nasIdentifier = once(nasIdentifier, value.token("NAS-Identifier"), "NAS-Identifier");
        }
      }
      case 40 ->
          statusType = once(statusType, value.integer("Acct-Status-Type"), "Acct-Status-Type");
      case 41 -> delay = once(delay, value.integer("Acct-Delay-Time"), "Acct-Delay-Time");
      case 44 -> sessionId = once(sessionId, value.token("Acct-Session-Id"), "Acct-Session-Id");
      case 55 ->
          eventTimestamp =
              once(eventTimestamp, value.integer("Event-Timestamp"), "Event-Timestamp");
      case 95 -> nasIpv6 = once(nasIpv6, value.ipv6("NAS-IPv6-Address"), "NAS-IPv6-Address");
      default -> {}
    }
  }

  private void vendor(AttributeReader value) throws MalformedMessageException {
    switch (value.type() - THREE_GPP) {
      case 1 -> imsi = once(imsi, SubscriberNames.imsi(value), "3GPP-IMSI");
      case 2 ->
          chargingId = once(chargingId, value.integer("3GPP-Charging-Id"), "3GPP-Charging-Id");
      case 10 -> nsapi = once(nsapi, nsapi(value), "3GPP-NSAPI");
      case 11 -> {
        value.single("3GPP-Session-Stop-Indicator");
        sessionStop = true;
      }
      case 21 -> ratType = once(ratType, value.single("3GPP-RAT-Type"), "3GPP-RAT-Type");
      default -> {}
    }
  }

  /** Where the subscriber is, by what addresses, and how the session was: nothing hangs on it. */
  private void describe(AttributeReader value) throws MalformedMessageException {
    switch (value.type()) {
      case 8 -> framedIpv4 = once(framedIpv4, value.ipv4("Framed-IP-Address"), "Framed-IP-Address");
      case 46 ->
          sessionTime = once(sessionTime, value.integer("Acct-Session-Time"), "Acct-Session-Time");
      case 49 ->
          terminateCause =
              once(terminateCause, value.integer("Acct-Terminate-Cause"), "Acct-Terminate-Cause");
      case 97 -> {
        String prefix = value.prefix("Framed-IPv6-Prefix");
        framedPrefix = framedPrefix == null ? prefix : framedPrefix;
      }
      case 168 ->
          framedIpv6 = once(framedIpv6, value.ipv6("Framed-IPv6-Address"), "Framed-IPv6-Address");
      case THREE_GPP + 6 ->
          sgsnIpv4 = once(sgsnIpv4, value.ipv4("3GPP-SGSN-Address"), "3GPP-SGSN-Address");
      case THREE_GPP + 7 ->
          ggsnIpv4 = once(ggsnIpv4, value.ipv4("3GPP-GGSN-Address"), "3GPP-GGSN-Address");
      case THREE_GPP + 15 ->
          sgsnIpv6 = once(sgsnIpv6, value.ipv6("3GPP-SGSN-IPv6-Address"), "3GPP-SGSN-IPv6-Address");
      case THREE_GPP + 16 ->
          ggsnIpv6 = once(ggsnIpv6, value.ipv6("3GPP-GGSN-IPv6-Address"), "3GPP-GGSN-IPv6-Address");
      case THREE_GPP + 18 ->
          serving =
              once(serving, NetworkCode.digits(value, "3GPP-SGSN-MCC-MNC"), "3GPP-SGSN-MCC-MNC");
      case THREE_GPP + 22 ->
          location = once(location, UserLocationInfo.read(value), "3GPP-User-Location-Info");
      default -> {}
    }
  }

  /** One hexadecimal digit in ASCII. */
  private static int nsapi(AttributeReader value) throws MalformedMessageException {
    int digit = Character.digit(value.single("3GPP-NSAPI"), 16);
    if (digit < 0) {
      throw new MalformedMessageException(
          Kind.UNEXPECTED_VALUE, "3GPP-NSAPI", "not a hexadecimal digit");
    }
    return digit;
  }

  private static <T> @Nullable T once(@Nullable T held, @Nullable T found, String name)
      throws MalformedMessageException {
    if (held == null) {
      return found;
    }
    if (!held.equals(found)) {
      throw new MalformedMessageException(Kind.MISTYPED, name, "twice, and not the same");
    }
    return held;
  }

  /** Who speaks. */
  Nas nas(String sentFrom) {
    return new Nas(nasIpv4 == null ? nasIpv6 : nasIpv4, nasIdentifier, sentFrom);
  }

  /** The number that calls, unless that is the IMSI. */
  @Nullable Msisdn msisdn() {
    return SubscriberNames.msisdn(callingStationId, imsi);
  }

  FramedAddress framed() {
    String ipv4 = isAssigned(framedIpv4) ? framedIpv4 : null;
    return ipv4 == null && framedIpv6 == null && framedPrefix == null
        ? FramedAddress.NONE
        : new FramedAddress(ipv4, framedIpv6, framedPrefix);
  }

  /** RFC 2865 clause 5.8 gives two values a meaning of their own; all zeros are no address. */
  private static boolean isAssigned(@Nullable String ipv4) {
    return ipv4 != null
        && !ipv4.equals("0.0.0.0")
        && !ipv4.equals("255.255.255.255")
        && !ipv4.equals("255.255.255.254");
  }

  AccessNetwork access() {
    return new AccessNetwork(
        sgsnIpv4 == null ? sgsnIpv6 : sgsnIpv4,
        ggsnIpv4 == null ? ggsnIpv6 : ggsnIpv4,
        serving,
        ratType,
        location);
  }

  AccountingTimes times() {
    return new AccountingTimes(
        eventTimestamp == null ? null : Instant.ofEpochSecond(eventTimestamp),
        seconds(delay),
        seconds(sessionTime));
  }

  private static @Nullable Duration seconds(@Nullable Long seconds) {
    return seconds == null ? null : Duration.ofSeconds(seconds);
  }
}
