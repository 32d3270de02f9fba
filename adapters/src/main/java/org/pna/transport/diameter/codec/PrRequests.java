package org.pna.transport.diameter.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;
import org.pna.model.Msisdn;
import org.pna.model.Nai;
import org.pna.model.PublicIdentity;
import org.pna.model.SubscriberId;
import org.pna.model.message.Origin;
import org.pna.model.message.accounting.AccessNetwork;
import org.pna.model.message.accounting.AccountingMessage;
import org.pna.model.message.accounting.AccountingRequest;
import org.pna.model.message.accounting.AccountingStatus;
import org.pna.model.message.accounting.AccountingTimes;
import org.pna.model.message.accounting.Nas;

/** Requests of Pr, by a profile, as accounting. */
public final class PrRequests {
  /** The session of attach and detach, which are of the subscriber and not of a session. */
  private static final String ATTACHMENT = "attachment";

  private PrRequests() {}

  /**
   * Reads a request.
   *
   * @param peer Origin-Host of the peer that sent it, which may be a relay
   * @param origin when and where
   * @return null if it tells nothing that matters
   * @throws MalformedMessageException when a mandatory AVP is missing or one that is used is wrong;
   *     {@code where} is then a name of the base protocol or the path of the AVP
   */
  public static @Nullable AccountingRequest decode(
      DiameterMessage request, PrProfile profile, String peer, Origin origin)
      throws MalformedMessageException {
    request.sessionId();
    request.identity(AvpCode.ORIGIN_REALM, "Origin-Realm");
    String server = request.originHost();
    boolean isAccounting = request.header().command() == DiameterHeader.ACCOUNTING;
    if (isAccounting) {
      request.avps().required(AvpCode.ACCOUNTING_RECORD_TYPE, "480").unsigned32("480");
      request.avps().required(AvpCode.ACCOUNTING_RECORD_NUMBER, "485").unsigned32("485");
    }
    PrEvent event = event(request, profile);
    if (event == PrEvent.IGNORE) {
      return null;
    }
    boolean isOfSession = event != PrEvent.ATTACH && event != PrEvent.DETACH;
    PrValues values = new PrValues(request.avps(), profile);
    return new AccountingRequest(
        origin,
        DiameterFingerprints.of(server, request.header()),
        AccountingMessage.PR,
        isAccounting ? "Accounting-Request" : "Command-" + request.header().command(),
        status(event).value(),
        isOfSession ? values.session() : ATTACHMENT,
        new Nas(null, server.toLowerCase(Locale.ROOT), peer.toLowerCase(Locale.ROOT)),
        values.imsi(),
        values.msisdn(),
        values.nai(),
        values.publicIdentity(),
        isOfSession ? values.apn() : null,
        values.framed(),
        AccessNetwork.UNKNOWN,
        null,
        null,
        false,
        null,
        new AccountingTimes(values.eventTime(), null, values.sessionTime()));
  }

  private static PrEvent event(DiameterMessage request, PrProfile profile)
      throws MalformedMessageException {
    PrCommand command = profile.commands().get(request.header().command());
    if (command instanceof PrCommand.Always always) {
      return always.event();
    }
    if (!(command instanceof PrCommand.ByValue told)) {
      throw new IllegalArgumentException("the profile has no such command");
    }
    String where = told.path().toString();
    Avp avp = told.path().find(request.avps());
    if (avp == null) {
      throw new MalformedMessageException(Kind.DATA_MISSING, where, "missing");
    }
    long value = avp.unsigned32(where);
    PrEvent event = told.events().get(value);
    if (event == null) {
      throw new MalformedMessageException(Kind.UNEXPECTED_VALUE, where, "no event for " + value);
    }
    return event;
  }

  private static AccountingStatus status(PrEvent event) {
    return switch (event) {
      case START, ATTACH -> AccountingStatus.START;
      case STOP, DETACH -> AccountingStatus.STOP;
      case INTERIM, IGNORE -> AccountingStatus.INTERIM_UPDATE;
    };
  }

  /** Whatever names can be read of a request, also of one that is malformed. */
  public static List<SubscriberId> names(DiameterMessage request, PrProfile profile) {
    PrValues values = new PrValues(request.avps(), profile);
    List<SubscriberId> names = new ArrayList<>(4);
    try {
      Imsi imsi = values.imsi();
      Msisdn msisdn = values.msisdn();
      Nai nai = values.nai();
      PublicIdentity identity = values.publicIdentity();
      if (imsi != null) {
        names.add(imsi);
      }
      if (msisdn != null) {
        names.add(msisdn);
      }
      if (nai != null) {
        names.add(nai);
      }
      if (identity != null) {
        names.add(identity);
      }
    } catch (MalformedMessageException e) {
      return List.of(); // whose names contradict themselves are nobody's
    }
    return List.copyOf(names);
  }

  /**
   * The AVP at fault.
   *
   * @return as it came, or an empty one in the place of one that is missing; null if the fault is
   *     of no AVP
   */
  public static @Nullable Avp failed(DiameterMessage request, MalformedMessageException fault) {
    AvpPath path = AvpPath.of(fault.where());
    return path == null ? Answers.failed(request, fault) : path.failed(request.avps());
  }
}
