package org.pna.publisher.pidf;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;
import org.pna.publisher.pidf.XmlNode.Attribute;
import org.pna.publisher.pidf.XmlNode.Name;
import org.pna.publisher.pidf.XmlNode.Text;

/** One operation of an XML patch on a tree: add, replace or remove (RFC 5261 clause 4). */
final class XmlPatch {
  private XmlPatch() {}

  /**
   * Changes the document in place.
   *
   * @throws MalformedMessageException if the operation is wrong, not supported or finds no place
   */
  static void apply(XmlElement root, XmlElement operation) throws MalformedMessageException {
    String path = operation.attribute("", "sel");
    if (path == null) {
      throw new MalformedMessageException(Kind.DATA_MISSING, where(operation), "no sel");
    }
    Selector selector = new Selector(path, operation);
    XmlElement element = selector.find(root);
    if (operation.name.is(Namespaces.PIDF_DIFF, "add")) {
      add(operation, selector, element);
    } else if (operation.name.is(Namespaces.PIDF_DIFF, "replace")) {
      replace(operation, selector, element);
    } else if (operation.name.is(Namespaces.PIDF_DIFF, "remove")) {
      remove(operation, selector, element);
    } else {
      throw malformed(operation, "neither add, replace nor remove");
    }
  }

  private static void add(XmlElement operation, Selector selector, XmlElement element)
      throws MalformedMessageException {
    if (selector.target() != Selector.Target.ELEMENT) {
      throw malformed(operation, "adds to something that is no element");
    }
    String type = operation.attribute("", "type");
    if (type != null) {
      addAttribute(operation, type, element);
      return;
    }
    String pos = operation.attribute("", "pos");
    if (pos == null) {
      insert(operation, element, element.children.size());
    } else {
      switch (pos) {
        case "prepend" -> insert(operation, element, 0);
        case "before" -> {
          XmlElement parent = parent(operation, element);
          insert(operation, parent, index(parent, element));
        }
        case "after" -> {
          XmlElement parent = parent(operation, element);
          insert(operation, parent, index(parent, element) + 1);
        }
        default -> throw malformed(operation, "pos is neither before, after nor prepend");
      }
    }
  }

  private static void addAttribute(XmlElement operation, String type, XmlElement element)
      throws MalformedMessageException {
    if (!type.startsWith("@")) {
      throw malformed(operation, "only attributes can be added by type");
    }
    Name name = Selector.attributeName(type.substring(1), operation);
    if (element.attribute(name.namespace(), name.local()) != null) {
      throw malformed(operation, "the attribute is there already");
    }
    String bound = name.prefix().isEmpty() ? null : element.namespace(name.prefix());
    if (bound != null && !bound.equals(name.namespace())) {
      throw malformed(operation, "the attribute's prefix stands for something else there");
    }
    element.attributes.add(new Attribute(name, text(operation)));
  }

  private static void insert(XmlElement operation, XmlElement parent, int index) {
    int at = index;
    for (XmlNode child : List.copyOf(operation.children)) {
      parent.insert(at++, child);
    }
    joinTexts(parent);
  }

  private static void replace(XmlElement operation, Selector selector, XmlElement element)
      throws MalformedMessageException {
    switch (selector.target()) {
      case ATTRIBUTE -> {
        int index = attribute(operation, selector, element);
        Name name = element.attributes.get(index).name();
        element.attributes.set(index, new Attribute(name, text(operation)));
      }
      case TEXT -> {
        int index = onlyText(operation, element);
        String text = text(operation);
        if (text.isEmpty()) {
          element.children.remove(index);
        } else {
          element.children.set(index, new Text(text));
        }
      }
      case ELEMENT -> {
        List<XmlElement> content = operation.elements();
        if (content.size() != 1 || !operation.text().isBlank()) {
          throw malformed(operation, "an element is replaced by exactly one element");
        }
        XmlElement parent = parent(operation, element);
        int index = index(parent, element);
        parent.children.remove(index);
        parent.insert(index, content.get(0));
      }
    }
  }

