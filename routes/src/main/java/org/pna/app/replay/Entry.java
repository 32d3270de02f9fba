package org.pna.app.replay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.pna.model.Evidence;
import org.pna.model.RefusedException;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.accounting.NasEvent;
import org.pna.model.message.map.NoteMmEvent;
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
  private final List<Told> told;
  private final @Nullable NasEvent restart;
  private final boolean event;
  private final long clockMicros;
  private byte[] lines = new byte[0];
  private List<Boolean> published = List.of();
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
    this.told = event ? Told.all(message) : List.of();
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
    this.told = List.of(AccountingEvents.told(restart));
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
      published = published(passage);
      ignored = passage.ignored();
      evidence = passage.reports().get(0).evidence();
    }
    if (exchange.getMessage().getBody() instanceof NasPassage passage) {
      published = List.of(passage.published());
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
        lines = lines(format, presentity);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /**
   * It takes no effect now: what comes may explain it, else it takes effect later, as something
   * inferred.
   *
   * @param format of the line; null for none
   * @param identities whose it is
   */
  void waits(@Nullable EventFormat format, Identities identities) {
    finished = true;
    String presentity =
        identities.identify(message().subscriber()) instanceof Identification.Known known
            ? known.presentity()
            : null;
    ignored = presentity == null ? "unknownSubscriber" : null;
    if (format != null) {
      try {
        lines = lines(format, presentity);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private byte[] lines(EventFormat format, @Nullable String presentity) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int i = 0; i < told.size(); i++) {
      Told one = told.get(i);
      all.writeBytes(
          format.line(
              restart == null
                  ? ReplayEvent.of(message(), one, presentity, isPublished(i))
                  : ReplayEvent.of(restart, one, isPublished(i))));
    }
    return all.toByteArray();
  }

  /**
   * Whether each thing told changed the document: a report that has no code of its own, such as a
   * place beside a state, belongs to what stands before it.
   */
  private List<Boolean> published(Passage passage) {
    if (told.size() == 1 || !passage.published()) {
      return Collections.nCopies(told.size(), passage.published());
    }
    List<Boolean> changed = new ArrayList<>(Collections.nCopies(told.size(), false));
    int index = -1;
    for (int i = 0; i < passage.reports().size(); i++) {
      if (!passage.reports().get(i).evidence().code().isEmpty()) {
        index = Math.min(index + 1, told.size() - 1);
      }
      if (passage.isChangedBy(i)) {
        changed.set(Math.max(index, 0), true);
      }
    }
    return changed;
  }

  private String reason(RefusedException refused) {
    return switch (refused.reason()) {
      case EVENT_NOT_SUPPORTED ->
          message instanceof NoteMmEvent ? "mm-EventNotSupported" : told.get(0).operation();
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

  byte[] lines() {
    return lines;
  }

  /** How many objects are printed of it. */
  int events() {
    return told.size();
  }

  /** Whether what an object tells changed the document. */
  boolean isPublished(int index) {
    return index < published.size() && published.get(index);
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
