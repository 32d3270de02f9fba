package org.pna.app.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.pna.model.Evidence;
import org.pna.model.RefusedException;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.accounting.AccountingRequest;
import org.pna.model.message.accounting.NasEvent;
import org.pna.routes.Identification;
import org.pna.routes.Identities;
import org.pna.routes.NasPassage;
import org.pna.routes.Passage;

/**
 * One event of a batch. Written by whatever thread finishes its exchange, read by the writer once
 * the batch is done.
 */
final class Entry {
  /** The reason given for an event of a presentity for which there was no room. */
  static final String OVERLOADED = "overloaded";

  private final @Nullable NetworkMessage message;
  private final @Nullable NasEvent restart;
  private final boolean event;
  private final long clockMicros;
  private byte[] line = new byte[0];
  private boolean published;
  private boolean finished;
  private @Nullable String ignored;
  private @Nullable Evidence evidence;
  private @Nullable Exception failure;

  /**
   * @param message as it was heard
   * @param event whether it is printed and counted: what is inferred is not
   * @param clockMicros the trace's clock
   */
  Entry(NetworkMessage message, boolean event, long clockMicros) {
    this.message = message;
    this.restart = null;
    this.event = event;
    this.clockMicros = clockMicros;
  }

  /**
   * @param restart what a gateway says of itself
   * @param clockMicros the trace's clock
   */
  Entry(NasEvent restart, long clockMicros) {
    this.message = null;
    this.restart = restart;
    this.event = true;
    this.clockMicros = clockMicros;
  }

  /**
   * Takes the finished exchange.
   *
   * @param format of the line; null for none
   * @param identities whose an event is that the route refused before it asked
   */
  void finished(Exchange exchange, @Nullable EventFormat format, Identities identities) {
    String presentity = null;
    if (exchange.getMessage().getBody() instanceof Passage passage) {
      boolean refused = exchange.getException() != null;
      presentity = refused ? null : passage.presentity();
      published = passage.published();
      ignored = passage.ignored();
      evidence = passage.reports().get(0).evidence();
    }
    if (exchange.getMessage().getBody() instanceof NasPassage passage) {
      published = passage.published();
      evidence = passage.evidence();
    }
    Exception exception = exchange.getException();
    if (exception instanceof RefusedException refused) {
      ignored = reason(refused);
      if (message != null
          && refused.reason() == RefusedException.Reason.EVENT_NOT_SUPPORTED
          && identities.identify(message.subscriber()) instanceof Identification.Known known) {
        presentity = known.presentity();
      }
    } else if (exception != null) {
      failure = exception;
    }
    finished = true;
    if (format != null && event) {
      try {
        line = format.line(replayEvent(presentity));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private ReplayEvent replayEvent(@Nullable String presentity) {
    return restart == null
        ? ReplayEvent.of(message(), presentity, published)
        : ReplayEvent.of(restart, published);
  }

  private String reason(RefusedException refused) {
    return switch (refused.reason()) {
      case EVENT_NOT_SUPPORTED ->
          message instanceof AccountingRequest ? "Accounting-Request" : "mm-EventNotSupported";
      case UNKNOWN_SUBSCRIBER, SENDER_NOT_ALLOWED -> "unknownSubscriber";
      case OVERLOADED -> OVERLOADED;
    };
  }

  /** What tells of a subscriber; there is none where a gateway tells of itself. */
  NetworkMessage message() {
    return Objects.requireNonNull(message);
  }

  /** What a gateway tells of itself, or null. */
  @Nullable NasEvent restart() {
    return restart;
  }

  /** Whether it is printed and counted. */
  boolean isEvent() {
    return event;
  }

  /** Whether the exchange has come to its end. */
  boolean isFinished() {
    return finished;
  }

  /** The trace's clock when the event was heard. */
  long clockMicros() {
    return clockMicros;
  }

  byte[] line() {
    return line;
  }

  boolean published() {
    return published;
  }

  @Nullable String ignored() {
    return ignored;
  }

  /** By identity, what its publications carry. */
  @Nullable Evidence evidence() {
    return evidence;
  }

  /** A fault of ours, never of the trace. */
  @Nullable Exception failure() {
    return failure;
  }
}
