package org.pna.transport.sip.codec;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.model.MalformedMessageException;
import org.pna.model.Msisdn;

/**
 * The service information that the home subscriber server has for us, in {@code
 * application/3gpp-ims+xml} (TS 24.229 clause 7.6). What stands in it is the operator's own: {@code
 * imsi} and {@code msisdn} are found as elements, as attributes, and as {@code name=value} or
 * {@code name: value} in its text.
 */
final class ServiceInformation implements XmlReader.Handler {
  /** The media type. */
  static final String MEDIA_TYPE = "application/3gpp-ims+xml";

  private static final String NAME = "ims-3gpp";
  private static final String ELEMENT = "service-info";
  private static final int LONGEST = 8_192;
  private static final Pattern NAMED =
      Pattern.compile(
          "\\b(imsi|msisdn)[\"']?\\s{0,8}[=:>]\\s{0,8}[\"']?\\+?([0-9]{5,15})(?![0-9])",
          Pattern.CASE_INSENSITIVE);

  private final StringBuilder text = new StringBuilder();
  private int inside;
  private @Nullable Imsi imsi;
  private @Nullable Msisdn msisdn;

  private ServiceInformation() {}

  /**
   * Reads a document.
   *
   * @throws MalformedMessageException if it is no such document
   */
  static ServiceInformation read(byte[] document) throws MalformedMessageException {
    ServiceInformation information = new ServiceInformation();
    XmlReader.read(document, NAME, information);
    information.find();
    return information;
  }

  /** The IMSI, or null. */
  @Nullable Imsi imsi() {
    return imsi;
  }

  /** The MSISDN, or null. */
  @Nullable Msisdn msisdn() {
    return msisdn;
  }

  private void find() {
    Matcher matcher = NAMED.matcher(text);
    while (matcher.find()) {
      String digits = matcher.group(2);
      if (matcher.group(1).equalsIgnoreCase("imsi")) {
        imsi = imsi == null && digits.length() >= 6 ? new Imsi(digits) : imsi;
      } else {
        msisdn = msisdn == null ? new Msisdn(digits) : msisdn;
      }
    }
  }

  @Override
  public void begin(XMLStreamReader element, int depth) throws MalformedMessageException {
    String name = element.getLocalName();
    if (depth == 1 && !name.equals(NAME)) {
      throw SipValues.malformed(NAME, "another document");
    }
    if (inside > 0) {
      text(" ");
      for (int i = 0; i < element.getAttributeCount(); i++) {
        text(element.getAttributeLocalName(i) + '=' + element.getAttributeValue(i) + ' ');
      }
      text(name + '>');
    } else if (depth == 2 && name.equals(ELEMENT)) {
      inside = depth;
    }
  }

  @Override
  public void text(String more) throws MalformedMessageException {
    if (inside > 0 && text.append(more).length() > LONGEST) {
      throw SipValues.malformed(ELEMENT, "longer than " + LONGEST);
    }
  }

  @Override
  public void end(String name, int depth) {
    if (depth == inside) {
      inside = 0;
    } else if (inside > 0) {
      text.append(' ');
    }
  }
}
