package org.pna.publisher.pidf;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pna.model.Call.Bearer;

/**
 * What a watcher reads in a presence document.
 *
 * @param entity the presentity's URI
 * @param tuples in the order of the document, like persons and devices
 */
public record ReceivedPresence(
    String entity,
    List<ReceivedTuple> tuples,
    List<ReceivedPerson> persons,
    List<ReceivedDevice> devices) {
  public ReceivedPresence {
    tuples = List.copyOf(tuples);
    persons = List.copyOf(persons);
    devices = List.copyOf(devices);
  }

  /**
   * A communication means.
   *
   * @param id of the tuple
   * @param basic null when the document does not say
   * @param participation whether it is in use; null when the document does not say
   * @param reason {@code pna:reason}, or null
   * @param deviceIds of the devices that carry it
   * @param contact URI, or null
   * @param timestamp or null
   */
  public record ReceivedTuple(
      String id,
      @Nullable Basic basic,
      @Nullable Participation participation,
      @Nullable String reason,
      List<String> deviceIds,
      @Nullable String contact,
      @Nullable Instant timestamp) {
    public ReceivedTuple {
      deviceIds = List.copyOf(deviceIds);
    }

    @Override
    public String toString() {
      String state = basic == null ? "unknown" : basic == Basic.OPEN ? "open" : "closed";
      return id + ' ' + state + (reason == null ? "" : " (" + reason + ')') + session();
    }

    private String session() {
      if (participation == null || participation.basic() == Basic.CLOSED) {
        return participation == null ? "" : " (in no call)";
      }
      Bearer bearer = participation.bearer();
      return bearer == null
          ? " (in a call)"
          : " (in a " + bearer.name().toLowerCase(Locale.ROOT) + " call)";
    }
  }

  /**
   * The human.
   *
   * @param id of the person element
   * @param activities RPID element names
   * @param timestamp or null
   */
  public record ReceivedPerson(String id, List<String> activities, @Nullable Instant timestamp) {
    public ReceivedPerson {
      activities = List.copyOf(activities);
    }

    @Override
    public String toString() {
      return activities.isEmpty() ? id : String.join(" ", activities);
    }
  }

  /**
   * A device.
   *
   * @param id of the device element
   * @param deviceId URN
   * @param networks those that say active or terminated
   * @param cell where it is, or null
   * @param place where it is by coordinates: the shape's name and first position, such as {@code
   *     Circle 59.33 18.06}; or null
   * @param timestamp or null
   */
  public record ReceivedDevice(
      String id,
      String deviceId,
      List<Network> networks,
      @Nullable CellLocation cell,
      @Nullable String place,
      @Nullable Instant timestamp) {
    public ReceivedDevice {
      networks = List.copyOf(networks);
    }

    @Override
    public String toString() {
      List<String> parts = new ArrayList<>();
      for (Network network : networks) {
        parts.add(describe(network));
      }
      String text = parts.isEmpty() ? "no networks" : "networks: " + String.join(", ", parts);
      text = cell == null ? text : text + ", " + describe(cell);
      return place == null ? text : text + ", " + place;
    }

    private static String describe(Network network) {
      String state = network.id() + (network.active() ? " active" : " terminated");
      List<String> more = new ArrayList<>(2);
      if (network.roaming() != null) {
        more.add(network.roaming() == Network.Roaming.HOME ? "home" : "visited");
      }
      if (network.notReachable()) {
        more.add("not reachable");
      }
      return more.isEmpty() ? state : state + " (" + String.join(", ", more) + ')';
    }

    private static String describe(CellLocation cell) {
      List<String> names = new ArrayList<>(2);
      add(names, "cell ", cell.cgi());
      add(names, "service area ", cell.sai());
      add(names, "location area ", cell.lai());
      add(names, "routing area ", cell.rai());
      add(names, "tracking area ", cell.tai());
      add(names, "E-UTRAN cell ", cell.ecgi());
      return String.join(", ", names);
    }

    private static void add(List<String> names, String what, @Nullable String name) {
      if (name != null) {
        names.add(what + name);
      }
    }
  }

  /** One line for people: {@code cs-voice open, ps-data closed, networks: 3GPP-CS active}. */
  public String summary() {
    List<String> parts = new ArrayList<>();
    tuples.forEach(tuple -> parts.add(tuple.toString()));
    persons.forEach(person -> parts.add(person.toString()));
    devices.forEach(device -> parts.add(device.toString()));
    return parts.isEmpty() ? "nothing known" : String.join(", ", parts);
  }
}
