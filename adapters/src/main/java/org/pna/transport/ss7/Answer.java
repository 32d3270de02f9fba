package org.pna.transport.ss7;

import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.RefusedException;
import org.pna.transport.ss7.codec.MapError;

/** The ways to answer a notification (TS 29.002 clauses 8.10 and 8.11.5). */
enum Answer {
  RESULT("accepted", null),
  UNKNOWN_SUBSCRIBER("unknownSubscriber", MapError.UNKNOWN_SUBSCRIBER),
  DATA_MISSING("dataMissing", MapError.DATA_MISSING),
  UNEXPECTED_DATA_VALUE("unexpectedDataValue", MapError.UNEXPECTED_DATA_VALUE),
  EVENT_NOT_SUPPORTED("mm-EventNotSupported", MapError.MM_EVENT_NOT_SUPPORTED),
  MISTYPED("mistypedParameter", null),
  /** TC-U-ABORT, resource unavailable for a short term: the sender may try again. */
  ABORT("aborted", null);

  private final String label;
  private final @Nullable MapError error;

  Answer(String label, @Nullable MapError error) {
    this.label = label;
    this.error = error;
  }

  String label() {
    return label;
  }

  /** The error that a ReturnError carries, or null when the answer is none. */
  @Nullable MapError error() {
    return error;
  }

  /** What a fault of the argument is answered with. */
  static Answer to(MalformedMessageException fault) {
    return switch (fault.kind()) {
      case MISTYPED -> MISTYPED;
      case DATA_MISSING -> DATA_MISSING;
      case UNEXPECTED_VALUE -> UNEXPECTED_DATA_VALUE;
    };
  }

  /** A sender that is not allowed learns no more than one that asks for a stranger. */
  static Answer to(RefusedException refusal) {
    return switch (refusal.reason()) {
      case UNKNOWN_SUBSCRIBER, SENDER_NOT_ALLOWED -> UNKNOWN_SUBSCRIBER;
      case EVENT_NOT_SUPPORTED -> EVENT_NOT_SUPPORTED;
      case OVERLOADED -> ABORT;
    };
  }
}
