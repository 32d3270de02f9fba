package org.pna.simulator;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.pna.app.PnaCamel;
import org.pna.model.DataNetworks;
import org.pna.normalise.DeviceIds;
import org.pna.normalise.HoldPolicy;
import org.pna.normalise.HomeNetworks;
import org.pna.normalise.Lifetimes;
import org.pna.normalise.NetworkNames;
import org.pna.normalise.Normaliser;
import org.pna.normalise.QuestionListener;
import org.pna.normalise.TrustedNodes;
import org.pna.publisher.pen.Pen;
import org.pna.publisher.store.Durability;
import org.pna.publisher.store.RocksStore;
import org.pna.publisher.store.TableName;
import org.pna.routes.CapDialogueTable;
import org.pna.routes.CapRoute;
import org.pna.routes.Directory;
import org.pna.routes.LaneSettings;
import org.pna.routes.MapRoute;
import org.pna.routes.PhRoute;
import org.pna.routes.PresenceRoute;
import org.pna.routes.Steps;
import org.pna.routes.Suspect;
import org.pna.routes.SuspectNode;
import org.pna.routes.Suspects;
import org.pna.transport.diameter.DiameterComponent;
import org.pna.transport.diameter.DiameterNode;
import org.pna.transport.diameter.DiameterNodes;
import org.pna.transport.diameter.PeerListener;
import org.pna.transport.diameter.PeerState;
import org.pna.transport.ss7.AllowList;
import org.pna.transport.ss7.CapComponent;
import org.pna.transport.ss7.CapSettings;
import org.pna.transport.ss7.Deadlines;
import org.pna.transport.ss7.MapComponent;
import org.pna.transport.ss7.Ss7Link;
import org.pna.transport.ss7.Ss7Nodes;

/**
 * The gateway's way from the network into its store, wired as the gateway wires it, on a clock of
 * choice and with lanes that can be held.
 */
final class FreezableGateway implements AutoCloseable {
  static final int POINT_CODE = 909;
  static final String TITLE = "46709999999";
  static final int LANES = 2;

  final RocksStore store;
  final Suspects suspects;
  final MapComponent map;
  final CapComponent cap;
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final Steps steps;
  private final CamelContext camel;
  private CountDownLatch thaw = new CountDownLatch(0);

  /**
   * @param deadlines null for the wall clock's
   */
  FreezableGateway(
      Path folder,
      Ss7Link link,
      int queue,
      int subscribers,
      InstantSource clock,
      @Nullable Deadlines deadlines)
      throws Exception {
    this(folder, link, queue, subscribers, clock, deadlines, List.of());
  }

  FreezableGateway(
      Path folder,
      Ss7Link link,
      int queue,
      int subscribers,
      InstantSource clock,
      @Nullable Deadlines deadlines,
      List<DiameterNode> diameter)
      throws Exception {
    store =
        RocksStore.open(
            folder.resolve("store"),
            new RocksStore.Settings(Durability.OS, 10_000, 10_000, 1_000, 32));
    HomeNetworks home = new HomeNetworks(List.of("24099"), Map.of());
    Directory directory = new Directory(home);
    for (int i = 0; i < subscribers; i++) {
      Subscriber who = Subscriber.numbered(i);
      directory.add(i + 1, who.imsi(), who.msisdn(), who.telUri());
    }
    suspects = new Suspects(1_000, directory, store, meters, () -> {});
    suspects.restore();
    Normaliser normaliser =
        new Normaliser(
            new NetworkNames("3GPP-CS", "3GPP-PS"),
            home,
            TrustedNodes.ALL,
            Lifetimes.DEFAULT,
            new DeviceIds("salt"));
    steps =
        new Steps(
            new LaneSettings(LANES, queue, Duration.ofSeconds(30), Duration.ofMinutes(1)),
            directory,
            normaliser,
            store,
            new Pen(store, publication -> {}, meters),
            HoldPolicy.NONE,
            suspects,
            QuestionListener.NONE,
            clock,
            meters);
    Ss7Nodes nodes = new Ss7Nodes(List.of(link), meters, clock, suspects);
    map = new MapComponent(nodes, meters, clock, suspects, deadlines);
    cap =
        new CapComponent(
            nodes,
            meters,
            clock,
            suspects,
            name ->
                new CapDialogueTable(
                    name,
                    store.table(TableName.CAP_DIALOGUES),
                    store,
                    () -> store.state().failing()),
            deadlines);
    DiameterNodes peers = new DiameterNodes(diameter, meters, clock, new Deaf());
    List<PresenceRoute> routes = new ArrayList<>();
    routes.add(MapRoute.from("map:" + link.name(), modified -> {}, steps));
    routes.add(CapRoute.from("cap:" + link.name(), false, DataNetworks.DEFAULT, steps));
    diameter.forEach(
        node -> routes.add(PhRoute.from("diameter:" + node.name(), message -> {}, steps)));
    camel =
        PnaCamel.start(
            routes,
            Map.of(
                "map", map, "cap", cap, "diameter", new DiameterComponent(peers, clock, suspects)));
  }

  private static final class Deaf implements PeerListener {
    @Override
    public void changed(PeerState state) {}

    @Override
    public void restarted(String node, String peer) {}
  }

  static Ss7Link link(Path folder, int port, int maxDialogues, Duration answerDeadline) {
    return new Ss7Link(
        "msc1",
        folder.resolve("ss7"),
        2,
        POINT_CODE,
        TITLE,
        147,
        List.of(
            new Ss7Link.Association(
                "vlr",
                Ss7Link.Transport.TCP,
                Ss7Link.Mode.SERVER,
                "127.0.0.1",
                port,
                null,
                0,
                null,
                Ss7Link.TrafficMode.LOADSHARE,
                List.of(101, 102))),
        maxDialogues,
        Duration.ofSeconds(60),
        answerDeadline,
        AllowList.ALL,
        new CapSettings(
            146,
            maxDialogues,
            Duration.ofMinutes(10),
            Duration.ofHours(12),
            Duration.ofHours(24),
            false),
        Ss7Link.Queries.DEFAULT);
  }

  /** Holds all lanes; returns when they stand still. */
  void freeze() throws InterruptedException {
    CountDownLatch held = new CountDownLatch(LANES);
    CountDownLatch until = new CountDownLatch(1);
    thaw = until;
    int lanes =
        steps
            .lanes()
            .advance(
                java.time.Instant.MIN,
                () -> {
                  held.countDown();
                  try {
                    until.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    if (lanes != LANES) {
      throw new IllegalStateException("a lane is full");
    }
    held.await();
  }

  void thaw() {
    thaw.countDown();
  }

  /** Suspects by IMSI and domain. */
  Map<String, Suspect> suspects() {
    Map<String, Suspect> all = new TreeMap<>();
    suspects.forEach(suspect -> all.put(suspect.name() + " " + suspect.domain(), suspect));
    return all;
  }

  List<SuspectNode> suspectNodes() {
    List<SuspectNode> all = new ArrayList<>();
    suspects.forEachNode(all::add);
    return all;
  }

  @Override
  public void close() {
    thaw();
    camel.stop();
    steps.close();
    suspects.save();
    store.close();
  }
}
