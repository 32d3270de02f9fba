package org.pna.publisher.store;

import static org.pna.publisher.store.RecordFormat.flag;
import static org.pna.publisher.store.RecordFormat.list;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.publisher.pidf.Basic;
import org.pna.publisher.pidf.CellLocation;
import org.pna.publisher.pidf.Device;
import org.pna.publisher.pidf.Element;
import org.pna.publisher.pidf.Fragment;
import org.pna.publisher.pidf.GeodeticLocation;
import org.pna.publisher.pidf.Network;
import org.pna.publisher.pidf.Participation;
import org.pna.publisher.pidf.Person;
import org.pna.publisher.pidf.RegistrationState;
import org.pna.publisher.pidf.Tuple;
import org.pna.publisher.pidf.View;

/** The document's part of {@link RecordFormat}. Codes and bits are never given another meaning. */
final class ElementFormat {
  private static final int TUPLE = 0;
  private static final int PERSON = 1;
  private static final int DEVICE = 2;

  /** What a fragment shows without location: its element less the location … */
  private static final int ITSELF = 0;

  /** … the same as of an earlier time … */
  private static final int EARLIER = 1;

  /** … or another element. */
  private static final int ANOTHER = 2;

  private static final int CLOSED = 1;
  private static final int REASON = 2;
  private static final int CONTACT = 4;
  private static final int PARTICIPATION = 8;
  private static final int REGISTERED = 16;
  private static final int NOT_REGISTERED = 32;

  /** Above it the two bits of the bearer. */
  private static final int TAKES_PART = 1;

  private static final int ACTIVE = 1;
  private static final int NOT_REACHABLE = 2;
  private static final int ROAMING = 4;

  private static final int CELL = 1;
  private static final int POSITION = 2;

  private static final int CGI = 1;
  private static final int SAI = 2;
  private static final int LAI = 4;
  private static final int RAI = 8;
  private static final int TAI = 16;
  private static final int ECGI = 32;

  private ElementFormat() {}

  static void write(ByteWriter out, Fragment fragment) {
    Element element = fragment.element();
    Element shown = fragment.element(View.WITHOUT_LOCATION);
    Element itself = unlocated(element);
    element(out, element);
    if (shown.equals(itself)) {
      out.octet(ITSELF);
    } else if (shown.equals(itself.at(shown.timestamp()))) {
      out.octet(EARLIER).instant(shown.timestamp());
    } else {
      out.octet(ANOTHER);
      element(out, shown);
    }
  }

  static Fragment fragment(ByteReader in) {
    Element element = element(in);
    Element shown =
        switch (in.octet()) {
          case ITSELF -> unlocated(element);
          case EARLIER -> unlocated(element).at(in.instant());
          case ANOTHER -> element(in);
          default -> throw in.damaged("no form of a fragment");
        };
    try {
      return Fragment.of(element, shown);
    } catch (IllegalArgumentException e) {
      throw in.damaged("an element that cannot be written", e);
    }
  }

  private static Element unlocated(Element element) {
    return element instanceof Device device ? device.withoutLocation() : element;
  }

  private static void element(ByteWriter out, Element element) {
    if (element instanceof Tuple tuple) {
      tuple(out.octet(TUPLE).string(tuple.id()), tuple);
    } else if (element instanceof Person person) {
      strings(out.octet(PERSON).string(person.id()), person.activities());
    } else if (element instanceof Device device) {
      device(out.octet(DEVICE).string(device.id()), device);
    }
    out.instant(element.timestamp());
  }

  private static Element element(ByteReader in) {
    return switch (in.octet()) {
      case TUPLE -> tuple(in);
      case PERSON -> new Person(in.string(), list(in, ByteReader::string), in.instant());
      case DEVICE -> device(in);
      default -> throw in.damaged("no kind of element");
    };
  }

  private static void tuple(ByteWriter out, Tuple tuple) {
    out.octet(
        (tuple.basic() == Basic.CLOSED ? CLOSED : 0)
            | flag(REASON, tuple.reason())
            | flag(CONTACT, tuple.contact())
            | flag(PARTICIPATION, tuple.participation())
            | code(tuple.registration()));
    Participation participation = tuple.participation();
    if (participation != null) {
      out.octet(
          (participation.basic() == Basic.OPEN ? TAKES_PART : 0)
              | SessionFormat.code(participation.bearer()) << 1);
    }
    optional(out, tuple.reason());
    strings(out, tuple.deviceIds());
    optional(out, tuple.contact());
  }

