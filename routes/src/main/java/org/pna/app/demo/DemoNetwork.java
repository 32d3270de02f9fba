package org.pna.app.demo;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.pna.app.control.ControlClient;
import org.pna.app.control.ControlRequest;
import org.pna.app.control.Format;
import org.pna.model.Domain;
import org.pna.model.message.map.SubscriberState;
import org.pna.model.message.sh.CsUserState;
import org.pna.model.message.sh.PsUserState;
import org.pna.simulator.HlrSubscriber;
import org.pna.simulator.HssSubscriber;
import org.pna.simulator.M3uaLink;
import org.pna.simulator.SimulatedGmlc;
import org.pna.simulator.SimulatedHlr;
import org.pna.simulator.SimulatedHss;
import org.pna.simulator.SimulatedNas;
import org.pna.simulator.SimulatedNode;
import org.pna.simulator.SimulatedNode.Gateway;
import org.pna.simulator.SimulatedScscf;
import org.pna.simulator.SimulatedSwitch;
import org.pna.simulator.SimulatedWatcher;
import org.pna.simulator.tour.Cast;
import org.pna.simulator.tour.DemoSubscriber;

/**
 * All that is around the demonstration's gateway, on one M3UA association, a SIP socket for watcher
 * and S-CSCF each, one of RADIUS for each NAS, Diameter and HTTP.
 */
final class DemoNetwork implements Closeable {
  private static final long LOADSHARE = 2; // RFC 4666 clause 3.4.1
  private static final String VLR = "46701000001";
  private static final String SGSN = "46702000001";
  private static final String NEW_SGSN = "46702000002";

  private final M3uaLink link;
  private final SimulatedWatcher watcher;
  private final SimulatedHlr hlr;
  private final SimulatedHss hss;
  private final SimulatedScscf scscf;
  private final SimulatedGmlc gmlc;
  private final List<SimulatedNas> gateways = new ArrayList<>();
  private final ControlClient client;
  private final Duration patience;

  private DemoNetwork(DemoSetup setup, M3uaLink link, SimulatedWatcher watcher, Duration patience)
      throws IOException {
    this.link = link;
    this.watcher = watcher;
    this.patience = patience;
    for (String own : List.of(DemoSetup.GGSN, DemoSetup.PDG, DemoSetup.AAA)) {
      gateways.add(
          new SimulatedNas(setup.radius(), DemoSetup.SECRET, InetAddress.getByName(own), patience));
    }
    client = new ControlClient(setup.control());
    hlr =
        new SimulatedHlr(
            link,
            new SimulatedHlr.Identity(DemoSetup.HLR_TITLE, DemoSetup.HLR),
            InstantSource.system(),
            patience);
    hss =
        SimulatedHss.open(
            new SimulatedHss.Identity(DemoSetup.HSS_HOST, DemoSetup.REALM),
            setup.hss(),
            InstantSource.system(),
            patience);
    hss.subscribers()
        .put(
            HssSubscriber.attached(
                    DemoSubscriber.CAROL.numbers(), DemoSubscriber.CAROL.presentity())
                .in(CsUserState.ASSUMED_IDLE, PsUserState.DETACHED)
                .by(PsUserState.ATTACHED_REACHABLE_FOR_PAGING, null)
                .at(DemoSubscriber.HOME, VLR, SGSN));
    scscf = SimulatedScscf.open(DemoSetup.APPLICATION_SERVER, setup.sip());
    String reports = "http://127.0.0.1:" + setup.reports().getPort() + DemoSetup.REPORTS_PATH;
    gmlc = SimulatedGmlc.open(setup.gmlc(), URI.create(reports), InstantSource.system(), patience);
    for (DemoSubscriber who :
        List.of(DemoSubscriber.ALICE, DemoSubscriber.BOB, DemoSubscriber.DAVE)) {
      hss.subscribers().put(HssSubscriber.attached(who.numbers(), who.presentity()));
      hlr.subscribers()
          .put(
              HlrSubscriber.attached(who.numbers())
                  .in(Domain.CS, SubscriberState.IMSI_DETACHED)
                  .in(Domain.PS, SubscriberState.PS_DETACHED)
                  .provisioned(DemoSetup.GLOBAL_TITLE, DemoSetup.SERVICE_KEY));
    }
  }

  /**
   * Opens the sockets.
   *
   * @param patience of each element
   */
  static DemoNetwork open(DemoSetup setup, Duration patience) throws IOException {
    M3uaLink link =
        M3uaLink.open(
            new M3uaLink.Settings(
                false, setup.m3ua().getHostString(), setup.m3ua().getPort(), null, LOADSHARE, 2));
    try {
      SimulatedWatcher watcher = SimulatedWatcher.open(DemoSetup.WATCHER, setup.sip());
      return new DemoNetwork(setup, link, watcher, patience);
    } catch (IOException e) {
      link.close();
      throw e;
    }
  }

  /** Whether traffic may flow before long. */
  boolean awaitActive() throws InterruptedException {
    return link.awaitActive(patience);
  }

  /** Everybody. */
  Cast cast() {
    return new Cast(
        node(false, VLR, 0),
        element(VLR, 1),
        new Cast.Sgsn(node(true, SGSN, 2), element(SGSN, 4)),
        new Cast.Sgsn(node(true, NEW_SGSN, 3), element(NEW_SGSN, 5)),
        gateways.get(0),
        gateways.get(1),
        gateways.get(2),
        hlr,
        hss,
        scscf,
        gmlc,
        Gateway.byGlobalTitle(DemoSetup.POINT_CODE, DemoSetup.GLOBAL_TITLE),
        watcher,
        new Operator(client));
  }

  private record Operator(ControlClient client) implements Cast.Operator {
    @Override
    public String query(String presentity) throws IOException {
      return client.ask(new ControlRequest.Query(presentity, Format.TEXT)).text();
    }

    @Override
    public String status() throws IOException {
      return client.ask(new ControlRequest.Status(false, Format.TEXT)).text();
    }
  }

  private SimulatedNode node(boolean sgsn, String globalTitle, int number) {
    return new SimulatedNode(
        link,
        new SimulatedNode.Identity(sgsn, globalTitle, DemoSetup.NODES.get(number)),
        Gateway.byGlobalTitle(DemoSetup.POINT_CODE, DemoSetup.GLOBAL_TITLE),
        patience);
  }

  private SimulatedSwitch element(String globalTitle, int number) {
    return new SimulatedSwitch(
        link,
        globalTitle,
        DemoSetup.NODES.get(number),
        Gateway.forCalls(DemoSetup.POINT_CODE, DemoSetup.GLOBAL_TITLE),
        patience);
  }

  @Override
  public void close() throws IOException {
    client.close();
    hlr.close();
    hss.close();
    scscf.close();
    gmlc.close();
    for (SimulatedNas gateway : gateways) {
      gateway.close();
    }
    watcher.close();
    link.close();
  }
}
