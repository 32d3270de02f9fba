package org.pna.publisher.pidf;

import org.jspecify.annotations.Nullable;

/**
 * An element that can be spliced, as UTF-8 bytes, into any document whose root declares {@link
 * Namespaces}. The bytes are written when somebody first asks for them: most presentities change
 * without anybody watching. Compared by identity.
 */
public final class Fragment {
  private final Element element;
  private final Element unlocated;
  private volatile byte @Nullable [] xml;
  private volatile byte @Nullable [] xmlUnlocated;

  private Fragment(Element element, Element unlocated) {
    this.element = element;
    this.unlocated = unlocated;
  }

  /** The children of presence, in the order of the document. */
  public enum Kind {
    TUPLE,
    PERSON,
    DEVICE;

    /** The kind of an element. */
    public static Kind of(Element element) {
      if (element instanceof Tuple) {
        return TUPLE;
      }
      return element instanceof Person ? PERSON : DEVICE;
    }
  }

  /**
   * The fragment of an element.
   *
   * @throws IllegalArgumentException if {@link PidfWriter} cannot write it
   */
  public static Fragment of(Element element) {
    PidfWriter.check(element);
    return new Fragment(element, unlocated(element));
  }

  /**
   * This fragment, showing watchers that may not see the location what an earlier one showed them:
   * a new place must not show through the time stamp.
   */
  public Fragment withUnlocated(Fragment earlier) {
    return new Fragment(element, earlier.unlocated);
  }

  /**
   * A fragment as it was: what it says, and what it shows of that without location.
   *
   * @param unlocated as {@link #element(View)} gave it
   * @throws IllegalArgumentException if {@link PidfWriter} cannot write one of them
   */
  public static Fragment of(Element element, Element unlocated) {
    PidfWriter.check(element);
    PidfWriter.check(unlocated);
    return new Fragment(element, unlocated);
  }

  /** What the fragment says. */
  public Element element() {
    return element;
  }

  /** What a view shows of it. */
  public Element element(View view) {
    return view == View.WITH_LOCATION ? element : unlocated;
  }

  /** Which child of presence it is. */
  public Kind kind() {
    return Kind.of(element);
  }

  /** The element's xs:ID. */
  public String id() {
    return element.id();
  }

  /** Whether a view shows the same of both, time stamps aside. */
  boolean showsTheSameAs(Fragment other, View view) {
    return this == other
        || (view == View.WITH_LOCATION
            ? element.saysTheSameAs(other.element)
            : unlocated.saysTheSameAs(other.unlocated));
  }

  /** The bytes that a view shows; never to be changed. */
  public byte[] xml(View view) {
    if (view == View.WITH_LOCATION || unlocated == element) {
      byte[] written = xml;
      if (written == null) {
        written = PidfWriter.xml(element); // written twice by two threads at worst, and equal
        xml = written;
      }
      return written;
    }
    byte[] written = xmlUnlocated;
    if (written == null) {
      written = PidfWriter.xml(unlocated);
      xmlUnlocated = written;
    }
    return written;
  }

  private static Element unlocated(Element element) {
    return element instanceof Device device ? device.withoutLocation() : element;
  }

  @Override
  public String toString() {
    return "Fragment[" + id() + "]";
  }
}