  private static void remove(XmlElement operation, Selector selector, XmlElement element)
      throws MalformedMessageException {
    if (!operation.children.isEmpty()) {
      throw malformed(operation, "a remove has no content");
    }
    String ws = operation.attribute("", "ws");
    if (ws != null && selector.target() != Selector.Target.ELEMENT) {
      throw malformed(operation, "ws is for elements");
    }
    switch (selector.target()) {
      case ATTRIBUTE -> element.attributes.remove(attribute(operation, selector, element));
      case TEXT -> element.children.remove(onlyText(operation, element));
      case ELEMENT -> removeElement(operation, ws == null ? "" : ws, element);
    }
  }

  /** With the white space before, after or on both sides, if asked (RFC 5261 clause 4.5). */
  private static void removeElement(XmlElement operation, String ws, XmlElement element)
      throws MalformedMessageException {
    if (!List.of("", "before", "after", "both").contains(ws)) {
      throw malformed(operation, "ws is neither before, after nor both");
    }
    XmlElement parent = parent(operation, element);
    int index = index(parent, element);
    if (ws.equals("after") || ws.equals("both")) {
      removeWhiteSpace(operation, parent, index + 1);
    }
    parent.children.remove(index);
    if (ws.equals("before") || ws.equals("both")) {
      removeWhiteSpace(operation, parent, index - 1);
    }
    joinTexts(parent);
  }

  private static void removeWhiteSpace(XmlElement operation, XmlElement parent, int index)
      throws MalformedMessageException {
    boolean there = index >= 0 && index < parent.children.size();
    if (!there || !(parent.children.get(index) instanceof Text text) || !text.isWhiteSpace()) {
      throw malformed(operation, "no white space where ws says");
    }
    parent.children.remove(index);
  }

  private static int onlyText(XmlElement operation, XmlElement element)
      throws MalformedMessageException {
    int found = -1;
    for (int i = 0; i < element.children.size(); i++) {
      if (element.children.get(i) instanceof Text) {
        if (found >= 0) {
          throw malformed(operation, "selects more than one text");
        }
        found = i;
      }
    }
    if (found < 0) {
      throw malformed(operation, "selects no text");
    }
    return found;
  }

  private static int attribute(XmlElement operation, Selector selector, XmlElement element)
      throws MalformedMessageException {
    Name name = selector.attribute();
    for (int i = 0; i < element.attributes.size(); i++) {
      if (element.attributes.get(i).name().is(name.namespace(), name.local())) {
        return i;
      }
    }
    throw malformed(operation, "selects no attribute");
  }

  private static XmlElement parent(XmlElement operation, XmlElement element)
      throws MalformedMessageException {
    @Nullable XmlElement parent = element.parent;
    if (parent == null) {
      throw malformed(operation, "the root can be neither replaced, removed nor doubled");
    }
    return parent;
  }

  private static int index(XmlElement parent, XmlElement child) {
    for (int i = 0; i < parent.children.size(); i++) {
      if (parent.children.get(i) == child) {
        return i;
      }
    }
    throw new IllegalStateException("not its child");
  }

  /** Neighbouring texts are one node. */
  private static void joinTexts(XmlElement parent) {
    List<XmlNode> joined = new ArrayList<>(parent.children.size());
    for (XmlNode child : parent.children) {
      int last = joined.size() - 1;
      if (child instanceof Text text && last >= 0 && joined.get(last) instanceof Text before) {
        joined.set(last, new Text(before.value() + text.value()));
      } else {
        joined.add(child);
      }
    }
    parent.children.clear();
    parent.children.addAll(joined);
  }

  private static String text(XmlElement operation) throws MalformedMessageException {
    if (!operation.elements().isEmpty()) {
      throw malformed(operation, "an element where only text can be");
    }
    return operation.text();
  }

  private static String where(XmlElement element) {
    return "line " + element.line + ": " + element.name.local();
  }

  static MalformedMessageException malformed(XmlElement element, String reason) {
    return new MalformedMessageException(Kind.UNEXPECTED_VALUE, where(element), reason);
  }
}
