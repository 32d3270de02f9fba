package org.pna.transport.ss7;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.restcomm.protocols.ss7.indicator.NatureOfAddress;
import org.restcomm.protocols.ss7.indicator.NumberingPlan;
import org.restcomm.protocols.ss7.indicator.RoutingIndicator;
import org.restcomm.protocols.ss7.mtp.Mtp3UserPart;
import org.restcomm.protocols.ss7.sccp.Router;
import org.restcomm.protocols.ss7.sccp.SccpListener;
import org.restcomm.protocols.ss7.sccp.SccpProvider;
import org.restcomm.protocols.ss7.sccp.parameter.GlobalTitle;
import org.restcomm.protocols.ss7.sccp.parameter.ParameterFactory;
import org.restcomm.protocols.ss7.sccp.parameter.SccpAddress;

/**
 * One SS7 node: MTP3 over M3UA and SCCP on jSS7, which the subsystems of its link share. It opens
 * with the first of them, lets traffic in when the last has attached, since SCCP would give back
 * what is for one that lacks, and closes with the last that goes. jSS7 keeps its configuration in
 * files and prefers them to what it is told; they are removed before each start.
 */
final class Ss7Node {
  private static final int MTP3 = 1;
  private static final int SAP = 1;
  private static final int NETWORK = 0;
  private static final int HIGHEST_SLS = 255;

  private final Ss7Link link;
  private final Mtp3Network network;
  private final Delivery.Current current = new Delivery.Current();
  private final NodesHeard heard;
  private final SccpNode sccp;
  private final Set<Subsystem> attached = new LinkedHashSet<>();

  /** A user of SCCP. */
  interface Subsystem {
    /** Makes it ready, and registers its listener; no traffic comes yet if it is the first time. */
    void start() throws Exception;

    /** Ends it, also one that is half started. */
    void stop();
  }

  Ss7Node(Ss7Link link, MapMeters meters, Mtp3Network network, Refusals refusals) {
    this.link = link;
    this.network = network;
    this.heard = new NodesHeard(refusals);
    this.sccp = new SccpNode(link.stackName(), link, current, meters, heard, this::reachable);
  }

  Ss7Link link() {
    return link;
  }

  /** Who spoke to us, and from where. */
  NodesHeard heard() {
    return heard;
  }

  /** What the message on the current thread brought with it. */
  Delivery.Current current() {
    return current;
  }

  SccpProvider sccp() {
    return sccp.getSccpProvider();
  }

  /**
   * The point codes that something can be sent to now: an association that leads there is up, as
   * far as the network tells of its associations, and they are not said to be out of reach.
   */
  List<Integer> reachable() {
    List<LinkState> states = network.states();
    Set<String> up =
        states.stream().filter(LinkState::up).map(LinkState::association).collect(toSet());
    return link.associations().stream()
        .filter(association -> states.isEmpty() || up.contains(association.name()))
        .flatMap(association -> association.peerPointCodes().stream())
        .distinct()
        .filter(pointCode -> !heard.isInaccessible(pointCode))
        .toList();
  }

  /** State of each association. */
  List<LinkState> states() {
    return network.states();
  }

  /** Takes in a subsystem; on failure it is stopped again, and the node too if it was the first. */
  synchronized void attach(Subsystem subsystem) throws LinkStartException {
    if (attached.size() == link.subsystems()) {
      throw new LinkStartException("link " + link.name() + " has a consumer already");
    }
    boolean isFirst = attached.isEmpty();
    attached.add(subsystem);
    try {
      if (isFirst) {
        open();
      }
      subsystem.start();
      if (attached.size() == link.subsystems()) {
        network.activate();
      }
    } catch (LinkStartException e) {
      detach(subsystem);
      throw e;
    } catch (Exception e) {
      detach(subsystem);
      throw new LinkStartException("link " + link.name() + " cannot start: " + e.getMessage(), e);
    }
  }

  /** Lets a subsystem go, if it is attached. */
  synchronized void detach(Subsystem subsystem) {
    if (!attached.remove(subsystem)) {
      return;
    }
    if (attached.isEmpty()) {
      network.close();
    }
    subsystem.stop();
    if (attached.isEmpty() && sccp.isStarted()) {
      sccp.stop();
    }
  }

  private void open() throws Exception {
    clearFiles();
    Mtp3UserPart mtp3 = network.open(sccp);
    sccp.setPersistDir(link.dataDirectory().toString());
    sccp.setMtp3UserPart(MTP3, mtp3);
    sccp.start();
    sccp.setRemoveSpc(false);
    route();
  }

  private void clearFiles() throws IOException {
    Files.createDirectories(link.dataDirectory());
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(link.dataDirectory(), link.stackName() + "_*.xml")) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }

  /**
   * The point codes that jSS7 must know to hear of; {@link SccpNode} finds the way of what we send.
   */
  private void route() throws Exception {
    Router router = sccp.getRouter();
    router.addMtp3ServiceAccessPoint(
        SAP, MTP3, link.pointCode(), link.networkIndicator(), NETWORK, null);
    List<Integer> peers =
        link.associations().stream().flatMap(a -> a.peerPointCodes().stream()).distinct().toList();
    int id = 1;
    for (int peer : peers) {
      sccp.getSccpResource().addRemoteSpc(id, peer, 0, 0);
      router.addMtp3Destination(SAP, id, peer, peer, 0, HIGHEST_SLS, HIGHEST_SLS);
      id++;
    }
  }

  /** Gives what comes for a subsystem to a listener of ours, whoever had it before. */
  void listen(int subsystem, SccpListener listener) {
    sccp().deregisterSccpListener(subsystem);
    sccp().registerSccpListener(subsystem, listener);
  }

  /**
   * Our address: GTI 4, TT 0, NP 1, NAI 4, routed on GT, the form that every network translates.
   */
  SccpAddress ownAddress(int subsystem) {
    return address(link.globalTitle(), subsystem);
  }

  /** The same form of another node's address. */
  SccpAddress address(String globalTitle, int subsystem) {
    ParameterFactory parameters = sccp().getParameterFactory();
    return parameters.createSccpAddress(
        RoutingIndicator.ROUTING_BASED_ON_GLOBAL_TITLE,
        title(parameters, globalTitle),
        0,
        subsystem);
  }

  private static GlobalTitle title(ParameterFactory parameters, String digits) {
    return parameters.createGlobalTitle(
        digits, 0, NumberingPlan.ISDN_TELEPHONY, null, NatureOfAddress.INTERNATIONAL);
  }
}
