package org.pna.simulator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A request as a simulated GMLC reads it (OMA MLP, svc_init). */
final class MlpAsked {
  private final Element request;

  private MlpAsked(Element request) {
    this.request = request;
  }

  /**
   * Reads a document.
   *
   * @throws IOException if it is none with a request
   */
  static MlpAsked read(byte[] document) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      Element root =
          factory
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(document))
              .getDocumentElement();
      for (String service : new String[] {"slir", "tlrr", "tlrsr"}) {
        Element request = child(root, service);
        if (root.getTagName().equals("svc_init") && request != null) {
          return new MlpAsked(request);
        }
      }
      throw new IOException("no request that is served");
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("not readable", e);
    }
  }

  String service() {
    return request.getTagName();
  }

  /** The first msid as it was written, with its attributes; null without one. */
  @Nullable Element msid() {
    NodeList all = request.getElementsByTagName("msid");
    return all.getLength() == 0 ? null : (Element) all.item(0);
  }

  /** The name in the first msid. */
  String name() {
    Element msid = msid();
    return msid == null ? "" : msid.getTextContent().strip();
  }

  /** The type of the first msid. */
  String nameType() {
    Element msid = msid();
    return msid == null || msid.getAttribute("type").isEmpty()
        ? "MSISDN"
        : msid.getAttribute("type");
  }

  /** CURRENT, LAST, ... */
  String type() {
    Element type = child(request, "loc_type");
    return type == null ? "CURRENT" : type.getAttribute("type");
  }

  @Nullable String text(String element) {
    NodeList all = request.getElementsByTagName(element);
    return all.getLength() == 0 ? null : all.item(0).getTextContent().strip();
  }

  /** How often; null: not periodically. */
  @Nullable Duration interval() throws IOException {
    String text = text("interval");
    if (text == null) {
      return null;
    }
    if (!text.matches("[0-9]{8}")) {
      throw new IOException("interval is not ddhhmmss");
    }
    int digits = Integer.parseInt(text);
    return Duration.ofDays(digits / 1_000_000)
        .plusHours(digits / 10_000 % 100)
        .plusMinutes(digits / 100 % 100)
        .plusSeconds(digits % 100);
  }

  /** Whether it is to be told when the handset becomes reachable. */
  boolean isWhenAvailable() {
    NodeList all = request.getElementsByTagName("ms_action");
    return all.getLength() > 0 && ((Element) all.item(0)).getAttribute("type").equals("MS_AVAIL");
  }

  private static @Nullable Element child(Element parent, String name) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getTagName().equals(name)) {
        return element;
      }
    }
    return null;
  }
}
