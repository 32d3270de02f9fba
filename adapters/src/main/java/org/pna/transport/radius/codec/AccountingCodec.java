package org.pna.transport.radius.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;
import org.pna.model.Source;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.accounting.AccountingMessage;
import org.pna.model.message.accounting.AccountingRequest;
import org.pna.model.message.accounting.AccountingStatus;
import org.pna.model.message.accounting.Nas;
import org.pna.model.message.accounting.NasEvent;

/** Accounting-Requests (RFC 2866, TS 29.061 clause 16.4, TS 29.161) as messages. */
public final class AccountingCodec {
  private static final String OPERATION = "Accounting-Request";
  private static final int ACCT_DELAY_TIME = 41;
  private static final int SGSN_ADDRESS = 6;
  private static final int SESSION_STOP_INDICATOR = 11;
  private static final int SGSN_IPV6_ADDRESS = 15;
  private static final int SGSN_MCC_MNC = 18;
  private static final int RAT_TYPE = 21;
  private static final int USER_LOCATION_INFO = 22;
  private static final int PROXY_STATE = 33;

  private AccountingCodec() {}

  /**
   * Reads an Accounting-Request. What decides must be right: status, session, subscriber, gateway,
   * access point, radio, times. What only describes the session (where, its addresses, its length,
   * why it ended) is left out where it is wrong. All else is not looked at.
   *
   * @param packet whose code and authenticator were looked at where that matters
   * @param origin when and where it was heard, by its Acct-Session-Id; {@code -} where it is of a
   *     NAS
   * @param sentFrom the address that it came from, in text
   * @param source the reference point of its sender; null where nobody says so: then RAT type 3
   *     makes it Pp, and all else Pk
   * @param passedOver told of each attribute that was left out, by the name in {@code where}
   * @throws MalformedMessageException {@link Kind#DATA_MISSING} without Acct-Status-Type, or
   *     without Acct-Session-Id in the request of a session; {@link Kind#MISTYPED} for a length
   *     that does not fit or an attribute with two values; {@link Kind#UNEXPECTED_VALUE} for an
   *     impossible value
   */
  public static AccountingMessage decode(
      RadiusPacket packet,
      Function<String, Origin> origin,
      String sentFrom,
      @Nullable Source source,
      Consumer<MalformedMessageException> passedOver)
      throws MalformedMessageException {
    AccountingFields fields = AccountingFields.of(packet.attributes(), passedOver);
    Long status = fields.statusType;
    if (status == null) {
      throw missing("Acct-Status-Type");
    }
    int statusType = status.intValue();
    Nas nas = fields.nas(sentFrom);
    AccountingStatus known = AccountingStatus.of(statusType);
    if (known != null && known.isOfNas()) {
      return new NasEvent(
          origin.apply("-"),
          fingerprint(packet, fields, nas, statusType),
          source == null ? AccountingMessage.PK : source,
          OPERATION,
          statusType,
          nas,
          fields.calledStationId,
          fields.times());
    }
    String sessionId = fields.sessionId;
    if (sessionId == null) {
      throw missing("Acct-Session-Id");
    }
    var access = fields.access();
    Source byAccess = access.isWlan() ? AccountingMessage.PP : AccountingMessage.PK;
    return new AccountingRequest(
        origin.apply(sessionId),
        fingerprint(packet, fields, nas, statusType),
        source == null ? byAccess : source,
        OPERATION,
        statusType,
        sessionId,
        nas,
        fields.imsi,
        fields.msisdn(),
        fields.nai,
        null,
        fields.calledStationId,
        fields.framed(),
        access,
        fields.nsapi,
        fields.chargingId,
        fields.sessionStop,
        fields.terminateCause,
        fields.times());
  }

  private static Fingerprint fingerprint(
      RadiusPacket packet, AccountingFields fields, Nas nas, int statusType)
      throws MalformedMessageException {
    MessageDigest digest = RadiusPacket.md5();
    String names =
        nas.address() == null && nas.identifier() == null
            ? '<' + nas.sentFrom()
            : nas.address() + '<' + nas.identifier();
    digest.update(names.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    digest.update(ByteBuffer.allocate(4).putInt(0, statusType));
    Long time = fields.eventTimestamp;
    AccountingStatus status = AccountingStatus.of(statusType);
    if (time != null) {
      String session = fields.sessionId + '<' + time + '<';
      digest.update(session.getBytes(StandardCharsets.UTF_8));
      changes(packet, digest);
    } else if (status != null && status.isOfNas()) {
      digest.update((byte) packet.identifier());
      digest.update(packet.authenticator());
    } else {
      allButDelay(packet, digest);
    }
    ByteBuffer bits = ByteBuffer.wrap(digest.digest());
    return new Fingerprint(bits.getLong(), bits.getLong());
  }

  /** What may change while a session goes on: two changes in one second are two events. */
  private static void changes(RadiusPacket packet, MessageDigest digest)
      throws MalformedMessageException {
    AttributeReader attributes = packet.attributes();
    while (attributes.next()) {
      switch (attributes.type() - AttributeReader.THREE_GPP) {
        case SGSN_ADDRESS,
            SESSION_STOP_INDICATOR,
            SGSN_IPV6_ADDRESS,
            SGSN_MCC_MNC,
            RAT_TYPE,
            USER_LOCATION_INFO ->
            attributes.digest(digest);
        default -> {}
      }
    }
  }

  /**
   * What a retransmission has in common with the first, whose sender tells no time of the event.
   */
  private static void allButDelay(RadiusPacket packet, MessageDigest digest)
      throws MalformedMessageException {
    AttributeReader attributes = packet.attributes();
    while (attributes.next()) {
      if (attributes.type() != ACCT_DELAY_TIME && attributes.type() != PROXY_STATE) {
        attributes.digest(digest);
      }
    }
  }

  private static MalformedMessageException missing(String name) {
    return new MalformedMessageException(Kind.DATA_MISSING, name, "missing");
  }
}
