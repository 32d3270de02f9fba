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
import org.pna.publisher.pidf.PidfWriter;
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
    List<Element> kept = new ArrayList<>(elements.size());
    List<Fragment> fragments = new ArrayList<>(elements.size());
    boolean changed = elements.size() != before.elements().size();
    for (Element element : elements) {
      Element old = find(before.elements(), element);
      if (old != null && old.saysTheSameAs(element)) {
        kept.add(old);
        fragments.add(fragment(before.document(), old));
      } else {
        changed = true;
        Element now = element.timestamp().equals(time) ? element : element.at(time);
        kept.add(now);
        fragments.add(written(before.document(), old, now));
      }
    }
    if (!changed) {
      store.append(
          new PresentityRecord(
              before.presentity(), sims, before.elements(), before.document(), before.version()),
          failure -> committed(null, failure, accepted));
      return;
    }
    PresenceDocument after = PresenceDocument.of(before.presentity(), fragments);
    long version = before.version() + 1;
    Publication publication =
        new Publication(
            before.presentity(), version, cause, time, evidence, before.document(), after);
    store.append(
        new PresentityRecord(before.presentity(), sims, kept, after, version),
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
  private static Fragment written(PresenceDocument document, @Nullable Element old, Element now) {
    Fragment fragment = PidfWriter.fragment(now);
    if (old instanceof Device was
        && now instanceof Device is
        && was.withoutLocation().saysTheSameAs(is.withoutLocation())) {
      return fragment.withUnlocated(fragment(document, old));
    }
    return fragment;
  }

  private static @Nullable Element find(List<Element> elements, Element wanted) {
    for (Element element : elements) {
      if (element.id().equals(wanted.id()) && element.getClass() == wanted.getClass()) {
        return element;
      }
    }
    return null;
  }

  /** The fragment as it was published; written again only if the record came without it. */
  private static Fragment fragment(PresenceDocument document, Element element) {
    Fragment.Kind kind = Fragment.Kind.of(element);
    for (Fragment fragment : document.fragments()) {
      if (fragment.kind() == kind && fragment.id().equals(element.id())) {
        return fragment;
      }
    }
    return PidfWriter.fragment(element);
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
