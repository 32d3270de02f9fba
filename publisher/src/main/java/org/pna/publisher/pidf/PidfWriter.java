package org.pna.publisher.pidf;

import static org.pna.publisher.pidf.Utf8.bytes;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pna.model.Call.Bearer;

/**
 * Writes elements (RFC 3863 clause 4.1, RFC 4479 clause 3, RFC 4480, RFC 4119, OMA Presence Data
 * Extensions): no white space, prefixes as {@link Namespaces} declares them. What XML 1.0 cannot
 * carry becomes U+FFFD.
 */
final class PidfWriter {
  /** The empty activity elements of RFC 4480 clause 3.2; {@code unknown} says nothing. */
  private static final Set<String> ACTIVITIES =
      Set.of(
          ("appointment away breakfast busy dinner holiday in-transit looking-for-work lunch meal"
                  + " meeting on-the-phone performance permanent-absence playing presentation"
                  + " shopping sleeping spectator steering travel tv vacation working worship")
              .split(" "));

  private static final byte[] TUPLE_ID = bytes("<tuple id=\"");
  private static final byte[] STATUS_OPEN = bytes("\"><status><basic>open</basic></status>");
  private static final byte[] STATUS_CLOSED = bytes("\"><status><basic>closed</basic></status>");
  private static final byte[] REGISTERED =
      bytes("<op:registration-state>active</op:registration-state>");
  private static final byte[] NOT_REGISTERED =
      bytes("<op:registration-state>terminated</op:registration-state>");
  private static final byte[] TAKES_PART =
      bytes("<op:session-participation><op:basic>open</op:basic></op:session-participation>");
  private static final byte[] TAKES_NO_PART =
      bytes("<op:session-participation><op:basic>closed</op:basic></op:session-participation>");
  private static final byte[] BEARER = bytes("<pna:bearer>");
  private static final byte[] BEARER_END = bytes("</pna:bearer>");
  private static final byte[] REASON = bytes("<pna:reason>");
  private static final byte[] REASON_END = bytes("</pna:reason>");
  private static final byte[] DEVICE_ID = bytes("<dm:deviceID>");
  private static final byte[] DEVICE_ID_END = bytes("</dm:deviceID>");
  private static final byte[] CONTACT = bytes("<contact>");
  private static final byte[] CONTACT_END = bytes("</contact>");
  private static final byte[] TIMESTAMP = bytes("<timestamp>");
  private static final byte[] TUPLE_END = bytes("</timestamp></tuple>");
  private static final byte[] PERSON_ID = bytes("<dm:person id=\"");
  private static final byte[] ACTIVITIES_START = bytes("\"><rpid:activities>");
  private static final byte[] ACTIVITY = bytes("<rpid:");
  private static final byte[] EMPTY_END = bytes("/>");
  private static final byte[] ACTIVITIES_END = bytes("</rpid:activities>");
  private static final byte[] DM_TIMESTAMP = bytes("<dm:timestamp>");
  private static final byte[] PERSON_END = bytes("</dm:timestamp></dm:person>");
  private static final byte[] DEVICE = bytes("<dm:device id=\"");
  private static final byte[] TAG_END = bytes("\">");
  private static final byte[] AVAILABILITY = bytes("<op:network-availability>");
  private static final byte[] AVAILABILITY_END = bytes("</op:network-availability>");
  private static final byte[] NETWORK = bytes("<op:network id=\"");
  private static final byte[] ACTIVE = bytes("\"><op:active/>");
  private static final byte[] TERMINATED = bytes("\"><op:terminated/>");
  private static final byte[] HOME = bytes("<pde:home/>");
  private static final byte[] VISITED = bytes("<pde:visited/>");
  private static final byte[] NOT_REACHABLE = bytes("<pna:not-reachable/>");
  private static final byte[] NETWORK_END = bytes("</op:network>");
  private static final byte[] CELL = bytes("<gp:geopriv><gp:location-info><pna:cell time=\"");
  private static final byte[] GEOPRIV_END =
      bytes(
          "</pna:cell></gp:location-info><gp:usage-rules>"
              + "<gbp:retransmission-allowed>false</gbp:retransmission-allowed>"
              + "</gp:usage-rules><gp:method>Cell</gp:method></gp:geopriv>");
  private static final byte[] DEVICE_END = bytes("</dm:timestamp></dm:device>");
  private static final byte[] CGI = bytes("<pna:cgi>");
  private static final byte[] CGI_END = bytes("</pna:cgi>");
  private static final byte[] SAI = bytes("<pna:sai>");
  private static final byte[] SAI_END = bytes("</pna:sai>");
  private static final byte[] LAI = bytes("<pna:lai>");
  private static final byte[] LAI_END = bytes("</pna:lai>");
  private static final byte[] RAI = bytes("<pna:rai>");
  private static final byte[] RAI_END = bytes("</pna:rai>");
  private static final byte[] TAI = bytes("<pna:tai>");
  private static final byte[] TAI_END = bytes("</pna:tai>");
  private static final byte[] ECGI = bytes("<pna:ecgi>");
  private static final byte[] ECGI_END = bytes("</pna:ecgi>");

  private PidfWriter() {}

