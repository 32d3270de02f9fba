package org.pna.transport.trace;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.pna.model.Domain;
import org.pna.model.Msisdn;
import org.pna.model.message.sh.DataReference;
import org.pna.model.message.sh.ShRequest;
import org.pna.transport.diameter.codec.Avp;
import org.pna.transport.diameter.codec.AvpCode;
import org.pna.transport.diameter.codec.DiameterHeader;
import org.pna.transport.diameter.codec.DiameterMessage;
import org.pna.transport.diameter.codec.ShRequests;

/** Messages of Sh, each with its number in its identifiers and in the subscriber's MSISDN. */
final class ShSample {
  private static final ShRequests PNA = new ShRequests("pna.example", "example");
  private static final String IDLE = "<Sh-Data><CSUserState>2</CSUserState></Sh-Data>";

  private ShSample() {}

  static Msisdn msisdn(int number) {
    return new Msisdn("4670" + (1_000_000 + number));
  }

  static byte[] request(int number) {
    return asked(number).encode();
  }

  private static DiameterMessage asked(int number) {
    var pull = new ShRequest.UserDataPull(msisdn(number), DataReference.USER_STATE, Domain.CS);
    return PNA.encode(pull, "example", "pna.example;1;" + number, number, 0x5A000000 + number);
  }

  static byte[] answer(int number) {
    return answer(number, IDLE);
  }

  static byte[] answer(int number, String document) {
    return new DiameterMessage(
            asked(number).header().answer(false),
            List.of(
                Avp.base(AvpCode.SESSION_ID, "pna.example;1;" + number),
                Avp.base(AvpCode.RESULT_CODE, 2001),
                Avp.base(AvpCode.ORIGIN_HOST, "hss.example"),
                Avp.base(AvpCode.ORIGIN_REALM, "example"),
                data(document)))
        .encode();
  }

  static byte[] notification(int number) {
    return new DiameterMessage(
            DiameterHeader.request(
                DiameterHeader.PUSH_NOTIFICATION, DiameterHeader.SH, number, number),
            List.of(
                Avp.base(AvpCode.SESSION_ID, "hss.example;1;" + number),
                Avp.base(AvpCode.ORIGIN_HOST, "hss.example"),
                Avp.base(AvpCode.ORIGIN_REALM, "example"),
                Avp.of3gpp(
                    AvpCode.USER_IDENTITY, Avp.of3gpp(AvpCode.PUBLIC_IDENTITY, "sip:anna@example")),
                data(IDLE)))
        .encode();
  }

  private static Avp data(String document) {
    return Avp.of3gpp(AvpCode.USER_DATA, document.getBytes(StandardCharsets.UTF_8));
  }
}
