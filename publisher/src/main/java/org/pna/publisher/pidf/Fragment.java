package org.pna.publisher.pidf;

/**
 * An element as UTF-8 bytes that can be spliced into any document whose root declares {@link
 * Namespaces}. The arrays are never changed after construction.
 *
 * @param kind which child of presence it is
 * @param id xs:ID
 * @param xml the whole element
 * @param xmlWithoutLocation the element for watchers that may not see the location; it keeps its
 *     bytes, time stamp included, while only the location changes
 */
@SuppressWarnings("ArrayRecordComponent") // never shared for writing, compared by identity
public record Fragment(Kind kind, String id, byte[] xml, byte[] xmlWithoutLocation) {
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
   * This fragment, with an earlier one's bytes for watchers that may not see the location: a new
   * place must not show through the time stamp.
   */
  public Fragment withUnlocated(Fragment earlier) {
    return new Fragment(kind, id, xml, earlier.xmlWithoutLocation);
  }

  /** The bytes that a view shows. */
  public byte[] xml(View view) {
    return view == View.WITH_LOCATION ? xml : xmlWithoutLocation;
  }
}
