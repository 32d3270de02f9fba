package org.pna.publisher.pidf;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;
import org.pna.publisher.pidf.XmlNode.Name;

/**
 * The part of RFC 5261's selectors (clause 4.1) that presence patches use: a path of child steps
 * from the document's root, each a name or {@code *} with conditions {@code [@name='value']} or
 * {@code [position]}, and at the end perhaps {@code text()} or {@code @name}. All other XPath is
 * refused.
 */
final class Selector {
  private static final int MAX_LENGTH = 1024;
  private static final String NAME =
      "(?:([\\p{L}_][\\p{L}\\p{N}._-]*):)?([\\p{L}_][\\p{L}\\p{N}._-]*)";
  private static final Pattern STEP = Pattern.compile("/?(?:(\\*)|" + NAME + ")");
  private static final Pattern EQUAL =
      Pattern.compile("\\[@" + NAME + "=(?:'([^']*)'|\"([^\"]*)\")\\]");
  private static final Pattern POSITION = Pattern.compile("\\[([1-9][0-9]{0,5})\\]");
  private static final Pattern TEXT = Pattern.compile("/text\\(\\)$");
  private static final Pattern ATTRIBUTE = Pattern.compile("/@" + NAME + "$");

  /** What the end of the path names. */
  enum Target {
    ELEMENT,
    TEXT,
    ATTRIBUTE
  }

  private sealed interface Condition {
    record Equal(Name attribute, String value) implements Condition {}

    record Position(int position) implements Condition {}
  }

  /** A null name is any element. */
  private record Step(@Nullable Name name, List<Condition> conditions) {}

  private final String where;
  private final String path;
  private final XmlElement operation;
  private final List<Step> steps = new ArrayList<>();
  private Target target = Target.ELEMENT;
  private @Nullable Name attribute;

  /**
   * @param path the selector
   * @param operation the patch operation it stands in: prefixes are those in force there, and names
   *     without one are in its default namespace (RFC 5261 clause 4.2.1)
   */
  Selector(String path, XmlElement operation) throws MalformedMessageException {
    this.where = "line " + operation.line + ": " + operation.name.local();
    this.path = path;
    this.operation = operation;
    if (path.length() > MAX_LENGTH) {
      throw malformed("selector longer than " + MAX_LENGTH + " characters");
    }
    parse();
  }

  /** An attribute's name as it may stand in {@code type="@name"}: without prefix, no namespace. */
  static Name attributeName(String name, XmlElement operation) throws MalformedMessageException {
    return new Selector("*/@" + name, operation).attribute();
  }

  Target target() {
    return target;
  }

  /** Name of the attribute at the end of the path. */
  Name attribute() {
    if (attribute == null) {
      throw new IllegalStateException("no attribute");
    }
    return attribute;
  }

  private void parse() throws MalformedMessageException {
    int at = 0;
    Matcher matcher = STEP.matcher(path);
    while (at < path.length()) {
      if (!steps.isEmpty() && matcher.usePattern(TEXT).region(at, path.length()).lookingAt()) {
        target = Target.TEXT;
        return;
      }
      if (!steps.isEmpty() && matcher.usePattern(ATTRIBUTE).lookingAt()) {
        target = Target.ATTRIBUTE;
        attribute = attributeName(matcher.group(1), matcher.group(2));
        return;
      }
      matcher.usePattern(STEP).region(at, path.length());
      boolean slash = path.charAt(at) == '/';
      if (!matcher.lookingAt() || (!steps.isEmpty() && !slash)) {
        throw unsupported(at);
      }
      Name name = matcher.group(1) != null ? null : elementName(matcher.group(2), matcher.group(3));
      at = matcher.end();
      List<Condition> conditions = new ArrayList<>(1);
      while (at < path.length() && path.charAt(at) == '[') {
        matcher.usePattern(EQUAL).region(at, path.length());
        if (matcher.lookingAt()) {
          String value = matcher.group(3) != null ? matcher.group(3) : matcher.group(4);
          Name attributeName = attributeName(matcher.group(1), matcher.group(2));
          conditions.add(new Condition.Equal(attributeName, value));
        } else if (matcher.usePattern(POSITION).lookingAt()) {
          conditions.add(new Condition.Position(Integer.parseInt(matcher.group(1))));
        } else {
          throw unsupported(at);
        }
        at = matcher.end();
      }
      steps.add(new Step(name, conditions));
    }
    if (steps.isEmpty()) {
      throw malformed("empty selector");
    }
  }

  private Name elementName(@Nullable String prefix, String local) throws MalformedMessageException {
    return new Name(prefix == null ? "" : prefix, namespace(prefix == null ? "" : prefix), local);
  }

  private Name attributeName(@Nullable String prefix, String local)
      throws MalformedMessageException {
    return prefix == null ? new Name("", "", local) : new Name(prefix, namespace(prefix), local);
  }

  private String namespace(String prefix) throws MalformedMessageException {
    String namespace = operation.namespace(prefix);
    if (namespace == null) {
      throw malformed("prefix without a namespace in the selector");
    }
    return namespace;
  }

  /**
   * The one element that the steps lead to.
   *
   * @throws MalformedMessageException if there is none, or more than one
   */
  XmlElement find(XmlElement root) throws MalformedMessageException {
    List<XmlElement> found = select(steps.get(0), List.of(root));
    for (Step step : steps.subList(1, steps.size())) {
      List<XmlElement> next = new ArrayList<>();
      for (XmlElement element : found) {
        next.addAll(select(step, element.elements()));
      }
      found = next;
    }
    if (found.size() != 1) {
      throw malformed("selects " + found.size() + " elements instead of one");
    }
    return found.get(0);
  }

  private static List<XmlElement> select(Step step, List<XmlElement> siblings) {
    List<XmlElement> kept = new ArrayList<>();
    for (XmlElement element : siblings) {
      Name name = step.name();
      if (name == null || element.name.is(name.namespace(), name.local())) {
        kept.add(element);
      }
    }
    for (Condition condition : step.conditions()) {
      if (condition instanceof Condition.Position position) {
        int index = position.position() - 1;
        kept = index < kept.size() ? List.of(kept.get(index)) : List.of();
      } else {
        Condition.Equal equal = (Condition.Equal) condition;
        Name name = equal.attribute();
        kept =
            kept.stream()
                .filter(e -> equal.value().equals(e.attribute(name.namespace(), name.local())))
                .toList();
      }
    }
    return kept;
  }

  private MalformedMessageException unsupported(int at) {
    return malformed("selector not supported from character " + (at + 1) + " on");
  }

  private MalformedMessageException malformed(String reason) {
    return new MalformedMessageException(Kind.UNEXPECTED_VALUE, where, reason);
  }
}
