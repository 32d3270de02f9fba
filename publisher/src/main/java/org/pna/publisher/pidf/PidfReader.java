package org.pna.publisher.pidf;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.pna.model.Call.Bearer;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;
import org.pna.publisher.pidf.Network.Roaming;
import org.pna.publisher.pidf.ReceivedPresence.ReceivedDevice;
import org.pna.publisher.pidf.ReceivedPresence.ReceivedPerson;
import org.pna.publisher.pidf.ReceivedPresence.ReceivedTuple;

/**
 * Reads presence documents as a watcher gets them (RFC 3863, RFC 4479, RFC 5262 pidf-full). What it
 * does not know it passes over; what it knows must be right.
 */
public final class PidfReader {
  private static final String GML = "http://www.opengis.net/gml";

  private PidfReader() {}

  /**
   * The document's contents.
   *
   * @param document a {@code presence} or {@code pidf-full} document, UTF-8, at most 256 KiB
   * @throws MalformedMessageException if it is not well-formed, has a DTD, is another document, or
   *     lacks an entity, an id or a deviceID, or has a value that cannot be
   */
  public static ReceivedPresence read(byte[] document) throws MalformedMessageException {
    XmlElement root = XmlParser.parse(document);
    boolean full = root.name.is(Namespaces.PIDF_DIFF, "pidf-full");
    if (!full && !root.name.is(Namespaces.PIDF, "presence")) {
      throw wrong(root, "neither presence nor pidf-full");
    }
    List<ReceivedTuple> tuples = new ArrayList<>();
    for (XmlElement tuple : root.elements(Namespaces.PIDF, "tuple")) {
      tuples.add(tuple(tuple));
    }
    List<ReceivedPerson> persons = new ArrayList<>();
    for (XmlElement person : root.elements(Namespaces.DATA_MODEL, "person")) {
      persons.add(person(person));
    }
    List<ReceivedDevice> devices = new ArrayList<>();
    for (XmlElement device : root.elements(Namespaces.DATA_MODEL, "device")) {
      devices.add(device(device));
    }
    return new ReceivedPresence(required(root, "entity"), tuples, persons, devices);
  }

