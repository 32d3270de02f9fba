package org.pna.publisher.store;

import static org.pna.publisher.store.RecordFormat.flag;

import org.jspecify.annotations.Nullable;
import org.pna.model.Evidence;
import org.pna.model.Place;
import org.pna.model.ReportingNode;
import org.pna.model.Source;

/**
 * The part of {@link RecordFormat} that says where things come from. An evidence that was written
 * before is written as its number, from 1; 0 and the whole otherwise. Codes and bits are never
 * given another meaning.
 */
final class EvidenceFormat {
  private static final int NUMBER = 1;
  private static final int GLOBAL_TITLE = 2;

  private static final int TIMER = 1;
  private static final int SUPERSEDED = 2;

  private EvidenceFormat() {}

  static void evidence(ByteWriter out, Evidence evidence) {
    int number = out.number(evidence);
    out.unsigned(number);
    if (number > 0) {
      return;
    }
    out.string(evidence.source().name()).string(evidence.operation()).string(evidence.code());
    out.instant(evidence.time());
    if (evidence.place() instanceof Place.Frame frame) {
      out.octet(0).string(frame.file()).signed(frame.number());
    } else if (evidence.place() instanceof Place.Dialogue dialogue) {
      out.octet(1).string(dialogue.link()).string(dialogue.dialogue());
    } else {
      throw new IllegalStateException("no code for a place: " + evidence.place().getClass());
    }
  }

  static Evidence evidence(ByteReader in) {
    long number = in.unsigned();
    if (number != 0) {
      return in.evidence(number);
    }
    Evidence evidence =
        new Evidence(new Source(in.string()), in.string(), in.string(), in.instant(), place(in));
    in.remember(evidence);
    return evidence;
  }

  private static Place place(ByteReader in) {
    return switch (in.octet()) {
      case 0 -> new Place.Frame(in.string(), in.signed());
      case 1 -> new Place.Dialogue(in.string(), in.string());
      default -> throw in.damaged("no kind of place");
    };
  }

  static void reason(ByteWriter out, Reason reason) {
    Evidence superseded = reason.superseded();
    out.octet((reason.cause() == Cause.TIMER ? TIMER : 0) | flag(SUPERSEDED, superseded));
    evidence(out, reason.evidence());
    out.string(reason.rule());
    if (superseded != null) {
      evidence(out, superseded);
    }
  }

  static Reason reason(ByteReader in) {
    int flags = in.octet();
    return new Reason(
        (flags & TIMER) == 0 ? Cause.EVENT : Cause.TIMER,
        evidence(in),
        in.string(),
        (flags & SUPERSEDED) == 0 ? null : evidence(in));
  }

  static void node(ByteWriter out, ReportingNode node) {
    out.octet(flag(NUMBER, node.number()) | flag(GLOBAL_TITLE, node.globalTitle()));
    optional(out, node.number());
    optional(out, node.globalTitle());
  }

  static ReportingNode node(ByteReader in) {
    int flags = in.octet();
    return new ReportingNode(optional(in, flags & NUMBER), optional(in, flags & GLOBAL_TITLE));
  }

  static void optional(ByteWriter out, @Nullable String text) {
    if (text != null) {
      out.string(text);
    }
  }

  static @Nullable String optional(ByteReader in, int flag) {
    return flag == 0 ? null : in.string();
  }
}
