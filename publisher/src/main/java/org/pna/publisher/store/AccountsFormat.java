package org.pna.publisher.store;

import static org.pna.publisher.store.EvidenceFormat.optional;
import static org.pna.publisher.store.RecordFormat.flag;
import static org.pna.publisher.store.RecordFormat.list;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.AccessType;
import org.pna.model.message.accounting.FramedAddress;
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
  private static final int FRAMED = 16;
  private static final int STOP = 32;
  private static final int BEARER = 64;

  private static final int ADDRESS = 1;
  private static final int IDENTIFIER = 2;
  private static final int HAD = 4;

  /** The gateway is that of the account before, and is not told. */
  private static final int SAME_NAS = 8;

  private static final int IPV4 = 1;
  private static final int IPV6 = 2;
  private static final int PREFIX = 4;

  private AccountsFormat() {}

  static void write(ByteWriter out, Accounts accounts) {
    out.octet(
        FactsFormat.code(accounts.data())
            | FactsFormat.code(accounts.wlan()) << 2
            | FactsFormat.code(accounts.wlanData()) << 4);
    out.unsigned(accounts.open().size());
    for (Account account : accounts.open()) {
      write(out, account);
    }
  }

  static void ended(ByteWriter out, List<EndedAccount> accounts) {
    out.unsigned(accounts.size());
    Nas before = null;
    for (EndedAccount account : accounts) {
      write(out, account, account.nas().equals(before));
      before = account.nas();
    }
  }

  static List<EndedAccount> ended(ByteReader in) {
    int count = in.count();
    List<EndedAccount> accounts = new ArrayList<>(Math.min(count, 16));
    Nas before = null;
    for (int i = 0; i < count; i++) {
      EndedAccount account = endedAccount(in, before);
      before = account.nas();
      accounts.add(account);
    }
    return accounts;
  }

  /**
   * @param withEnded whether those that are over stand between, and not in the record's memory
   */
  static Accounts read(ByteReader in, boolean withEnded) {
    int flags = in.octet();
    return new Accounts(
        list(in, AccountsFormat::account),
        withEnded ? ended(in) : List.of(),
        FactsFormat.means(in, flags & 3),
        FactsFormat.attached(in, flags >> 2 & 3),
        FactsFormat.means(in, flags >> 4 & 3));
  }

  private static void write(ByteWriter out, Account account) {
    Duration interval = account.interval();
    boolean framed = !account.framed().equals(FramedAddress.NONE);
    HeldStop stop = account.stop();
    out.octet(
        flag(APN, account.apn())
            | (account.data() ? DATA : 0)
            | flag(ROAMING, account.roaming())
            | flag(INTERVAL, interval)
            | (framed ? FRAMED : 0)
            | flag(STOP, stop)
            | flag(BEARER, account.bearer()));
    out.octet(code(account.access()));
    nas(out, account.nas(), 0);
    out.string(account.id());
    optional(out, account.apn());
    if (account.roaming() != null) {
      out.octet(FactsFormat.code(account.roaming()));
    }
    if (interval != null) {
      out.signed(interval.toMillis());
    }
    out.instant(account.began()).instant(account.order()).instant(account.expires());
    if (framed) {
      framed(out, account.framed());
    }
    if (account.bearer() != null) {
      out.octet(account.bearer());
    }
    if (stop != null) {
      out.instant(stop.until()).instant(stop.order());
      EvidenceFormat.evidence(out, stop.evidence());
    }
    EvidenceFormat.evidence(out, account.evidence());
  }

  private static Account account(ByteReader in) {
    int flags = in.octet();
    AccessType access = access(in);
    Nas nas = nas(in, in.octet());
    String id = in.string();
    String apn = optional(in, flags & APN);
    var roaming = (flags & ROAMING) == 0 ? null : FactsFormat.roaming(in);
    Duration interval = (flags & INTERVAL) == 0 ? null : Duration.ofMillis(in.signed());
    var began = in.instant();
    var order = in.instant();
    var expires = in.instant();
    FramedAddress framed = (flags & FRAMED) == 0 ? FramedAddress.NONE : framed(in);
    Integer bearer = (flags & BEARER) == 0 ? null : in.octet();
    HeldStop stop =
        (flags & STOP) == 0
            ? null
            : new HeldStop(in.instant(), in.instant(), EvidenceFormat.evidence(in));
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
        expires,
        framed,
        bearer,
        stop,
        EvidenceFormat.evidence(in));
  }

  /** What it had follows where the octet of its gateway's names says so. */
  private static void write(ByteWriter out, EndedAccount ended, boolean isSameNas) {
    boolean had = !ended.framed().equals(FramedAddress.NONE);
    if (isSameNas) {
      out.octet(SAME_NAS | (had ? HAD : 0));
    } else {
      nas(out, ended.nas(), had ? HAD : 0);
    }
    out.string(ended.id()).instant(ended.order());
    if (had) {
      out.instant(ended.began());
      framed(out, ended.framed());
    }
  }

  private static EndedAccount endedAccount(ByteReader in, @Nullable Nas before) {
    int flags = in.octet();
    if ((flags & SAME_NAS) != 0 && before == null) {
      throw in.damaged("no gateway before");
    }
    Nas nas = (flags & SAME_NAS) == 0 || before == null ? nas(in, flags) : before;
    String id = in.string();
    Instant order = in.instant();
    return (flags & HAD) == 0
        ? new EndedAccount(nas, id, order, order, FramedAddress.NONE)
        : new EndedAccount(nas, id, in.instant(), order, framed(in));
  }

  private static void framed(ByteWriter out, FramedAddress framed) {
    out.octet(
        flag(IPV4, framed.ipv4()) | flag(IPV6, framed.ipv6()) | flag(PREFIX, framed.ipv6Prefix()));
    optional(out, framed.ipv4());
    optional(out, framed.ipv6());
    optional(out, framed.ipv6Prefix());
  }

  private static FramedAddress framed(ByteReader in) {
    int flags = in.octet();
    return new FramedAddress(
        optional(in, flags & IPV4), optional(in, flags & IPV6), optional(in, flags & PREFIX));
  }

  private static void nas(ByteWriter out, Nas nas, int more) {
    out.octet(flag(ADDRESS, nas.address()) | flag(IDENTIFIER, nas.identifier()) | more);
    optional(out, nas.address());
    optional(out, nas.identifier());
    out.string(nas.sentFrom());
  }

  private static Nas nas(ByteReader in, int flags) {
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
