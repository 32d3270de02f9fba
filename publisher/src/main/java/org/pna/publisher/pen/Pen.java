package org.pna.publisher.pen;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.publisher.pidf.Element;
import org.pna.publisher.store.JournalEntry;
import org.pna.publisher.store.PresenceStore;
import org.pna.publisher.store.PresentityRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what the normaliser made of one report, on the presentity's lane (TS 23.141 clause 4.3.2).
 * No change, no publication; and none of what nobody wants. Watchers hear of a change only when it
 * is durable.
 */
public final class Pen {
  /** Told of the end of a publication. */
  @FunctionalInterface
  public interface Accepted {
    /**
     * The publication has ended.
     *
     * @param changed whether the document changed
     * @param failure null when durable
     */
    void done(boolean changed, @Nullable Exception failure);
  }

  private static final Logger LOG = LoggerFactory.getLogger(Pen.class);

  private final PresenceStore store;
  private final PublicationListener listener;
  private final Counter published;
  private final Counter unwanted;
  private final Counter unchanged;
  private final Counter commitFailures;
  private final Counter listenerFailures;

  /**
   * @param store where presentities are kept
   * @param listener told of each durable change; what it throws is logged and counted
   * @param meters for {@code pna.pen.published}, {@code .unwanted}, {@code .unchanged}, {@code
   *     .commit.failures} and {@code .listener.failures}
   */
  public Pen(PresenceStore store, PublicationListener listener, MeterRegistry meters) {
    this.store = store;
    this.listener = listener;
    published = meters.counter("pna.pen.published");
    unwanted = meters.counter("pna.pen.unwanted");
    unchanged = meters.counter("pna.pen.unchanged");
    commitFailures = meters.counter("pna.pen.commit.failures");
    listenerFailures = meters.counter("pna.pen.listener.failures");
  }

  /**
   * Stores what is new: the facts, the step for the journal and, if the elements say something new,
   * the new document.
   *
   * @param before what the store holds
   * @param update what becomes of it
   * @param accepted told once this is durable, after the listener, or has failed; possibly before
   *     this returns
   * @throws IllegalArgumentException if two elements have one id or an element cannot be written;
   *     then nothing is stored
   */
  public void publish(PresentityRecord before, Update update, Accepted accepted) {
    JournalEntry entry = update.entry();
    List<Element> elements = update.elements();
    Face face = entry == null || elements == null ? null : Face.of(before, elements, entry);
    long steps = entry == null ? before.steps() : entry.number();
    if (face == null || entry == null) {
      store.append(
          new PresentityRecord(
              before.presentity(),
              update.sims(),
              before.document(),
              before.reasons(),
              before.version(),
              steps,
              update.wakeAt(),
              update.heard()),
          entry,
          update.urgency(),
          failure -> committed(null, failure, accepted));
      return;
    }
    long version = before.version() + 1;
    Publication publication =
        new Publication(
            before.presentity(),
            version,
            entry.cause(),
            entry.time(),
            entry.evidence(),
            before.document(),
            face.document());
    store.append(
        new PresentityRecord(
            before.presentity(),
            update.sims(),
            face.document(),
            face.reasons(),
            version,
            steps,
            update.wakeAt(),
            update.heard()),
        entry,
        update.urgency(),
        failure -> committed(publication, failure, accepted));
  }

  private void committed(
      @Nullable Publication publication, @Nullable Exception failure, Accepted accepted) {
    if (failure != null) {
      commitFailures.increment();
    } else if (publication == null) {
      unchanged.increment();
    } else if (!listener.wants(publication.presentity())) {
      unwanted.increment();
    } else {
      published.increment();
      tell(publication);
    }
    accepted.done(publication != null, failure);
  }

  /** Whatever becomes of the watchers, the commit stands. */
  private void tell(Publication publication) {
    try {
      listener.published(publication);
    } catch (RuntimeException e) {
      listenerFailures.increment();
      LOG.warn("a publication's listener failed: {}", e.getClass().getName());
      LOG.debug("while hearing of {}", publication.presentity(), e);
    }
  }
}
