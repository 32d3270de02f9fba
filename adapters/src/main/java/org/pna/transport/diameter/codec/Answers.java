package org.pna.transport.diameter.codec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;

/** Our answers to requests, whatever they ask. */
public final class Answers {
  private static final int NO_STATE_MAINTAINED = 1;

  private Answers() {}

  /**
   * An answer with a Result-Code (RFC 6733 clause 6.2).
   *
   * @param request what is answered
   * @param host own Origin-Host
   * @param realm own Origin-Realm
   * @param code Result-Code; of a protocol error the answer gets the E bit
   * @param failed the AVP that is at fault, or null
   */
  public static DiameterMessage result(
      DiameterMessage request, String host, String realm, int code, @Nullable Avp failed) {
    List<Avp> avps = new ArrayList<>();
    begin(request, avps);
    avps.add(Avp.base(AvpCode.RESULT_CODE, code));
    end(request, host, realm, avps);
    if (failed != null) {
      avps.add(Avp.base(AvpCode.FAILED_AVP, failed));
    }
    return new DiameterMessage(request.header().answer(code / 1000 == 3), avps);
  }

  /** An answer with an Experimental-Result-Code of 3GPP (RFC 6733 clause 7.6). */
  public static DiameterMessage experimental(
      DiameterMessage request, String host, String realm, int code) {
    List<Avp> avps = new ArrayList<>();
    begin(request, avps);
    avps.add(
        Avp.base(
            AvpCode.EXPERIMENTAL_RESULT,
            Avp.base(AvpCode.VENDOR_ID, AvpCode.VENDOR_3GPP),
            Avp.base(AvpCode.EXPERIMENTAL_RESULT_CODE, code)));
    end(request, host, realm, avps);
    return new DiameterMessage(request.header().answer(false), avps);
  }

  /**
   * The AVP at fault.
   *
   * @param fault what was wrong with it
   * @return as it came, or an empty one in the place of one that is missing; null if the fault is
   *     of no AVP that we know
   */
  public static @Nullable Avp failed(DiameterMessage request, MalformedMessageException fault) {
    int code =
        switch (fault.where()) {
          case "Session-Id" -> AvpCode.SESSION_ID;
          case "Origin-Host" -> AvpCode.ORIGIN_HOST;
          case "Origin-Realm" -> AvpCode.ORIGIN_REALM;
          case "User-Name" -> AvpCode.USER_NAME;
          case "User-Identity", "Public-Identity", "MSISDN" -> AvpCode.USER_IDENTITY;
          default -> AvpCode.USER_DATA;
        };
    Avp received = request.avps().first(code);
    if (received != null) {
      return received;
    }
    byte[] none = {};
    return code < 600 ? Avp.base(code, none) : Avp.of3gpp(code, none);
  }

  private static void begin(DiameterMessage request, List<Avp> avps) {
    Avp session = request.avps().first(AvpCode.SESSION_ID);
    if (session != null) {
      avps.add(session);
    }
    DiameterHeader header = request.header();
    if (header.application() == DiameterHeader.SH) {
      avps.add(ShRequests.application());
    } else if (header.application() == DiameterHeader.PR) {
      int kind = isAccounting(header) ? AvpCode.ACCT_APPLICATION_ID : AvpCode.AUTH_APPLICATION_ID;
      avps.add(
          Avp.base(
              AvpCode.VENDOR_SPECIFIC_APPLICATION_ID,
              Avp.base(AvpCode.VENDOR_ID, AvpCode.VENDOR_3GPP),
              Avp.base(kind, DiameterHeader.PR)));
    }
  }

  private static void end(DiameterMessage request, String host, String realm, List<Avp> avps) {
    DiameterHeader header = request.header();
    if (isAccounting(header)) {
      echo(request, AvpCode.ACCOUNTING_RECORD_TYPE, avps);
      echo(request, AvpCode.ACCOUNTING_RECORD_NUMBER, avps);
    } else if (header.application() == DiameterHeader.SH
        || header.application() == DiameterHeader.PR) {
      avps.add(Avp.base(AvpCode.AUTH_SESSION_STATE, NO_STATE_MAINTAINED));
    }
    avps.add(Avp.base(AvpCode.ORIGIN_HOST, host));
    avps.add(Avp.base(AvpCode.ORIGIN_REALM, realm));
    avps.addAll(request.avps().all(AvpCode.PROXY_INFO));
  }

  private static boolean isAccounting(DiameterHeader header) {
    return header.application() == DiameterHeader.PR
        && header.command() == DiameterHeader.ACCOUNTING;
  }

  private static void echo(DiameterMessage request, int code, List<Avp> avps) {
    Avp avp = request.avps().first(code);
    if (avp != null) {
      avps.add(avp);
    }
  }
}
