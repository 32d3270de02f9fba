package org.pna.publisher.pidf;

/** A node of a small XML tree: elements and text; comments and processing instructions are gone. */
sealed interface XmlNode permits XmlElement, XmlNode.Text {

  /** Character data. */
  record Text(String value) implements XmlNode {
    boolean isWhiteSpace() {
      return value.isBlank();
    }
  }

  /**
   * A qualified name; two are the same name when namespace and local part are.
   *
   * @param prefix as written, empty without
   * @param namespace URI, empty without
   * @param local local part
   */
  record Name(String prefix, String namespace, String local) {
    boolean is(String otherNamespace, String otherLocal) {
      return local.equals(otherLocal) && namespace.equals(otherNamespace);
    }
  }

  /** An attribute. */
  record Attribute(Name name, String value) {}

  /** A namespace declaration; the empty prefix is the default namespace. */
  record Declaration(String prefix, String namespace) {}
}
