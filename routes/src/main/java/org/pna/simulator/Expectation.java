package org.pna.simulator;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pna.model.Call.Bearer;
import org.pna.publisher.pidf.Basic;
import org.pna.publisher.pidf.Network;
import org.pna.publisher.pidf.Participation;
import org.pna.publisher.pidf.ReceivedPresence;

/**
 * What a step of the tour should make a watcher see.
 *
 * @param text for the report when it did not come
 * @param holds whether a document says it
 */
public record Expectation(String text, Predicate<ReceivedPresence> holds) {
  /** A means is open or closed. */
  public static Expectation means(String tuple, Basic basic) {
    return new Expectation(
        tuple + (basic == Basic.OPEN ? " open" : " closed"),
        document ->
            document.tuples().stream().anyMatch(t -> t.id().equals(tuple) && t.basic() == basic));
  }

  /** A network is there, and reaches the handset. */
  public static Expectation active(String network) {
    return new Expectation(
        network + " active",
        document -> networks(document, network).anyMatch(n -> n.active() && !n.notReachable()));
  }

  /** A network is at home or visited. */
  public static Expectation roaming(String network, Network.Roaming where) {
    return new Expectation(
        network + (where == Network.Roaming.HOME ? " home" : " visited"),
        document -> networks(document, network).anyMatch(n -> n.roaming() == where));
  }

  /** A network is there, and does not reach the handset. */
  public static Expectation notReachable(String network) {
    return new Expectation(
        network + " not reachable",
        document -> networks(document, network).anyMatch(n -> n.active() && n.notReachable()));
  }

  /** A network is there no more. */
  public static Expectation terminated(String network) {
    return new Expectation(
        network + " terminated",
        document -> networks(document, network).anyMatch(n -> !n.active()));
  }

  /** The handset is in this cell. */
  public static Expectation cell(String cgi) {
    return new Expectation(
        "cell " + cgi,
        document ->
            document.devices().stream()
                .anyMatch(d -> d.cell() != null && cgi.equals(d.cell().cgi())));
  }

  /** The handset is in this cell of E-UTRAN. */
  public static Expectation eutranCell(String ecgi) {
    return new Expectation(
        "E-UTRAN cell " + ecgi,
        document ->
            document.devices().stream()
                .anyMatch(d -> d.cell() != null && ecgi.equals(d.cell().ecgi())));
  }

  /**
   * The handset is at this place.
   *
   * @param place name of the shape and its first position, such as {@code Circle 59.33 18.06}
   */
  public static Expectation at(String place) {
    return new Expectation(
        "at " + place,
        document -> document.devices().stream().anyMatch(d -> place.equals(d.place())));
  }

  /** All of these. */
  public static Expectation all(Expectation... parts) {
    List<Expectation> list = Arrays.asList(parts);
    return new Expectation(
        String.join(", ", list.stream().map(Expectation::text).toList()),
        document -> list.stream().allMatch(part -> part.holds.test(document)));
  }

  /** In a call with this bearer, or with none that is known. */
  public static Expectation onThePhone(@Nullable Bearer bearer) {
    return new Expectation(
        "on the phone" + (bearer == null ? "" : ", " + bearer),
        document ->
            document.persons().stream().anyMatch(p -> p.activities().contains("on-the-phone"))
                && participations(document)
                    .anyMatch(p -> p.basic() == Basic.OPEN && p.bearer() == bearer));
  }

  /** In no call. */
  public static Expectation offThePhone() {
    return new Expectation(
        "off the phone",
        document ->
            document.persons().stream().noneMatch(p -> p.activities().contains("on-the-phone"))
                && participations(document).anyMatch(p -> p.basic() == Basic.CLOSED));
  }

  private static Stream<Participation> participations(ReceivedPresence document) {
    return document.tuples().stream()
        .filter(tuple -> tuple.id().equals("cs-voice"))
        .flatMap(tuple -> Stream.ofNullable(tuple.participation()));
  }

  private static Stream<Network> networks(ReceivedPresence document, String id) {
    return document.devices().stream()
        .flatMap(device -> device.networks().stream())
        .filter(network -> network.id().equals(id));
  }
}