  /**
   * Whether an element can be written.
   *
   * @throws IllegalArgumentException if its id is no xs:ID of ASCII letters, digits, '.', '-' and
   *     '_' with a letter first, an activity is none of RFC 4480's or there is none, or a time lies
   *     outside the years 1 to 9999
   */
  static void check(Element element) {
    checkId(element.id());
    Timestamp.check(element.timestamp());
    if (element instanceof Person person) {
      checkActivities(person);
    } else if (element instanceof Device device) {
      if (device.location() != null) {
        Timestamp.check(device.location().time());
      }
      if (device.position() != null) {
        GeodeticWriter.check(device.position());
      }
    }
  }

  /** A checked element as UTF-8. */
  static byte[] xml(Element element) {
    if (element instanceof Tuple tuple) {
      return tuple(tuple);
    }
    if (element instanceof Person person) {
      return person(person);
    }
    return device((Device) element);
  }

  private static void checkActivities(Person person) {
    if (person.activities().isEmpty()) {
      throw new IllegalArgumentException("person without an activity");
    }
    for (String activity : person.activities()) {
      if (!ACTIVITIES.contains(activity)) {
        throw new IllegalArgumentException("no activity of RFC 4480: " + activity);
      }
    }
  }

  private static byte[] tuple(Tuple tuple) {
    Utf8 out = new Utf8(512);
    out.raw(TUPLE_ID).attribute(tuple.id());
    out.raw(tuple.basic() == Basic.OPEN ? STATUS_OPEN : STATUS_CLOSED);
    RegistrationState registration = tuple.registration();
    if (registration != null) {
      out.raw(registration == RegistrationState.ACTIVE ? REGISTERED : NOT_REGISTERED);
    }
    if (tuple.participation() != null) {
      participation(out, tuple.participation());
    }
    child(out, REASON, tuple.reason(), REASON_END);
    for (String deviceId : tuple.deviceIds()) {
      child(out, DEVICE_ID, deviceId, DEVICE_ID_END);
    }
    child(out, CONTACT, tuple.contact(), CONTACT_END);
    Timestamp.write(out.raw(TIMESTAMP), tuple.timestamp());
    return out.raw(TUPLE_END).toBytes();
  }

  private static void participation(Utf8 out, Participation participation) {
    out.raw(participation.basic() == Basic.OPEN ? TAKES_PART : TAKES_NO_PART);
    Bearer bearer = participation.bearer();
    if (bearer != null) {
      child(out, BEARER, bearer.name().toLowerCase(Locale.ROOT), BEARER_END);
    }
  }

  private static byte[] person(Person person) {
    Utf8 out = new Utf8(256);
    out.raw(PERSON_ID).attribute(person.id()).raw(ACTIVITIES_START);
    for (String activity : person.activities()) {
      out.raw(ACTIVITY).text(activity).raw(EMPTY_END);
    }
    Timestamp.write(out.raw(ACTIVITIES_END).raw(DM_TIMESTAMP), person.timestamp());
    return out.raw(PERSON_END).toBytes();
  }

  private static byte[] device(Device device) {
    Utf8 out = new Utf8(1024);
    out.raw(DEVICE).attribute(device.id()).raw(TAG_END);
    if (!device.networks().isEmpty()) {
      out.raw(AVAILABILITY);
      for (Network network : device.networks()) {
        network(out, network);
      }
      out.raw(AVAILABILITY_END);
    }
    GeodeticLocation position = device.position();
    if (position != null) {
      GeodeticWriter.write(out, position); // the more precise place comes first
    }
    CellLocation location = device.location();
    if (location != null && location.hasPlace()) {
      location(out, location);
    }
    child(out, DEVICE_ID, device.deviceId(), DEVICE_ID_END);
    Timestamp.write(out.raw(DM_TIMESTAMP), device.timestamp());
    return out.raw(DEVICE_END).toBytes();
  }

  private static void network(Utf8 out, Network network) {
    out.raw(NETWORK).attribute(network.id()).raw(network.active() ? ACTIVE : TERMINATED);
    if (network.roaming() != null) {
      out.raw(network.roaming() == Network.Roaming.HOME ? HOME : VISITED);
    }
    if (network.notReachable()) {
      out.raw(NOT_REACHABLE);
    }
    out.raw(NETWORK_END);
  }

  private static void location(Utf8 out, CellLocation location) {
    Timestamp.write(out.raw(CELL), location.time());
    out.raw(TAG_END);
    child(out, CGI, location.cgi(), CGI_END);
    child(out, SAI, location.sai(), SAI_END);
    child(out, LAI, location.lai(), LAI_END);
    child(out, RAI, location.rai(), RAI_END);
    child(out, TAI, location.tai(), TAI_END);
    child(out, ECGI, location.ecgi(), ECGI_END);
    out.raw(GEOPRIV_END);
  }

  private static void child(Utf8 out, byte[] start, @Nullable String text, byte[] end) {
    if (text != null) {
      out.raw(start).text(text).raw(end);
    }
  }

  private static void checkId(String id) {
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean other = (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
      if (!letter && !(other && i > 0)) {
        throw new IllegalArgumentException("not an xs:ID with a letter first: " + id);
      }
    }
    if (id.isEmpty()) {
      throw new IllegalArgumentException("empty xs:ID");
    }
  }
}
