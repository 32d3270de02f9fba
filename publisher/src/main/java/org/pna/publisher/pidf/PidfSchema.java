package org.pna.publisher.pidf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URL;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.transform.Source;
import javax.xml.transform.sax.SAXSource;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.XMLFilterImpl;

/**
 * Our own schema of presence documents and their differences: strict about what we write, lax about
 * other people's extensions. For checks and tests, not for the hot path; use it from any thread.
 */
public final class PidfSchema {
  /** What is imported stands first. */
  private static final List<String> FILES =
      List.of(
          "pidf.xsd",
          "pidf-diff.xsd",
          "data-model.xsd",
          "rpid.xsd",
          "oma-pde.xsd",
          "oma-pres.xsd",
          "basic-policy.xsd",
          "geopriv.xsd",
          "pna.xsd");

  private final Schema schema;

  /** Compiles the schema; tens of milliseconds, so keep it. */
  public PidfSchema() {
    try {
      SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
      schema = factory.newSchema(FILES.stream().map(PidfSchema::source).toArray(Source[]::new));
    } catch (SAXException e) {
      throw new IllegalStateException("the schema itself is wrong", e);
    }
  }

  private static Source source(String file) {
    URL url = PidfSchema.class.getResource("schema/" + file);
    if (url == null) {
      throw new IllegalStateException("no schema/" + file);
    }
    return new StreamSource(url.toExternalForm());
  }

  /**
   * Checks a {@code presence}, {@code pidf-full} or {@code pidf-diff} document.
   *
   * @throws MalformedMessageException at the first fault, with its line and column; also for a DTD
   */
  public void validate(byte[] document) throws MalformedMessageException {
    try {
      SAXParserFactory parsers = SAXParserFactory.newInstance();
      parsers.setNamespaceAware(true);
      parsers.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      XMLReader reader = parsers.newSAXParser().getXMLReader();
      Validator validator = schema.newValidator();
      InputSource input = new InputSource(new ByteArrayInputStream(document));
      validator.validate(new SAXSource(new RootCheck(reader), input));
    } catch (SAXParseException e) {
      String where = "line " + e.getLineNumber() + ", column " + e.getColumnNumber();
      throw new MalformedMessageException(Kind.UNEXPECTED_VALUE, where, reason(e));
    } catch (SAXException | IOException e) {
      throw new MalformedMessageException(Kind.MISTYPED, "document", reason(e));
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("no such XML parser in this Java", e);
    }
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /** Other elements are global too, so that patches are checked, but are no documents. */
  private static final class RootCheck extends XMLFilterImpl {
    private @Nullable Locator locator;
    private boolean root = true;

    RootCheck(XMLReader parent) {
      super(parent);
    }

    @Override
    public void setDocumentLocator(Locator locator) {
      this.locator = locator;
      super.setDocumentLocator(locator);
    }

    @Override
    public void startElement(String uri, String localName, String qName, Attributes attributes)
        throws SAXException {
      if (root && !isDocument(uri, localName)) {
        throw new SAXParseException("not a presence, pidf-full or pidf-diff document", locator);
      }
      root = false;
      super.startElement(uri, localName, qName, attributes);
    }

    private static boolean isDocument(String uri, String localName) {
      return switch (localName) {
        case "presence" -> uri.equals(Namespaces.PIDF);
        case "pidf-full", "pidf-diff" -> uri.equals(Namespaces.PIDF_DIFF);
        default -> false;
      };
    }
  }
}
