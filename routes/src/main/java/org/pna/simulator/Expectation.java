package org.pna.simulator;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.pna.publisher.pidf.Basic;
import org.pna.publisher.pidf.Network;
import org.pna.publisher.pidf.ReceivedPresence;

/**
 * What a step of the tour should make a watcher see.
 *
 * @param text for the report when it did not come
 * @param holds whether a document says it
 */
record Expectation(String text, Predicate<ReceivedPresence> holds) {
  static Expectation means(String tuple, Basic basic) {
    return new Expectation(
        tuple + (basic == Basic.OPEN ? " open" : " closed"),
        document ->
            document.tuples().stream().anyMatch(t -> t.id().equals(tuple) && t.basic() == basic));
  }

  static Expectation active(String network) {
    return new Expectation(
        network + " active",
        document -> networks(document, network).anyMatch(n -> n.active() && !n.notReachable()));
  }

  static Expectation roaming(String network, Network.Roaming where) {
    return new Expectation(
        network + (where == Network.Roaming.HOME ? " home" : " visited"),
        document -> networks(document, network).anyMatch(n -> n.roaming() == where));
  }

  static Expectation notReachable(String network) {
    return new Expectation(
        network + " not reachable",
        document -> networks(document, network).anyMatch(n -> n.active() && n.notReachable()));
  }

  static Expectation terminated(String network) {
    return new Expectation(
        network + " terminated",
        document -> networks(document, network).anyMatch(n -> !n.active()));
  }

  static Expectation silentAbout(String network) {
    return new Expectation(
        "nothing of " + network, document -> networks(document, network).findAny().isEmpty());
  }

  static Expectation cell(String cgi) {
    return new Expectation(
        "cell " + cgi,
        document ->
            document.devices().stream()
                .anyMatch(d -> d.cell() != null && cgi.equals(d.cell().cgi())));
  }

  static Expectation all(Expectation... parts) {
    List<Expectation> list = Arrays.asList(parts);
    return new Expectation(
        String.join(", ", list.stream().map(Expectation::text).toList()),
        document -> list.stream().allMatch(part -> part.holds.test(document)));
  }

  private static Stream<Network> networks(ReceivedPresence document, String id) {
    return document.devices().stream()
        .flatMap(device -> device.networks().stream())
        .filter(network -> network.id().equals(id));
  }
}
