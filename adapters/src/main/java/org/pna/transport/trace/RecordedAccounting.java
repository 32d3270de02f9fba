package org.pna.transport.trace;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.Nai;
import org.pna.model.message.accounting.AccountingMessage;
import org.pna.model.message.accounting.AccountingRequest;

/** Whose session a request is of that does not say so itself, but an earlier one did. */
final class RecordedAccounting {
  /** Sessions remembered; beyond it the one unheard of for longest goes. */
  static final int MAX_SESSIONS = 200_000;

  private record Names(@Nullable Imsi imsi, @Nullable Msisdn msisdn, @Nullable Nai nai) {}

  private final Map<String, Names> sessions =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Names> eldest) {
          return size() > MAX_SESSIONS;
        }
      };

  /** The same message with the names that its session has. */
  AccountingMessage named(AccountingMessage message) {
    if (!(message instanceof AccountingRequest request)) {
      return message;
    }
    String session = request.nas().name() + ' ' + request.sessionId();
    Names known = sessions.get(session);
    Imsi imsi = request.imsi() == null && known != null ? known.imsi() : request.imsi();
    Msisdn msisdn = request.msisdn() == null && known != null ? known.msisdn() : request.msisdn();
    Nai nai = request.nai() == null && known != null ? known.nai() : request.nai();
    if (imsi != null || msisdn != null || nai != null) {
      sessions.put(session, new Names(imsi, msisdn, nai));
    }
    return request.named(imsi, msisdn, nai);
  }
}