  private static Tuple tuple(ByteReader in) {
    String id = in.string();
    int flags = in.octet();
    return new Tuple(
        id,
        (flags & CLOSED) != 0 ? Basic.CLOSED : Basic.OPEN,
        registration(flags),
        (flags & PARTICIPATION) == 0 ? null : participation(in.octet()),
        optional(in, flags & REASON),
        list(in, ByteReader::string),
        optional(in, flags & CONTACT),
        in.instant());
  }

  private static int code(@Nullable RegistrationState registration) {
    if (registration == null) {
      return 0;
    }
    return registration == RegistrationState.ACTIVE ? REGISTERED : NOT_REGISTERED;
  }

  private static @Nullable RegistrationState registration(int flags) {
    if ((flags & REGISTERED) != 0) {
      return RegistrationState.ACTIVE;
    }
    return (flags & NOT_REGISTERED) == 0 ? null : RegistrationState.TERMINATED;
  }

  private static Participation participation(int flags) {
    return new Participation(
        (flags & TAKES_PART) != 0 ? Basic.OPEN : Basic.CLOSED,
        SessionFormat.bearer(flags >> 1 & 3));
  }

  private static void device(ByteWriter out, Device device) {
    out.string(device.deviceId()).unsigned(device.networks().size());
    device.networks().forEach(network -> network(out, network));
    CellLocation location = device.location();
    GeodeticLocation position = device.position();
    out.octet(flag(CELL, location) | flag(POSITION, position));
    if (location != null) {
      cell(out, location);
    }
    if (position != null) {
      PositionFormat.write(out, position.position());
      out.instant(position.retainUntil());
    }
  }

  private static Device device(ByteReader in) {
    String id = in.string();
    String deviceId = in.string();
    List<Network> networks = list(in, ElementFormat::network);
    int flags = in.octet();
    return new Device(
        id,
        deviceId,
        networks,
        (flags & CELL) == 0 ? null : cell(in),
        (flags & POSITION) == 0 ? null : position(in),
        in.instant());
  }

  private static GeodeticLocation position(ByteReader in) {
    return new GeodeticLocation(PositionFormat.read(in), in.instant());
  }

  private static void network(ByteWriter out, Network network) {
    out.octet(
        (network.active() ? ACTIVE : 0)
            | (network.notReachable() ? NOT_REACHABLE : 0)
            | flag(ROAMING, network.roaming()));
    out.string(network.id());
    if (network.roaming() != null) {
      out.octet(FactsFormat.code(network.roaming()));
    }
  }

  private static Network network(ByteReader in) {
    int flags = in.octet();
    return new Network(
        in.string(),
        (flags & ACTIVE) != 0,
        (flags & ROAMING) == 0 ? null : FactsFormat.roaming(in),
        (flags & NOT_REACHABLE) != 0);
  }

  private static void cell(ByteWriter out, CellLocation cell) {
    out.octet(
        flag(CGI, cell.cgi())
            | flag(SAI, cell.sai())
            | flag(LAI, cell.lai())
            | flag(RAI, cell.rai())
            | flag(TAI, cell.tai())
            | flag(ECGI, cell.ecgi()));
    optional(out, cell.cgi());
    optional(out, cell.sai());
    optional(out, cell.lai());
    optional(out, cell.rai());
    optional(out, cell.tai());
    optional(out, cell.ecgi());
    out.instant(cell.time());
  }

  private static CellLocation cell(ByteReader in) {
    int flags = in.octet();
    return new CellLocation(
        optional(in, flags & CGI),
        optional(in, flags & SAI),
        optional(in, flags & LAI),
        optional(in, flags & RAI),
        optional(in, flags & TAI),
        optional(in, flags & ECGI),
        in.instant());
  }

  private static void strings(ByteWriter out, List<String> strings) {
    out.unsigned(strings.size());
    strings.forEach(out::string);
  }

  private static void optional(ByteWriter out, @Nullable String text) {
    if (text != null) {
      out.string(text);
    }
  }

  private static @Nullable String optional(ByteReader in, int flag) {
    return flag == 0 ? null : in.string();
  }
}
