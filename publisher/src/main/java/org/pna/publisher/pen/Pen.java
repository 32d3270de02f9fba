package org.pna.publisher.pen;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Evidence;
import org.pna.publisher.pidf.Device;
import org.pna.publisher.pidf.Element;
import org.pna.publisher.pidf.Fragment;
import org.pna.publisher.pidf.PresenceDocument;
import org.pna.publisher.store.PresenceStore;
import org.pna.publisher.store.PresentityRecord;
import org.pna.publisher.store.SimFacts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what the normaliser made of one report, on the presentity's lane (TS 23.141 clause 4.3.2).
 * No change, no publication; watchers hear of a change only when it is durable.
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
  private final Counter unchanged;
  private final Counter commitFailures;
  private final Counter listenerFailures;

  /**
   * @param store where presentities are kept
   * @param listener told of each durable change; what it throws is logged and counted
   * @param meters for {@code pna.pen.published}, {@code .unchanged}, {@code .commit.failures} and
   *     {@code .listener.failures}
   */
  public Pen(PresenceStore store, PublicationListener listener, MeterRegistry meters) {
    this.store = store;
    this.listener = listener;
    published = meters.counter("pna.pen.published");
    unchanged = meters.counter("pna.pen.unchanged");
    commitFailures = meters.counter("pna.pen.commit.failures");
    listenerFailures = meters.counter("pna.pen.listener.failures");
  }

  /**
   * Stores the new facts and, if the elements say something new, the new document.
   *
   * @param before what the store holds
   * @param sims the facts now
   * @param elements what they say, in any order, ids unique; their time stamps do not count
   * @param cause what set it off
   * @param time stamp for what changed
   * @param evidence why
   * @param accepted told once this is durable, after the listener, or has failed; possibly before
   *     this returns
   * @throws IllegalArgumentException if two elements have one id or an element cannot be written;
   *     then nothing is stored
   */
  public void publish(
      PresentityRecord before,
      List<SimFacts> sims,
      List<Element> elements,
      Publication.Cause cause,
      Instant time,
      Evidence evidence,
      Accepted accepted) {
    checkIds(elements);
    List<Fragment> fragments = new ArrayList<>(elements.size());
    PresenceDocument document = before.document();
    boolean changed = elements.size() != document.fragments().size();
    for (Element element : elements) {
      Fragment old = document.fragment(element.id());
      if (old != null && old.element().saysTheSameAs(element)) {
        fragments.add(old);
      } else {
        changed = true;
        fragments.add(written(old, element.timestamp().equals(time) ? element : element.at(time)));
      }
    }
    if (!changed) {
      store.append(
          new PresentityRecord(before.presentity(), sims, document, before.version()),
          failure -> committed(null, failure, accepted));
      return;
    }
    PresenceDocument after = PresenceDocument.of(before.presentity(), fragments);
    long version = before.version() + 1;
    Publication publication =
        new Publication(before.presentity(), version, cause, time, evidence, document, after);
    store.append(
        new PresentityRecord(before.presentity(), sims, after, version),
        failure -> committed(publication, failure, accepted));
  }

  private void committed(
      @Nullable Publication publication, @Nullable Exception failure, Accepted accepted) {
    if (failure != null) {
      commitFailures.increment();
    } else if (publication == null) {
      unchanged.increment();
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

  /** A device of which only the place is new keeps its face for those who may not see it. */
  private static Fragment written(@Nullable Fragment old, Element now) {
    Fragment fragment = Fragment.of(now);
    if (old != null
        && old.element() instanceof Device was
        && now instanceof Device is
        && was.withoutLocation().saysTheSameAs(is.withoutLocation())) {
      return fragment.withUnlocated(old);
    }
    return fragment;
  }

  private static void checkIds(List<Element> elements) {
    for (int i = 1; i < elements.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (elements.get(i).id().equals(elements.get(j).id())) {
          throw new IllegalArgumentException("two elements with the id " + elements.get(i).id());
        }
      }
    }
  }
}
