package org.pna.truth;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.component.direct.DirectComponent;
import org.pna.app.PnaCamel;
import org.pna.model.Place;
import org.pna.model.PublicIdentity;
import org.pna.model.Refusal;
import org.pna.model.RefusedException;
import org.pna.model.ReportingNode;
import org.pna.model.SubscriberId;
import org.pna.model.message.Origin;
import org.pna.normalise.DeviceIds;
import org.pna.normalise.Lifetimes;
import org.pna.normalise.MassNegatives;
import org.pna.normalise.NegativeLimits;
import org.pna.normalise.NetworkNames;
import org.pna.normalise.Normaliser;
import org.pna.normalise.Query;
import org.pna.normalise.TrustedNodes;
import org.pna.ph.AskingSettings;
import org.pna.ph.Entrance;
import org.pna.ph.Hlr;
import org.pna.ph.HlrBudgets;
import org.pna.ph.Hlrs;
import org.pna.ph.Priority;
import org.pna.ph.Questioner;
import org.pna.ph.Registers;
import org.pna.ph.Repair;
import org.pna.ph.RepairSettings;
import org.pna.ph.SimDirectory;
import org.pna.ph.Way;
import org.pna.publisher.pen.Pen;
import org.pna.publisher.pen.PublicationListener;
import org.pna.publisher.store.MemoryStore;
import org.pna.routes.Alarms;
import org.pna.routes.Directory;
import org.pna.routes.DirectoryRow;
import org.pna.routes.LaneSettings;
import org.pna.routes.Passage;
import org.pna.routes.Steps;
import org.pna.routes.Suspects;
import org.pna.routes.TraceRoute;

/**
 * The gateway's route, rules, questions and repair, as {@code pna run} has them with its defaults,
 * on the world's clock. One message at a time: when it has been taken, all that it caused is done.
 */
final class GatewayUnderTest implements AutoCloseable {
  static final Hlr HLR =
      new Hlr("hlr", "msc1", Nodes.HLR_TITLE, List.of("240990"), "46700000100", 1, 20);

  private static final String WORLD = "direct:world";
  private static final int ROOM = 100_000;
  private static final Duration FOR_EVER = Duration.ofDays(400_000);

  private final Timeline timeline;
  private final MemoryStore store;
  private final SimDirectory names;
  private final Suspects suspects;
  private final Questioner questioner;
  private final Repair repair;
  private final MassNegatives negatives;
  private final Steps steps;
  private final CamelContext camel;
  private final AsyncProducer producer;

  /**
   * @param rates requests a second, by register
   * @param owners the SIMs of each presentity
   */
  GatewayUnderTest(
      Timeline timeline,
      WorldRegisters registers,
      Map<String, Integer> rates,
      List<List<Sim>> owners,
      PublicationListener listener) {
    this.timeline = timeline;
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    store = new MemoryStore(owners.size(), 1);
    Directory directory = new Directory(Nodes.NETWORKS);
    fill(directory, owners);
    names = new SimDirectory(directory);
    suspects = new Suspects(100_000, directory, store, meters, () -> {});
    Hlrs hlrs = hlrs(rates);
    questioner =
        new Questioner(
            hlrs,
            new HlrBudgets(hlrs, timeline, meters),
            new Registers(registers::ask, Map.of("node1", registers::ask)),
            (message, end) -> timeline.after(0, () -> end.accept(take(message))),
            () -> false,
            new Alarms(timeline, meters),
            timeline,
            meters,
            AskingSettings.DEFAULT);
    repair =
        new Repair(
            questioner,
            suspects,
            store,
            names,
            (imsi, domain) -> false,
            Nodes.NETWORKS::plmnOf,
            new RepairSettings(Duration.ofHours(24), Duration.ofMinutes(10)),
            timeline);
    negatives =
        new MassNegatives(
            new NegativeLimits(1, 1000, Duration.ofSeconds(60), Duration.ofSeconds(120), 100),
            () -> store.state().presentities(),
            (source, raised) -> {});
    steps =
        new Steps(
            new LaneSettings(1, ROOM, Duration.ofSeconds(30), FOR_EVER),
            directory,
            new Normaliser(
                NetworkNames.DEFAULT,
                Nodes.NETWORKS,
                TrustedNodes.ALL,
                Lifetimes.DEFAULT,
                new DeviceIds("truth"),
                true),
            store,
            new Pen(store, listener, meters),
            negatives,
            suspects,
            this::ask,
            timeline,
            meters);
    camel = PnaCamel.start(List.of(TraceRoute.from(WORLD, steps)), "direct", new DirectComponent());
    producer = producer(camel);
  }

