package org.pna.publisher.pidf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Assumptions;
import org.xml.sax.SAXException;

/** The schemas as their makers published them: not part of the project, used where they lie. */
final class PublishedSchemas {
  static final Path ALL = Fixtures.ROOT.resolve("../shared/schemas/all.xsd").normalize();

  private static final class Holder {
    static final PublishedSchemas INSTANCE = new PublishedSchemas();
  }

  private final Schema schema;

  private PublishedSchemas() {
    try {
      SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
      factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "file");
      schema = factory.newSchema(ALL.toFile());
    } catch (SAXException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Skips the test, saying so, when they are not there. */
  static PublishedSchemas require(String test) {
    if (!Files.exists(ALL)) {
      System.out.println("SKIPPED " + test + ": no published schemas at ../shared/schemas");
    }
    Assumptions.assumeTrue(Files.exists(ALL), "no published schemas");
    return Holder.INSTANCE;
  }

  void validate(byte[] document) throws SAXException, IOException {
    schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(document)));
  }
}
