package org.pna.publisher.store;

import static org.pna.publisher.store.EvidenceFormat.optional;
import static org.pna.publisher.store.RecordFormat.flag;
import static org.pna.publisher.store.RecordFormat.list;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.publisher.store.NetworkFacts.Kind;

/**
 * The part of {@link RecordFormat} that has the networks beside the two domains. Codes and bits are
 * never given another meaning.
 */
final class NetworksFormat {
  private static final int REACHABLE = 1;
  private static final int IDENTITY = 2;
  private static final int REASON = 4;
  private static final int MEANS_UNTIL = 8;
  private static final int STALE_SINCE = 16;
  private static final int HELD = 32;

  private NetworksFormat() {}

  static void write(ByteWriter out, List<NetworkFacts> networks) {
    out.unsigned(networks.size());
    networks.forEach(network -> write(out, network));
  }

  static List<NetworkFacts> read(ByteReader in) {
    return list(in, NetworksFormat::network);
  }

  private static void write(ByteWriter out, NetworkFacts facts) {
    out.octet(code(facts.kind()));
    out.octet(
        (facts.reachable() ? REACHABLE : 0)
            | flag(IDENTITY, facts.identity())
            | flag(REASON, facts.reason())
            | flag(MEANS_UNTIL, facts.meansUntil())
            | flag(STALE_SINCE, facts.staleSince())
            | flag(HELD, facts.held()));
    out.octet(FactsFormat.code(facts.attachment()) | FactsFormat.code(facts.means()) << 2);
    optional(out, facts.identity());
    optional(out, facts.reason());
    out.instant(facts.changedAt());
    instant(out, facts.meansUntil());
    out.instant(facts.expires());
    instant(out, facts.staleSince());
    EvidenceFormat.evidence(out, facts.evidence());
    HeldNetwork held = facts.held();
    if (held != null) {
      out.instant(held.until());
      write(out, held.then());
    }
  }

  private static NetworkFacts network(ByteReader in) {
    Kind kind = kind(in);
    int flags = in.octet();
    int more = in.octet();
    return new NetworkFacts(
        kind,
        optional(in, flags & IDENTITY),
        FactsFormat.attached(in, more & 3),
        (flags & REACHABLE) != 0,
        FactsFormat.means(in, more >> 2 & 3),
        optional(in, flags & REASON),
        in.instant(),
        (flags & MEANS_UNTIL) == 0 ? null : in.instant(),
        in.instant(),
        (flags & STALE_SINCE) == 0 ? null : in.instant(),
        EvidenceFormat.evidence(in),
        (flags & HELD) == 0 ? null : new HeldNetwork(in.instant(), network(in)));
  }

  private static void instant(ByteWriter out, @Nullable Instant instant) {
    if (instant != null) {
      out.instant(instant);
    }
  }

  private static int code(Kind kind) {
    return switch (kind) {
      case IMS -> 0;
      case EPS -> 1;
      case FIVE_GS -> 2;
    };
  }

  private static Kind kind(ByteReader in) {
    return switch (in.octet()) {
      case 0 -> Kind.IMS;
      case 1 -> Kind.EPS;
      case 2 -> Kind.FIVE_GS;
      default -> throw in.damaged("no kind of network");
    };
  }
}
