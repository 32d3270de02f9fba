package org.pna.publisher.store;

import static org.pna.publisher.store.EvidenceFormat.optional;
import static org.pna.publisher.store.RecordFormat.flag;
import static org.pna.publisher.store.RecordFormat.list;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.pna.model.AccessType;
import org.pna.model.message.accounting.Nas;

/**
 * The part of {@link RecordFormat} that has the sessions of gateways. Codes and bits are never
 * given another meaning.
 */
final class AccountsFormat {
  private static final int APN = 1;
  private static final int DATA = 2;
  private static final int ROAMING = 4;
  private static final int INTERVAL = 8;

  private static final int ADDRESS = 1;
  private static final int IDENTIFIER = 2;

  private AccountsFormat() {}

  static void write(ByteWriter out, Accounts accounts) {
    out.octet(
        FactsFormat.code(accounts.data())
            | FactsFormat.code(accounts.wlan()) << 2
            | FactsFormat.code(accounts.wlanData()) << 4);
    out.unsigned(accounts.open().size());
    accounts.open().forEach(account -> write(out, account));
    out.unsigned(accounts.ended().size());
    for (EndedAccount ended : accounts.ended()) {
      nas(out, ended.nas());
      out.string(ended.id()).instant(ended.order());
    }
  }

  static Accounts read(ByteReader in) {
    int flags = in.octet();
    return new Accounts(
        list(in, AccountsFormat::account),
        list(in, one -> new EndedAccount(nas(one), one.string(), one.instant())),
        FactsFormat.means(in, flags & 3),
        FactsFormat.attached(in, flags >> 2 & 3),
        FactsFormat.means(in, flags >> 4 & 3));
  }

  private static void write(ByteWriter out, Account account) {
    Duration interval = account.interval();
    out.octet(
        flag(APN, account.apn())
            | (account.data() ? DATA : 0)
            | flag(ROAMING, account.roaming())
            | flag(INTERVAL, interval));
    out.octet(code(account.access()));
    nas(out, account.nas());
    out.string(account.id());
    optional(out, account.apn());
    if (account.roaming() != null) {
      out.octet(FactsFormat.code(account.roaming()));
    }
    if (interval != null) {
      out.signed(interval.toMillis());
    }
    out.instant(account.began()).instant(account.order()).instant(account.expires());
    EvidenceFormat.evidence(out, account.evidence());
  }

  private static Account account(ByteReader in) {
    int flags = in.octet();
    AccessType access = access(in);
    Nas nas = nas(in);
    String id = in.string();
    String apn = optional(in, flags & APN);
    var roaming = (flags & ROAMING) == 0 ? null : FactsFormat.roaming(in);
    Duration interval = (flags & INTERVAL) == 0 ? null : Duration.ofMillis(in.signed());
    var began = in.instant();
    var order = in.instant();
    return new Account(
        nas,
        id,
        access,
        apn,
        (flags & DATA) != 0,
        roaming,
        began,
        order,
        interval,
        in.instant(),
        EvidenceFormat.evidence(in));
  }

  private static void nas(ByteWriter out, Nas nas) {
    out.octet(flag(ADDRESS, nas.address()) | flag(IDENTIFIER, nas.identifier()));
    optional(out, nas.address());
    optional(out, nas.identifier());
    out.string(nas.sentFrom());
  }

  private static Nas nas(ByteReader in) {
    int flags = in.octet();
    return new Nas(optional(in, flags & ADDRESS), optional(in, flags & IDENTIFIER), in.string());
  }

  private static int code(@Nullable AccessType access) {
    if (access == null) {
      return 0;
    }
    return switch (access) {
      case PS -> 1;
      case EPS -> 2;
      case FIVE_GS -> 3;
      case WLAN -> 4;
    };
  }

  private static @Nullable AccessType access(ByteReader in) {
    return switch (in.octet()) {
      case 0 -> null;
      case 1 -> AccessType.PS;
      case 2 -> AccessType.EPS;
      case 3 -> AccessType.FIVE_GS;
      case 4 -> AccessType.WLAN;
      default -> throw in.damaged("no network of a session");
    };
  }
}
