package org.pna.publisher.pidf;

import java.util.List;
import java.util.OptionalLong;
import org.pna.model.MalformedMessageException;
import org.pna.publisher.pidf.XmlNode.Name;

/**
 * Applies {@code pidf-diff} documents (RFC 5262) with add, replace and remove of RFC 5261 clause 4.
 * A selector is a path of names with {@code [@name='value']} or {@code [position]} that may end in
 * {@code text()} or {@code @name}; other XPath is refused. Nothing is applied unless everything can
 * be.
 */
public final class PidfDiffApplier {
  /** No believable change needs more. */
  private static final int MAX_OPERATIONS = 250;

  private PidfDiffApplier() {}

  /**
   * The document after the difference.
   *
   * @param document a {@code presence} or {@code pidf-full} document, UTF-8, at most 256 KiB
   * @param diff a {@code pidf-diff} document, likewise, of at most 250 operations
   * @return a {@code presence} document; the caller keeps the version
   * @throws MalformedMessageException if either cannot be read, they are not of the same entity, or
   *     an operation is wrong, not supported, or finds no place
   */
  public static byte[] apply(byte[] document, byte[] diff) throws MalformedMessageException {
    XmlElement root = presence(XmlParser.parse(document));
    XmlElement operations = XmlParser.parse(diff);
    if (!operations.name.is(Namespaces.PIDF_DIFF, "pidf-diff")) {
      throw XmlPatch.malformed(operations, "not a pidf-diff document");
    }
    String entity = operations.attribute("", "entity");
    if (entity != null && !entity.equals(root.attribute("", "entity"))) {
      throw XmlPatch.malformed(operations, "the difference is of another entity");
    }
    List<XmlElement> list = operations.elements();
    if (list.size() > MAX_OPERATIONS) {
      throw XmlPatch.malformed(operations, "more than " + MAX_OPERATIONS + " operations");
    }
    for (XmlElement operation : list) {
      XmlPatch.apply(root, operation);
    }
    return XmlSerializer.write(root);
  }

  /**
   * The version of a {@code pidf-full} or {@code pidf-diff} document; empty if it has none.
   *
   * @throws MalformedMessageException if it cannot be read
   */
  public static OptionalLong version(byte[] document) throws MalformedMessageException {
    return PidfReader.version(XmlParser.parse(document));
  }

  /** RFC 5262 clause 3.1: a pidf-full is the presence document with a version. */
  private static XmlElement presence(XmlElement root) throws MalformedMessageException {
    if (root.name.is(Namespaces.PIDF, "presence")) {
      return root;
    }
    if (!root.name.is(Namespaces.PIDF_DIFF, "pidf-full")) {
      throw XmlPatch.malformed(root, "neither presence nor pidf-full");
    }
    XmlElement presence = new XmlElement(new Name("", Namespaces.PIDF, "presence"), root.line);
    if (!Namespaces.PIDF.equals(root.namespace(""))) {
      throw XmlPatch.malformed(root, "the default namespace is not that of PIDF");
    }
    root.declarations.stream()
        .filter(declaration -> !declaration.namespace().equals(Namespaces.PIDF_DIFF))
        .forEach(presence.declarations::add);
    root.attributes.stream()
        .filter(attribute -> !attribute.name().is("", "version"))
        .forEach(presence.attributes::add);
    root.children.forEach(presence::append);
    return presence;
  }
}
