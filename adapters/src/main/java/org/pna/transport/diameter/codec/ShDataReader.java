package org.pna.transport.diameter.codec;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;
import org.pna.model.message.sh.ShData;

/**
 * Reads the document Sh-Data (TS 29.328 annex D) by the names of its elements: newer ones stand
 * ever deeper in elements Extension, and what is not known is passed over. No DTD, no entity but
 * XML's own five.
 */
public final class ShDataReader {
  /** Octets of the longest document that is read. */
  public static final int MOST_OCTETS = 65_536;

  private static final String NAME = "Sh-Data";
  private static final String EXTENSION = "Extension";
  private static final int DEEPEST = 64;

  /** What the gateway has no use for, and in which elements with known names mean other things. */
  private static final Set<String> PASSED_OVER =
      Set.of(
          "RepositoryData",
          "AliasesRepositoryData",
          "IFCs",
          "RegisteredIdentities",
          "ImplicitIdentities",
          "AllIdentities",
          "AliasIdentities",
          "DeletedIdentities");

  private static final Set<String> WITH_ELEMENTS =
      Set.of(
          "PublicIdentifiers",
          "Sh-IMS-Data",
          "CSLocationInformation",
          "PSLocationInformation",
          "VLRNumber",
          "SGSNNumber",
          EXTENSION);

  private ShDataReader() {}

  /**
   * Reads a document.
   *
   * @throws MalformedMessageException when it is none, is longer than {@link #MOST_OCTETS}, or a
   *     state or location in it is impossible
   */
  public static ShData read(byte[] document) throws MalformedMessageException {
    if (document.length > MOST_OCTETS) {
      throw malformed(Kind.UNEXPECTED_VALUE, document.length + " octets");
    }
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setXMLReporter((message, type, information, location) -> {});
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text(document)));
      try {
        return read(reader);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      throw malformed(Kind.UNEXPECTED_VALUE, "not well-formed XML");
    } catch (RuntimeException e) {
      // The parser's own faults, on input that is no XML.
      throw malformed(Kind.UNEXPECTED_VALUE, "not well-formed XML, " + e.getClass().getName());
    }
  }

  /** Decoded here, because the parser writes every wrong octet to the standard error. */
  private static String text(byte[] document) throws MalformedMessageException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document)).toString();
    } catch (CharacterCodingException e) {
      throw malformed(Kind.UNEXPECTED_VALUE, "not UTF-8");
    }
  }

  private static ShData read(XMLStreamReader reader)
      throws XMLStreamException, MalformedMessageException {
    ShDataDraft draft = new ShDataDraft();
    Deque<String> scopes = new ArrayDeque<>();
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> begin(reader, draft, scopes);
        case XMLStreamConstants.END_ELEMENT -> scopes.pop();
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          String scope = scopes.peek();
          if (scope != null) {
            draft.take(scope, scope, reader.getText().strip());
          }
        }
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw malformed(Kind.UNEXPECTED_VALUE, "a DTD or an entity");
        default -> {}
      }
    }
    return draft.finish();
  }

  private static void begin(XMLStreamReader reader, ShDataDraft draft, Deque<String> scopes)
      throws XMLStreamException, MalformedMessageException {
    String name = reader.getLocalName();
    String scope = scopes.peek();
    if (scope == null) {
      if (!name.equals(NAME)) {
        throw malformed(Kind.UNEXPECTED_VALUE, "another document");
      }
      scopes.push(NAME);
    } else if (PASSED_OVER.contains(name)) {
      passOver(reader);
    } else if (WITH_ELEMENTS.contains(name)) {
      if (scopes.size() == DEEPEST) {
        throw malformed(Kind.UNEXPECTED_VALUE, "too deep");
      }
      draft.begin(name);
      scopes.push(name.equals(EXTENSION) ? scope : name);
    } else {
      take(reader, draft, scope, name);
    }
  }

  /** An element with text, or one that is not known and may have elements in it. */
  private static void take(XMLStreamReader reader, ShDataDraft draft, String scope, String name)
      throws XMLStreamException, MalformedMessageException {
    StringBuilder text = new StringBuilder();
    boolean hasElements = false;
    for (int event = reader.next();
        event != XMLStreamConstants.END_ELEMENT;
        event = reader.next()) {
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> {
          hasElements = true;
          passOver(reader);
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            text.append(reader.getText());
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw malformed(Kind.UNEXPECTED_VALUE, "a DTD or an entity");
        default -> {}
      }
    }
    if (!hasElements) {
      draft.take(scope, name, text.toString().strip());
    }
  }

  /** To the end of the element that just began. */
  private static void passOver(XMLStreamReader reader) throws XMLStreamException {
    int depth = 1;
    while (depth > 0) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> depth++;
        case XMLStreamConstants.END_ELEMENT -> depth--;
        default -> {}
      }
    }
  }

  private static MalformedMessageException malformed(Kind kind, String reason) {
    return new MalformedMessageException(kind, NAME, reason);
  }
}
