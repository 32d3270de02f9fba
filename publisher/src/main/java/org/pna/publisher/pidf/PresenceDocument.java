package org.pna.publisher.pidf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A presence document as its fragments; immutable, so that watchers can be served from any thread.
 *
 * @param entity the presentity's URI
 * @param fragments ordered by kind, then id
 */
public record PresenceDocument(String entity, List<Fragment> fragments) {
  /** The one order of fragments, so that the same elements give the same bytes. */
  static final Comparator<Fragment> ORDER =
      Comparator.comparing(Fragment::kind).thenComparing(Fragment::id);

  public PresenceDocument {
    fragments = List.copyOf(fragments);
  }

  /** A document that says nothing yet. */
  public static PresenceDocument empty(String entity) {
    return new PresenceDocument(entity, List.of());
  }

  /** A document of these fragments, in the order that documents have. */
  public static PresenceDocument of(String entity, List<Fragment> fragments) {
    List<Fragment> ordered = new ArrayList<>(fragments);
    ordered.sort(ORDER);
    return new PresenceDocument(entity, ordered);
  }

  /**
   * Whether a view shows the same in both, time stamps aside: whoever may not see where a device is
   * need not learn that it moved.
   */
  public boolean showsTheSameAs(PresenceDocument other, View view) {
    if (fragments.size() != other.fragments.size()) {
      return false;
    }
    for (int i = 0; i < fragments.size(); i++) {
      if (!fragments.get(i).showsTheSameAs(other.fragments.get(i), view)) {
        return false;
      }
    }
    return true;
  }

  /** What the document says. */
  public List<Element> elements() {
    List<Element> elements = new ArrayList<>(fragments.size());
    for (Fragment fragment : fragments) {
      elements.add(fragment.element());
    }
    return elements;
  }

  /** The fragment with an id, or null. */
  public @Nullable Fragment fragment(String id) {
    for (Fragment fragment : fragments) {
      if (fragment.id().equals(id)) {
        return fragment;
      }
    }
    return null;
  }
}
