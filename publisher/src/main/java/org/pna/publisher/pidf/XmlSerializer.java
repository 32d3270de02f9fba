package org.pna.publisher.pidf;

import static org.pna.publisher.pidf.Utf8.bytes;

import java.util.ArrayList;
import java.util.List;
import org.pna.publisher.pidf.XmlNode.Attribute;
import org.pna.publisher.pidf.XmlNode.Declaration;
import org.pna.publisher.pidf.XmlNode.Name;
import org.pna.publisher.pidf.XmlNode.Text;

/**
 * Writes a small tree as a UTF-8 document: prefixes are kept, a namespace is declared where it is
 * first needed, elements without content are collapsed.
 */
final class XmlSerializer {
  private static final byte[] DECLARATION = bytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  private static final byte[] XMLNS = bytes(" xmlns");
  private static final byte[] LT = bytes("<");
  private static final byte[] GT = bytes(">");
  private static final byte[] END = bytes("</");
  private static final byte[] EMPTY_END = bytes("/>");
  private static final byte[] BLANK = bytes(" ");
  private static final byte[] COLON = bytes(":");
  private static final byte[] EQUALS = bytes("=\"");
  private static final byte[] QUOTE = bytes("\"");

  private final Utf8 out = new Utf8(4096);

  /** Declarations in force, innermost last. */
  private final List<Declaration> scope = new ArrayList<>();

  private XmlSerializer() {}

  static byte[] write(XmlElement root) {
    XmlSerializer serializer = new XmlSerializer();
    serializer.out.raw(DECLARATION);
    serializer.element(root);
    return serializer.out.toBytes();
  }

  private void element(XmlElement element) {
    int outer = scope.size();
    name(out.raw(LT), element.name);
    for (Declaration declaration : element.declarations) {
      declare(declaration.prefix(), declaration.namespace(), outer);
    }
    declare(element.name.prefix(), element.name.namespace(), outer);
    for (Attribute attribute : element.attributes) {
      if (!attribute.name().prefix().isEmpty()) {
        declare(attribute.name().prefix(), attribute.name().namespace(), outer);
      }
    }
    for (Attribute attribute : element.attributes) {
      name(out.raw(BLANK), attribute.name());
      out.raw(EQUALS).attribute(attribute.value()).raw(QUOTE);
    }
    if (element.children.isEmpty()) {
      out.raw(EMPTY_END);
    } else {
      out.raw(GT);
      for (XmlNode child : element.children) {
        if (child instanceof XmlElement inner) {
          element(inner);
        } else {
          out.text(((Text) child).value());
        }
      }
      name(out.raw(END), element.name);
      out.raw(GT);
    }
    scope.subList(outer, scope.size()).clear();
  }

  /** Declares it unless it holds already; a declaration of this element itself is never doubled. */
  private void declare(String prefix, String namespace, int outer) {
    for (int i = scope.size() - 1; i >= 0; i--) {
      Declaration held = scope.get(i);
      if (held.prefix().equals(prefix)) {
        if (held.namespace().equals(namespace) || i >= outer) {
          return;
        }
        break;
      }
    }
    boolean undeclared = prefix.isEmpty() && namespace.isEmpty() && !declares("");
    if (undeclared || prefix.equals("xml")) {
      return;
    }
    scope.add(new Declaration(prefix, namespace));
    out.raw(XMLNS);
    if (!prefix.isEmpty()) {
      out.raw(COLON).text(prefix);
    }
    out.raw(EQUALS).attribute(namespace).raw(QUOTE);
  }

  private boolean declares(String prefix) {
    return scope.stream().anyMatch(held -> held.prefix().equals(prefix));
  }

  private static void name(Utf8 out, Name name) {
    if (!name.prefix().isEmpty()) {
      out.text(name.prefix()).raw(COLON);
    }
    out.text(name.local());
  }
}
