package org.pna.transport.sip.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;
import org.pna.model.message.ims.RegInfo;

/**
 * Reads {@code application/reginfo+xml} (RFC 3680 clause 5.4). What is known is strict; other
 * elements and attributes are passed over.
 */
public final class RegInfoReader implements XmlReader.Handler {
  /** The media type. */
  public static final String MEDIA_TYPE = "application/reginfo+xml";

  /** Of one document; S-CSCFs know of a handful. */
  static final int MOST_REGISTRATIONS = 64;

  /** Of one registration. */
  static final int MOST_CONTACTS = 64;

  private static final int LONGEST = 1_024;
  private static final String NAMESPACE = "urn:ietf:params:xml:ns:reginfo";
  private static final String NAME = "reginfo";
  private static final long MOST_SECONDS = 0xFFFFFFFFL;

  private final List<RegInfo.Registration> registrations = new ArrayList<>();
  private @Nullable RegInfo document;
  private RegInfo.@Nullable Registration registration;
  private List<RegInfo.Contact> contacts = new ArrayList<>();
  private RegInfo.@Nullable Contact contact;
  private @Nullable StringBuilder uri;

  private RegInfoReader() {}

  /**
   * Reads a document.
   *
   * @throws MalformedMessageException if it is no such document, or larger than is read
   */
  public static RegInfo read(byte[] document) throws MalformedMessageException {
    RegInfoReader reader = new RegInfoReader();
    XmlReader.read(document, NAME, reader);
    RegInfo read = reader.document;
    if (read == null) {
      throw new MalformedMessageException(Kind.DATA_MISSING, NAME, "no document");
    }
    return new RegInfo(read.version(), read.full(), reader.registrations);
  }

  @Override
  public void begin(XMLStreamReader element, int depth) throws MalformedMessageException {
    String name = element.getLocalName();
    boolean ours = NAMESPACE.equals(element.getNamespaceURI());
    if (depth == 1) {
      if (!ours || !name.equals(NAME)) {
        throw malformed(NAME, "another document");
      }
      document = document(element);
    } else if (ours && depth == 2 && name.equals("registration")) {
      registration = registration(element);
      contacts = new ArrayList<>();
    } else if (ours && depth == 3 && registration != null && name.equals("contact")) {
      contact = contact(element);
    } else if (ours && depth == 4 && contact != null && name.equals("uri")) {
      uri = new StringBuilder();
    }
  }

  private static RegInfo document(XMLStreamReader element) throws MalformedMessageException {
    Long version = number(element, NAME + "@version", "version", Long.MAX_VALUE);
    if (version == null) {
      throw new MalformedMessageException(Kind.DATA_MISSING, NAME + "@version", "none");
    }
    String state = required(element, NAME, "state");
    if (!state.equals("full") && !state.equals("partial")) {
      throw malformed(NAME + "@state", "neither full nor partial");
    }
    return new RegInfo(version, state.equals("full"), List.of());
  }

  private RegInfo.Registration registration(XMLStreamReader element)
      throws MalformedMessageException {
    if (registrations.size() == MOST_REGISTRATIONS) {
      throw malformed("registration", "more than " + MOST_REGISTRATIONS);
    }
    String aor = required(element, "registration", "aor");
    if (aor.indexOf(':') <= 0) {
      throw malformed("registration@aor", "no URI");
    }
    RegInfo.State state =
        switch (required(element, "registration", "state")) {
          case "init" -> RegInfo.State.INIT;
          case "active" -> RegInfo.State.ACTIVE;
          case "terminated" -> RegInfo.State.TERMINATED;
          default -> throw malformed("registration@state", "not known");
        };
    return new RegInfo.Registration(aor, required(element, "registration", "id"), state, List.of());
  }

  private RegInfo.Contact contact(XMLStreamReader element) throws MalformedMessageException {
    if (contacts.size() == MOST_CONTACTS) {
      throw malformed("contact", "more than " + MOST_CONTACTS);
    }
    String state = required(element, "contact", "state");
    if (!state.equals("active") && !state.equals("terminated")) {
      throw malformed("contact@state", "neither active nor terminated");
    }
    return new RegInfo.Contact(
        required(element, "contact", "id"),
        state.equals("active"),
        event(element.getAttributeValue(null, "event")),
        number(element, "contact@expires", "expires", MOST_SECONDS),
        "");
  }

  /** It only explains the state: one that is missing or unknown harms nothing. */
  private static RegInfo.Event event(@Nullable String text) {
    for (RegInfo.Event event : RegInfo.Event.values()) {
      if (text != null && event.name().toLowerCase(Locale.ROOT).equals(text.strip())) {
        return event;
      }
    }
    return RegInfo.Event.OTHER;
  }

  @Override
  public void text(String text) throws MalformedMessageException {
    if (uri != null && uri.append(text).length() > LONGEST) {
      throw malformed("uri", "longer than " + LONGEST);
    }
  }

  @Override
  public void end(String name, int depth) {
    RegInfo.Contact open = contact;
    RegInfo.Registration around = registration;
    if (depth == 4 && uri != null && open != null) {
      contact =
          new RegInfo.Contact(
              open.id(), open.active(), open.event(), open.expires(), uri.toString().strip());
      uri = null;
    } else if (depth == 3 && open != null) {
      contacts.add(open);
      contact = null;
    } else if (depth == 2 && around != null) {
      registrations.add(
          new RegInfo.Registration(around.aor(), around.id(), around.state(), contacts));
      registration = null;
    }
  }

  private static String required(XMLStreamReader element, String of, String name)
      throws MalformedMessageException {
    String value = element.getAttributeValue(null, name);
    if (value == null || value.isBlank()) {
      throw new MalformedMessageException(Kind.DATA_MISSING, of + "@" + name, "none");
    }
    if (value.length() > LONGEST) {
      throw malformed(of + "@" + name, "longer than " + LONGEST);
    }
    return value.strip();
  }

  private static @Nullable Long number(
      XMLStreamReader element, String where, String name, long most)
      throws MalformedMessageException {
    String text = element.getAttributeValue(null, name);
    if (text == null) {
      return null;
    }
    String digits = text.strip();
    if (!SipValues.isNumber(digits) || Long.parseLong(digits) > most) {
      throw malformed(where, "no such number");
    }
    return Long.parseLong(digits);
  }

  private static MalformedMessageException malformed(String where, String reason) {
    return new MalformedMessageException(Kind.UNEXPECTED_VALUE, where, reason);
  }
}
