package org.pna.transport.sip.codec;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;
import org.pna.transport.xml.codec.UntrustedXml;

/** Goes through an untrusted document: bounded, no DTD, no entity but XML's own five. */
final class XmlReader {
  /** Octets of the longest document that is read. */
  static final int MOST_OCTETS = 65_536;

  private static final int DEEPEST = 32;

  private XmlReader() {}

  /** Told of a document in its order. */
  interface Handler {
    /**
     * An element begins.
     *
     * @param depth 1 for the root
     */
    void begin(XMLStreamReader element, int depth) throws MalformedMessageException;

    /** Text of the innermost element. */
    void text(String text) throws MalformedMessageException;

    /**
     * An element ends.
     *
     * @param depth 1 for the root
     */
    void end(String name, int depth) throws MalformedMessageException;
  }

  /**
   * Reads a document.
   *
   * @param where names it in what is thrown
   * @throws MalformedMessageException if it is none, has a DTD or an entity, is longer than {@link
   *     #MOST_OCTETS} or too deep, or the handler says so
   */
  static void read(byte[] document, String where, Handler handler)
      throws MalformedMessageException {
    if (document.length > MOST_OCTETS) {
      throw malformed(where, document.length + " octets");
    }
    String text = text(document, where);
    try {
      XMLStreamReader reader = UntrustedXml.factory().createXMLStreamReader(new StringReader(text));
      try {
        read(reader, where, handler);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      throw malformed(where, "not well-formed XML");
    } catch (RuntimeException e) {
      // The parser's own faults, on input that is no XML.
      throw malformed(where, "not well-formed XML, " + e.getClass().getSimpleName());
    }
  }

  private static String text(byte[] document, String where) throws MalformedMessageException {
    try {
      String text =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw malformed(where, "not UTF-8");
    }
  }

  private static void read(XMLStreamReader reader, String where, Handler handler)
      throws XMLStreamException, MalformedMessageException {
    int depth = 0;
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (++depth > DEEPEST) {
            throw malformed(where, "too deep");
          }
          handler.begin(reader, depth);
        }
        case XMLStreamConstants.END_ELEMENT -> handler.end(reader.getLocalName(), depth--);
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            handler.text(reader.getText());
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw malformed(where, "a DTD or an entity");
        default -> {}
      }
    }
  }

  private static MalformedMessageException malformed(String where, String reason) {
    return new MalformedMessageException(Kind.UNEXPECTED_VALUE, where, reason);
  }
}
