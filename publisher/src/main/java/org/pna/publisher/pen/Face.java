package org.pna.publisher.pen;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.publisher.pidf.Device;
import org.pna.publisher.pidf.Element;
import org.pna.publisher.pidf.Fragment;
import org.pna.publisher.pidf.PresenceDocument;
import org.pna.publisher.store.JournalEntry;
import org.pna.publisher.store.PresentityRecord;
import org.pna.publisher.store.Reason;

/**
 * What a presentity shows, and why. Elements that say the same keep their fragment, with its time
 * stamp and its reason.
 */
record Face(PresenceDocument document, List<Reason> reasons) {

  /** The new face, or null if it would show the same. */
  static @Nullable Face of(PresentityRecord before, List<Element> elements, JournalEntry entry) {
    checkIds(elements);
    PresenceDocument document = before.document();
    List<Fragment> fragments = new ArrayList<>(elements.size());
    boolean changed = elements.size() != document.fragments().size();
    for (Element element : elements) {
      Fragment old = document.fragment(element.id());
      if (old != null && old.element().saysTheSameAs(element)) {
        fragments.add(old);
      } else {
        changed = true;
        fragments.add(written(old, at(element, entry.time())));
      }
    }
    if (!changed) {
      return null;
    }
    PresenceDocument now = PresenceDocument.of(before.presentity(), fragments);
    List<Reason> reasons = new ArrayList<>(fragments.size());
    for (Fragment fragment : now.fragments()) {
      int index = indexOf(document, fragment.id());
      Reason held = index < 0 ? null : before.reasons().get(index);
      boolean kept = held != null && document.fragments().get(index) == fragment;
      reasons.add(kept ? held : reason(entry, held));
    }
    return new Face(now, reasons);
  }

  private static Reason reason(JournalEntry entry, @Nullable Reason held) {
    return new Reason(
        entry.cause(), entry.evidence(), entry.rule(), held == null ? null : held.evidence());
  }

  private static Element at(Element element, Instant time) {
    return element.timestamp().equals(time) ? element : element.at(time);
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

  private static int indexOf(PresenceDocument document, String id) {
    List<Fragment> fragments = document.fragments();
    for (int i = 0; i < fragments.size(); i++) {
      if (fragments.get(i).id().equals(id)) {
        return i;
      }
    }
    return -1;
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
