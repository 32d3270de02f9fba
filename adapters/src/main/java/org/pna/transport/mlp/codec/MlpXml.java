package org.pna.transport.mlp.codec;

import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.DTDInfo;
import org.codehaus.stax2.XMLStreamReader2;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;
import org.pna.transport.xml.codec.UntrustedXml;

/**
 * Reads untrusted XML into a small tree: bounded, and nothing but the octets given. A document type
 * that only names a DTD elsewhere is passed over and never fetched, since location servers write
 * it; one that declares something is refused.
 */
final class MlpXml {
  /** Octets of the longest document that is read. */
  static final int MOST_OCTETS = MlpResults.MOST_OCTETS;

  /** Elements in one document. */
  static final int MOST_ELEMENTS = 20_000;

  private static final int DEEPEST = 32;
  private static final int MOST_ATTRIBUTES = 16;

  private MlpXml() {}

  /**
   * The root element.
   *
   * @throws MalformedMessageException if it is not well-formed, declares or refers to an entity, or
   *     is larger than the bounds
   */
  static MlpElement parse(byte[] document) throws MalformedMessageException {
    if (document.length > MOST_OCTETS) {
      throw malformed(1, "larger than " + MOST_OCTETS + " octets");
    }
    try {
      XMLStreamReader2 reader =
          (XMLStreamReader2)
              UntrustedXml.factory().createXMLStreamReader(new ByteArrayInputStream(document));
      try {
        return read(reader);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNumber();
      throw malformed(line, "not well-formed XML");
    } catch (RuntimeException e) {
      // Aalto lets some faults of the input through as unchecked ones
      throw malformed(1, "not well-formed XML: " + e.getClass().getSimpleName());
    }
  }

  private static MlpElement read(XMLStreamReader2 reader)
      throws XMLStreamException, MalformedMessageException {
    MlpElement root = null;
    MlpElement[] open = new MlpElement[DEEPEST];
    int depth = 0;
    int elements = 0;
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          MlpElement element = element(reader);
          if (depth == DEEPEST || ++elements > MOST_ELEMENTS) {
            throw malformed(element.line, "too many elements, or too deep");
          }
          if (depth > 0) {
            open[depth - 1].children.add(element);
          } else {
            root = element;
          }
          open[depth++] = element;
        }
        case XMLStreamConstants.END_ELEMENT -> depth--;
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (depth > 0) {
            open[depth - 1].append(reader.getText());
          }
        }
        case XMLStreamConstants.DTD -> checkDeclaresNothing(reader);
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw malformed(line(reader), "an entity is not allowed");
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

  private static void checkDeclaresNothing(XMLStreamReader2 reader)
      throws XMLStreamException, MalformedMessageException {
    DTDInfo type = reader.getDTDInfo();
    String declared = type == null ? null : type.getDTDInternalSubset();
    if (declared != null && !declared.isBlank()) {
      throw malformed(line(reader), "a document type that declares something is not allowed");
    }
  }

  private static MlpElement element(XMLStreamReader reader) throws MalformedMessageException {
    int count = reader.getAttributeCount();
    if (count > MOST_ATTRIBUTES) {
      throw malformed(line(reader), "more than " + MOST_ATTRIBUTES + " attributes");
    }
    Map<String, String> attributes = count == 0 ? Map.of() : new HashMap<>();
    for (int i = 0; i < count; i++) {
      attributes.put(reader.getAttributeLocalName(i), orEmpty(reader.getAttributeValue(i)).strip());
    }
    return new MlpElement(reader.getLocalName(), line(reader), attributes);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static int line(XMLStreamReader reader) {
    return reader.getLocation().getLineNumber();
  }

  private static MalformedMessageException malformed(int line, String reason) {
    return new MalformedMessageException(Kind.MISTYPED, "line " + line, reason);
  }
}
