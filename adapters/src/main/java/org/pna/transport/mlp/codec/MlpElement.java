package org.pna.transport.mlp.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;

/** One element of a document that was read: attributes, children, and text without them. */
final class MlpElement {
  final String name;
  final int line;
  final Map<String, String> attributes;
  final List<MlpElement> children = new ArrayList<>(4);
  private final StringBuilder text = new StringBuilder();

  MlpElement(String name, int line, Map<String, String> attributes) {
    this.name = name;
    this.line = line;
    this.attributes = attributes;
  }

  void append(String more) {
    text.append(more);
  }

  /** The text, without white space around it. */
  String text() {
    return text.toString().strip();
  }

  /** The first child of a name, or null. */
  @Nullable MlpElement child(String childName) {
    for (MlpElement child : children) {
      if (child.name.equals(childName)) {
        return child;
      }
    }
    return null;
  }

  /** The first child of a name. */
  MlpElement required(String childName) throws MalformedMessageException {
    MlpElement child = child(childName);
    if (child == null) {
      throw malformed(Kind.DATA_MISSING, "no " + childName);
    }
    return child;
  }

  /** All children of a name. */
  List<MlpElement> all(String childName) {
    return children.stream().filter(child -> child.name.equals(childName)).toList();
  }

  /** The text as a finite number. */
  double number() throws MalformedMessageException {
    try {
      double number = Double.parseDouble(text());
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw malformed(Kind.UNEXPECTED_VALUE, "not a number");
  }

  /** The text as a number that is not negative. */
  double length() throws MalformedMessageException {
    double number = number();
    if (number < 0) {
      throw malformed(Kind.UNEXPECTED_VALUE, "negative");
    }
    return number;
  }

  /** The text of a child as a number, or null without one. */
  @Nullable Double optionalNumber(String childName) throws MalformedMessageException {
    MlpElement child = child(childName);
    return child == null ? null : Double.valueOf(child.number());
  }

  /** A fault of this element; never with what it says. */
  MalformedMessageException malformed(Kind kind, String reason) {
    return new MalformedMessageException(kind, "line " + line + ", " + name, reason);
  }
}