  static OptionalLong version(XmlElement root) throws MalformedMessageException {
    String version = root.attribute("", "version");
    if (version == null) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Integer.toUnsignedLong(Integer.parseUnsignedInt(version.strip())));
    } catch (NumberFormatException e) {
      throw wrong(root, "version is not an xs:unsignedInt");
    }
  }

  private static ReceivedTuple tuple(XmlElement tuple) throws MalformedMessageException {
    XmlElement status = tuple.element(Namespaces.PIDF, "status");
    XmlElement basic = status == null ? null : status.element(Namespaces.PIDF, "basic");
    List<String> deviceIds = new ArrayList<>();
    for (XmlElement deviceId : tuple.elements(Namespaces.DATA_MODEL, "deviceID")) {
      deviceIds.add(deviceId.text().strip());
    }
    return new ReceivedTuple(
        required(tuple, "id"),
        basic == null ? null : basic(basic),
        participation(tuple),
        text(tuple, Namespaces.PNA, "reason"),
        deviceIds,
        text(tuple, Namespaces.PIDF, "contact"),
        timestamp(tuple, Namespaces.PIDF));
  }

  private static Basic basic(XmlElement basic) throws MalformedMessageException {
    return switch (basic.text().strip()) {
      case "open" -> Basic.OPEN;
      case "closed" -> Basic.CLOSED;
      default -> throw wrong(basic, "neither open nor closed");
    };
  }

  private static @Nullable Participation participation(XmlElement tuple)
      throws MalformedMessageException {
    XmlElement session = tuple.element(Namespaces.OMA_PRES, "session-participation");
    XmlElement basic = session == null ? null : session.element(Namespaces.OMA_PRES, "basic");
    if (basic == null) {
      return null;
    }
    XmlElement bearer = tuple.element(Namespaces.PNA, "bearer");
    return new Participation(basic(basic), bearer == null ? null : bearer(bearer));
  }

  private static Bearer bearer(XmlElement bearer) throws MalformedMessageException {
    return switch (bearer.text().strip()) {
      case "speech" -> Bearer.SPEECH;
      case "video" -> Bearer.VIDEO;
      case "data" -> Bearer.DATA;
      default -> throw wrong(bearer, "neither speech, video nor data");
    };
  }

  private static ReceivedPerson person(XmlElement person) throws MalformedMessageException {
    List<String> activities = new ArrayList<>();
    XmlElement list = person.element(Namespaces.RPID, "activities");
    if (list != null) {
      for (XmlElement activity : list.elements()) {
        if (activity.name.namespace().equals(Namespaces.RPID)
            && !activity.name.local().equals("note")) {
          activities.add(activity.name.local());
        }
      }
    }
    return new ReceivedPerson(
        required(person, "id"), activities, timestamp(person, Namespaces.DATA_MODEL));
  }

  private static ReceivedDevice device(XmlElement device) throws MalformedMessageException {
    List<Network> networks = new ArrayList<>();
    XmlElement availability = device.element(Namespaces.OMA_PRES, "network-availability");
    if (availability != null) {
      for (XmlElement network : availability.elements(Namespaces.OMA_PRES, "network")) {
        network(network, networks);
      }
    }
    String deviceId = text(device, Namespaces.DATA_MODEL, "deviceID");
    if (deviceId == null) {
      throw missing(device, "deviceID");
    }
    return new ReceivedDevice(
        required(device, "id"),
        deviceId,
        networks,
        cell(device),
        place(device),
        timestamp(device, Namespaces.DATA_MODEL));
  }

  private static void network(XmlElement network, List<Network> networks)
      throws MalformedMessageException {
    boolean active = network.element(Namespaces.OMA_PRES, "active") != null;
    boolean terminated = network.element(Namespaces.OMA_PRES, "terminated") != null;
    if (active && terminated) {
      throw wrong(network, "both active and terminated");
    }
    String id = required(network, "id");
    if (active || terminated) {
      boolean home = network.element(Namespaces.OMA_PDE, "home") != null;
      boolean visited = network.element(Namespaces.OMA_PDE, "visited") != null;
      boolean notReachable = network.element(Namespaces.PNA, "not-reachable") != null;
      Roaming roaming = home ? Roaming.HOME : visited ? Roaming.VISITED : null;
      networks.add(new Network(id, active, roaming, notReachable));
    }
  }

  private static @Nullable CellLocation cell(XmlElement device) throws MalformedMessageException {
    for (XmlElement geopriv : device.elements(Namespaces.GEOPRIV, "geopriv")) {
      XmlElement info = geopriv.element(Namespaces.GEOPRIV, "location-info");
      XmlElement cell = info == null ? null : info.element(Namespaces.PNA, "cell");
      if (cell != null) {
        return location(cell);
      }
    }
    return null; // a place in other terms
  }

  private static @Nullable String place(XmlElement device) {
    for (XmlElement geopriv : device.elements(Namespaces.GEOPRIV, "geopriv")) {
      XmlElement info = geopriv.element(Namespaces.GEOPRIV, "location-info");
      for (XmlElement shape : info == null ? List.<XmlElement>of() : info.elements()) {
        String position = position(shape);
        if (position != null) {
          return shape.name.local() + ' ' + position;
        }
      }
    }
    return null;
  }

  private static @Nullable String position(XmlElement in) {
    String position = text(in, GML, "pos");
    for (XmlElement part : position == null ? in.elements() : List.<XmlElement>of()) {
      position = position == null ? position(part) : position;
    }
    return position;
  }

  private static CellLocation location(XmlElement cell) throws MalformedMessageException {
    return new CellLocation(
        text(cell, Namespaces.PNA, "cgi"),
        text(cell, Namespaces.PNA, "sai"),
        text(cell, Namespaces.PNA, "lai"),
        text(cell, Namespaces.PNA, "rai"),
        text(cell, Namespaces.PNA, "tai"),
        text(cell, Namespaces.PNA, "ecgi"),
        instant(cell, required(cell, "time")));
  }

  private static @Nullable Instant timestamp(XmlElement parent, String namespace)
      throws MalformedMessageException {
    XmlElement timestamp = parent.element(namespace, "timestamp");
    return timestamp == null ? null : instant(timestamp, timestamp.text().strip());
  }

  private static Instant instant(XmlElement element, String text) throws MalformedMessageException {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw wrong(element, "no time stamp of RFC 3339");
    }
  }

  private static @Nullable String text(XmlElement parent, String namespace, String local) {
    XmlElement child = parent.element(namespace, local);
    return child == null ? null : child.text().strip();
  }

  private static String required(XmlElement element, String attribute)
      throws MalformedMessageException {
    String value = element.attribute("", attribute);
    if (value == null || value.isEmpty()) {
      throw missing(element, attribute);
    }
    return value;
  }

  private static MalformedMessageException missing(XmlElement element, String what) {
    return new MalformedMessageException(Kind.DATA_MISSING, where(element), "no " + what);
  }

  private static MalformedMessageException wrong(XmlElement element, String reason) {
    return new MalformedMessageException(Kind.UNEXPECTED_VALUE, where(element), reason);
  }

  private static String where(XmlElement element) {
    return "line " + element.line + ": " + element.name.local();
  }
}
