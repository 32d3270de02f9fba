package org.pna.transport.xml.codec;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import javax.xml.stream.XMLInputFactory;
import org.codehaus.stax2.XMLInputFactory2;

/** How XML is read that somebody else wrote: nothing but the octets given, no entity of its own. */
public final class UntrustedXml {
  private UntrustedXml() {}

  /**
   * A parser for one document, which shows a document type and passes it over, and shows a
   * reference to an entity unresolved. One for each: a shared one keeps every name it ever met,
   * without a bound.
   */
  public static XMLInputFactory factory() {
    InputFactoryImpl factory = new InputFactoryImpl();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
    return factory;
  }
}
