package org.pna.publisher.pidf;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An element of a small XML tree, changed in place by a patch. */
final class XmlElement implements XmlNode {
  private static final String XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace";

  final Name name;
  final int line;
  final List<Declaration> declarations = new ArrayList<>(0);
  final List<Attribute> attributes = new ArrayList<>(2);
  final List<XmlNode> children = new ArrayList<>(4);

  @Nullable XmlElement parent;

  /**
   * @param name its name
   * @param line where it stands, from 1
   */
  XmlElement(Name name, int line) {
    this.name = name;
    this.line = line;
  }

  void append(XmlNode child) {
    insert(children.size(), child);
  }

  void insert(int index, XmlNode child) {
    children.add(index, child);
    if (child instanceof XmlElement element) {
      element.parent = this;
    }
  }

  List<XmlElement> elements() {
    List<XmlElement> elements = new ArrayList<>(children.size());
    for (XmlNode child : children) {
      if (child instanceof XmlElement element) {
        elements.add(element);
      }
    }
    return elements;
  }

  List<XmlElement> elements(String namespace, String local) {
    List<XmlElement> elements = elements();
    elements.removeIf(element -> !element.name.is(namespace, local));
    return elements;
  }

  /** The first child element of that name, or null. */
  @Nullable XmlElement element(String namespace, String local) {
    List<XmlElement> elements = elements(namespace, local);
    return elements.isEmpty() ? null : elements.get(0);
  }

  /** Value of an attribute, or null. */
  @Nullable String attribute(String namespace, String local) {
    for (Attribute attribute : attributes) {
      if (attribute.name().is(namespace, local)) {
        return attribute.value();
      }
    }
    return null;
  }

  /** The text directly inside. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (XmlNode child : children) {
      if (child instanceof Text part) {
        text.append(part.value());
      }
    }
    return text.toString();
  }

  /** The namespace a prefix stands for here, or null; the empty prefix always has one. */
  @Nullable String namespace(String prefix) {
    for (XmlElement element = this; element != null; element = element.parent) {
      for (Declaration declaration : element.declarations) {
        if (declaration.prefix().equals(prefix)) {
          return declaration.namespace();
        }
      }
    }
    if (prefix.equals("xml")) {
      return XML_NAMESPACE;
    }
    return prefix.isEmpty() ? "" : null;
  }
}
