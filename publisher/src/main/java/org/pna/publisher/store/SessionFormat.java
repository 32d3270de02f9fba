package org.pna.publisher.store;

import static org.pna.publisher.store.RecordFormat.flag;
import static org.pna.publisher.store.RecordFormat.list;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.model.Call.Bearer;
import org.pna.model.ReportingNode;

/**
 * The part of {@link RecordFormat} that has calls and data sessions, and what is in doubt. Codes
 * and bits are never given another meaning.
 */
final class SessionFormat {
  /** Above the two bits of session participation. */
  private static final int LAST_END = 4;

  /** Above the two bits of a session's state and the two of its bearer. */
  private static final int NODE = 16;

  /** Above the two bits of reporting. */
  private static final int STALE = 4;

  private static final int QUESTION = 8;
  private static final int POLLED = 16;

  /** Above the three bits of a question's reason. */
  private static final int ASK = 8;

  private SessionFormat() {}

  static void write(ByteWriter out, Sessions sessions) {
    Instant lastEnd = sessions.lastEnd();
    out.octet(FactsFormat.code(sessions.participation()) | flag(LAST_END, lastEnd));
    if (lastEnd != null) {
      out.instant(lastEnd);
    }
    out.unsigned(sessions.open().size());
    sessions.open().forEach(session -> write(out, session));
  }

  static Sessions sessions(ByteReader in) {
    int flags = in.octet();
    DomainFacts.Means participation = FactsFormat.means(in, flags & 3);
    Instant lastEnd = (flags & LAST_END) == 0 ? null : in.instant();
    return new Sessions(list(in, SessionFormat::session), participation, lastEnd);
  }

  private static void write(ByteWriter out, Session session) {
    ReportingNode node = session.node();
    out.octet(code(session.state()) | code(session.bearer()) << 2 | flag(NODE, node));
    out.string(session.id());
    if (node != null) {
      EvidenceFormat.node(out, node);
    }
    out.instant(session.since()).instant(session.expires());
    EvidenceFormat.evidence(out, session.evidence());
  }

  private static Session session(ByteReader in) {
    int flags = in.octet();
    return new Session(
        in.string(),
        state(in, flags & 3),
        bearer(flags >> 2 & 3),
        (flags & NODE) == 0 ? null : EvidenceFormat.node(in),
        in.instant(),
        in.instant(),
        EvidenceFormat.evidence(in));
  }

  static void write(ByteWriter out, Upkeep upkeep) {
    Question question = upkeep.question();
    out.octet(
        code(upkeep.reporting())
            | flag(STALE, upkeep.staleSince())
            | flag(QUESTION, question)
            | (upkeep.polled() ? POLLED : 0));
    if (upkeep.staleSince() != null) {
      out.instant(upkeep.staleSince());
    }
    if (question != null) {
      out.octet(code(question.why()) | flag(ASK, question.ask())).instant(question.since());
      if (question.ask() != null) {
        out.instant(question.ask());
      }
      out.instant(question.until());
      EvidenceFormat.evidence(out, question.evidence());
    }
  }

  static Upkeep upkeep(ByteReader in) {
    int flags = in.octet();
    return new Upkeep(
        reporting(in, flags & 3),
        (flags & POLLED) != 0,
        (flags & STALE) == 0 ? null : in.instant(),
        (flags & QUESTION) == 0 ? null : question(in));
  }

  private static Question question(ByteReader in) {
    int flags = in.octet();
    return new Question(
        why(in, flags & 7),
        in.instant(),
        (flags & ASK) == 0 ? null : in.instant(),
        in.instant(),
        EvidenceFormat.evidence(in));
  }

  private static int code(Session.State state) {
    return switch (state) {
      case SETUP -> 0;
      case ACTIVE -> 1;
      case MOVING -> 2;
      case LOST -> 3;
    };
  }

  private static Session.State state(ByteReader in, int code) {
    return switch (code) {
      case 0 -> Session.State.SETUP;
      case 1 -> Session.State.ACTIVE;
      case 2 -> Session.State.MOVING;
      case 3 -> Session.State.LOST;
      default -> throw in.damaged("no state of a session");
    };
  }

  /** 0 for none, and below 4. */
  static int code(@Nullable Bearer bearer) {
    if (bearer == null) {
      return 0;
    }
    return switch (bearer) {
      case SPEECH -> 1;
      case VIDEO -> 2;
      case DATA -> 3;
    };
  }

  static @Nullable Bearer bearer(int code) {
    return switch (code) {
      case 1 -> Bearer.SPEECH;
      case 2 -> Bearer.VIDEO;
      case 3 -> Bearer.DATA;
      default -> null;
    };
  }

  private static int code(Upkeep.Reporting reporting) {
    return switch (reporting) {
      case UNKNOWN -> 0;
      case ARMED -> 1;
      case LOST -> 2;
    };
  }

  private static Upkeep.Reporting reporting(ByteReader in, int code) {
    return switch (code) {
      case 0 -> Upkeep.Reporting.UNKNOWN;
      case 1 -> Upkeep.Reporting.ARMED;
      case 2 -> Upkeep.Reporting.LOST;
      default -> throw in.damaged("no state of reporting");
    };
  }

  private static int code(Question.Why why) {
    return switch (why) {
      case LEAVING -> 0;
      case LOST -> 1;
      case CONFIRM -> 2;
      case BUSY -> 3;
      case DOUBT -> 4;
    };
  }

  private static Question.Why why(ByteReader in, int code) {
    return switch (code) {
      case 0 -> Question.Why.LEAVING;
      case 1 -> Question.Why.LOST;
      case 2 -> Question.Why.CONFIRM;
      case 3 -> Question.Why.BUSY;
      case 4 -> Question.Why.DOUBT;
      default -> throw in.damaged("no reason of a question");
    };
  }
}