  private static Hlrs hlrs(Map<String, Integer> rates) {
    int map = rates.getOrDefault("hlr", 1);
    int sh = rates.getOrDefault("hss", 1);
    return new Hlrs(
        List.of(
            new Hlr("hlr", HLR.way(), HLR.imsiPrefixes(), map),
            new Hlr("hss", new Way.Sh("node1", null), List.of("240991"), sh)));
  }

  private static void fill(Directory directory, List<List<Sim>> owners) {
    int line = 0;
    for (int owner = 0; owner < owners.size(); owner++) {
      for (Sim sim : owners.get(owner)) {
        List<SubscriberId> others =
            sim.identity == null ? List.of() : List.of(new PublicIdentity(sim.identity));
        directory.add(++line, new DirectoryRow(sim.imsi, sim.msisdn, presentity(owner), others));
      }
    }
  }

  private static AsyncProducer producer(CamelContext camel) {
    try {
      AsyncProducer made = camel.getEndpoint(WORLD).createAsyncProducer();
      made.start();
      return made;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  static String presentity(int owner) {
    return "sip:p" + owner + "@pna.test";
  }

  static int owner(String presentity) {
    return Integer.parseInt(presentity.substring("sip:p".length(), presentity.indexOf('@')));
  }

  MemoryStore store() {
    return store;
  }

  private void ask(String presentity, Query query) {
    questioner.ask(
        names.names(presentity, query.imsi(), query.msisdn()),
        query.domain(),
        Priority.RECORD,
        null);
  }

  /** Takes a message as a transport hands it over. */
  Entrance.End take(Object message) {
    Exchange exchange = producer.getEndpoint().createExchange();
    exchange.getMessage().setBody(message);
    wait(done -> producer.process(exchange, sync -> done.complete(null)));
    Passage passage = exchange.getMessage().getBody() instanceof Passage found ? found : null;
    String presentity = passage == null ? null : passage.presentity();
    Exception failure = exchange.getException();
    if (failure instanceof RefusedException refused) {
      boolean again = refused.reason() == RefusedException.Reason.OVERLOADED;
      String why = refused.reason().name().toLowerCase(Locale.ROOT);
      return new Entrance.End(!again, presentity, false, why);
    }
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
    return passage == null
        ? new Entrance.End(true, null, false, null)
        : new Entrance.End(true, presentity, passage.published(), passage.ignored());
  }

  private static void wait(Consumer<CompletableFuture<Void>> begin) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    begin.accept(done);
    done.join();
  }

  /** The transport finds that a node cannot be reached, or can be again. */
  void suspect(String node) {
    Place place = new Place.Dialogue("msc1", "-");
    suspects.refused(
        new Refusal(
            new Origin(timeline.instant(), place),
            List.of(),
            new ReportingNode(null, node),
            null,
            "inaccessible"));
  }

  /** A second has passed. */
  void tick() {
    wait(done -> steps.lanes().advance(timeline.instant(), () -> done.complete(null)));
    negatives.tick(timeline.instant());
    questioner.tick();
  }

  /** Looks what has to be asked. */
  void sweep(Set<String> watched) {
    repair.sweep(watched);
  }

  int suspectNodes() {
    return suspects.nodes();
  }

  @Override
  public void close() {
    camel.stop();
    steps.close();
  }
}
