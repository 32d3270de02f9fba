package org.pna.publisher.pidf;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLInputFactory2;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;
import org.pna.publisher.pidf.XmlNode.Attribute;
import org.pna.publisher.pidf.XmlNode.Declaration;
import org.pna.publisher.pidf.XmlNode.Name;
import org.pna.publisher.pidf.XmlNode.Text;

/** Reads untrusted XML into a small tree: bounded, no DTD, no entity but XML's own five. */
final class XmlParser {
  /** A presence document has a few KiB. */
  static final int MAX_BYTES = 256 << 10;

  /** Nor deeper; the tree is walked by recursion. */
  static final int MAX_DEPTH = 64;

  private XmlParser() {}

  /**
   * The root element.
   *
   * @throws MalformedMessageException if it is not well-formed, has a DTD or an entity reference,
   *     is larger than 256 KiB or deeper than 64 elements
   */
  static XmlElement parse(byte[] document) throws MalformedMessageException {
    if (document.length > MAX_BYTES) {
      throw malformed(1, "larger than " + MAX_BYTES + " octets");
    }
    try {
      XMLStreamReader reader = factory().createXMLStreamReader(new ByteArrayInputStream(document));
      try {
        return read(reader);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNumber();
      throw malformed(line, firstLine(e.getMessage()));
    } catch (RuntimeException e) {
      // Aalto lets some faults of the input through as unchecked ones
      throw malformed(1, "not well-formed: " + e.getClass().getSimpleName());
    }
  }

  /**
   * One for each document (some 5 µs): a shared one keeps every name it ever met and gets slower
   * with each, without a bound.
   */
  private static XMLInputFactory factory() {
    InputFactoryImpl factory = new InputFactoryImpl();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
    return factory;
  }

  private static XmlElement read(XMLStreamReader reader)
      throws XMLStreamException, MalformedMessageException {
    XmlElement root = null;
    XmlElement current = null;
    int depth = 0;
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          XmlElement element = element(reader);
          if (++depth > MAX_DEPTH) {
            throw malformed(element.line, "deeper than " + MAX_DEPTH + " elements");
          }
          if (current != null) {
            current.append(element);
          } else {
            root = element;
          }
          current = element;
        }
        case XMLStreamConstants.END_ELEMENT -> {
          depth--;
          current = current == null ? null : current.parent;
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            text(current, reader.getText());
        case XMLStreamConstants.DTD -> throw malformed(line(reader), "a DTD is not allowed");
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw malformed(line(reader), "an entity reference is not allowed");
        default -> {
          // comments and processing instructions say nothing
        }
      }
    }
    if (root == null) {
      throw malformed(1, "no element");
    }
    return root;
  }

  /** Text parted by a comment is one text. */
  private static void text(@Nullable XmlElement element, String text) {
    if (element == null || text.isEmpty()) {
      return;
    }
    int last = element.children.size() - 1;
    if (last >= 0 && element.children.get(last) instanceof Text before) {
      element.children.set(last, new Text(before.value() + text));
    } else {
      element.children.add(new Text(text));
    }
  }

  private static XmlElement element(XMLStreamReader reader) {
    XmlElement element =
        new XmlElement(
            new Name(
                orEmpty(reader.getPrefix()),
                orEmpty(reader.getNamespaceURI()),
                reader.getLocalName()),
            line(reader));
    for (int i = 0; i < reader.getNamespaceCount(); i++) {
      element.declarations.add(
          new Declaration(
              orEmpty(reader.getNamespacePrefix(i)), orEmpty(reader.getNamespaceURI(i))));
    }
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      Name name =
          new Name(
              orEmpty(reader.getAttributePrefix(i)),
              orEmpty(reader.getAttributeNamespace(i)),
              reader.getAttributeLocalName(i));
      element.attributes.add(new Attribute(name, reader.getAttributeValue(i)));
    }
    return element;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static int line(XMLStreamReader reader) {
    return reader.getLocation().getLineNumber();
  }

  private static String firstLine(@Nullable String message) {
    return message == null ? "not well-formed" : message.lines().findFirst().orElse("");
  }

  private static MalformedMessageException malformed(int line, String reason) {
    return new MalformedMessageException(Kind.MISTYPED, "line " + line, reason);
  }
}
