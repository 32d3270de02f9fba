package org.pna.transport.ss7;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.restcomm.protocols.ss7.indicator.NatureOfAddress;
import org.restcomm.protocols.ss7.indicator.NumberingPlan;
import org.restcomm.protocols.ss7.indicator.RoutingIndicator;
import org.restcomm.protocols.ss7.mtp.Mtp3UserPart;
import org.restcomm.protocols.ss7.sccp.OriginationType;
import org.restcomm.protocols.ss7.sccp.Router;
import org.restcomm.protocols.ss7.sccp.RuleType;
import org.restcomm.protocols.ss7.sccp.SccpListener;
import org.restcomm.protocols.ss7.sccp.SccpProvider;
import org.restcomm.protocols.ss7.sccp.parameter.GlobalTitle;
import org.restcomm.protocols.ss7.sccp.parameter.ParameterFactory;
import org.restcomm.protocols.ss7.sccp.parameter.SccpAddress;
import org.restcomm.protocols.ss7.tcap.TCAPStackImpl;

/**
 * One SS7 node: MTP3 over M3UA, SCCP, TCAP and MAP on jSS7, receiving noteMM-Event. jSS7 keeps its
 * configuration in files and prefers them to what it is told; they are removed before each start.
 */
final class Ss7Stack {
  private static final int MTP3 = 1;
  private static final int SAP = 1;
  private static final int NETWORK = 0;
  private static final int HIGHEST_SLS = 255;
  private static final int MARGIN = 64;

  private final Ss7Link link;
  private final String name;
  private final MapMeters meters;
  private final Mtp3Network network;
  private final Refusals refusals;
  private final NodesHeard nodes;
  private final Delivery.Current current = new Delivery.Current();
  private final SccpNode sccp;
  private @Nullable NoteMmStack map;

  /**
   * @param invocations gets each invoke of noteMM-Event, on the thread that read it and with no
   *     lock held; it must not block
   * @param refusals told of what does not come so far
   */
  Ss7Stack(
      Ss7Link link,
      MapMeters meters,
      Mtp3Network network,
      Consumer<NoteMmInvocation> invocations,
      Refusals refusals) {
    this.link = link;
    this.name = link.stackName();
    this.meters = meters;
    this.network = network;
    this.refusals = refusals;
    this.nodes = new NodesHeard(refusals);
    this.sccp = new SccpNode(name, link, current, meters, nodes, invocations);
  }

  /** Starts all layers, the network last; on failure everything is stopped again. */
  void start() throws LinkStartException {
    try {
      clearFiles();
      Mtp3UserPart mtp3 = network.open(sccp);
      sccp.setPersistDir(link.dataDirectory().toString());
      sccp.setMtp3UserPart(MTP3, mtp3);
      sccp.start();
      sccp.setRemoveSpc(false);
      ParameterFactory parameters = sccp.getSccpProvider().getParameterFactory();
      route(parameters);
      startMap(ownAddress(parameters));
      network.activate();
    } catch (LinkStartException e) {
      stop();
      throw e;
    } catch (Exception e) {
      stop();
      throw new LinkStartException("link " + link.name() + " cannot start: " + e.getMessage(), e);
    }
  }

  private void clearFiles() throws IOException {
    Files.createDirectories(link.dataDirectory());
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(link.dataDirectory(), name + "_*.xml")) {
      for (Path file : files) {
        Files.delete(file);
      }
    }
  }

  /** Where dialogues of our own would go; answers go back where their questions came from. */
  private void route(ParameterFactory parameters) throws Exception {
    Router router = sccp.getRouter();
    router.addMtp3ServiceAccessPoint(
        SAP, MTP3, link.pointCode(), link.networkIndicator(), NETWORK, null);
    List<Integer> peers =
        link.associations().stream().flatMap(a -> a.peerPointCodes().stream()).distinct().toList();
    int id = 1;
    for (int peer : peers) {
      sccp.getSccpResource().addRemoteSpc(id, peer, 0, 0);
      router.addMtp3Destination(SAP, id, peer, peer, 0, HIGHEST_SLS, HIGHEST_SLS);
      router.addRoutingAddress(
          id,
          parameters.createSccpAddress(
              RoutingIndicator.ROUTING_BASED_ON_GLOBAL_TITLE, title(parameters, "-"), peer, 0));
      id++;
    }
    if (!peers.isEmpty()) {
      SccpAddress any =
          parameters.createSccpAddress(
              RoutingIndicator.ROUTING_BASED_ON_GLOBAL_TITLE, title(parameters, "*"), 0, 0);
      router.addRule(
          1, RuleType.SOLITARY, null, OriginationType.LOCAL, any, "K", 1, -1, null, NETWORK, null);
    }
  }

  private void startMap(SccpAddress own) throws Exception {
    SccpProvider provider = sccp.getSccpProvider();
    NoteMmStack stack = new NoteMmStack(name, provider, link.subsystem(), current, meters);
    TCAPStackImpl tcap = (TCAPStackImpl) stack.getTCAPStack();
    tcap.setPersistDir(link.dataDirectory().toString());
    map = stack;
    stack.start();
    stack.dropCancelledTimers();
    long idle = link.dialogueIdle().toMillis();
    // Each of the two must never be on the wrong side of the other, also in between.
    tcap.setInvokeTimeout(Math.min(tcap.getInvokeTimeout(), idle));
    tcap.setDialogIdleTimeout(idle);
    // The gate keeps the bound; several threads may pass it at once.
    tcap.setMaxDialogs(link.maxDialogues() + MARGIN);
    provider.deregisterSccpListener(link.subsystem());
    provider.registerSccpListener(
        link.subsystem(),
        new TcapGate(
            (SccpListener) tcap.getProvider(),
            provider,
            own,
            current,
            meters,
            refusals,
            nodes,
            () -> openDialogues() >= link.maxDialogues()));
    meters.open(this::openDialogues);
  }

  /** GTI 4, TT 0, NP 1, NAI 4, routed on GT: the form that every network translates. */
  private SccpAddress ownAddress(ParameterFactory parameters) {
    return parameters.createSccpAddress(
        RoutingIndicator.ROUTING_BASED_ON_GLOBAL_TITLE,
        title(parameters, link.globalTitle()),
        0,
        link.subsystem());
  }

  private static GlobalTitle title(ParameterFactory parameters, String digits) {
    return parameters.createGlobalTitle(
        digits, 0, NumberingPlan.ISDN_TELEPHONY, null, NatureOfAddress.INTERNATIONAL);
  }

  /** State of each association. */
  List<LinkState> states() {
    return network.states();
  }

  /** Dialogues open in TCAP. */
  int openDialogues() {
    NoteMmStack stack = map;
    return stack == null ? 0 : stack.getTCAPStack().getProvider().getCurrentDialogsCount();
  }

  /** Stops all layers and their threads; does nothing to a stack that is not started. */
  void stop() {
    meters.close();
    network.close();
    if (map != null) {
      map.stop();
      map = null;
    }
    if (sccp.isStarted()) {
      sccp.stop();
    }
  }
}
