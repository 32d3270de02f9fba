package org.pna.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pna.app.WireScscf.header;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pna.Peers;
import org.pna.model.sip.SipResponse;
import org.pna.normalise.DeviceIds;
import org.pna.normalise.HoldPolicy;
import org.pna.normalise.HomeNetworks;
import org.pna.normalise.Lifetimes;
import org.pna.normalise.NetworkNames;
import org.pna.normalise.Normaliser;
import org.pna.normalise.QuestionListener;
import org.pna.normalise.TrustedNodes;
import org.pna.pi.RegSettings;
import org.pna.publisher.pen.Pen;
import org.pna.publisher.store.DomainFacts;
import org.pna.publisher.store.Durability;
import org.pna.publisher.store.RocksStore;
import org.pna.routes.Alarms;
import org.pna.routes.Identification;
import org.pna.routes.Identities;
import org.pna.routes.LaneSettings;
import org.pna.routes.Steps;
import org.pna.routes.Suspects;
import org.pna.transport.sip.JainSipEndpoint;
import org.pna.transport.sip.SipListeningPoint;
import org.pna.transport.sip.SipListeningPoint.Transport;
import org.pna.transport.sip.SipSettings;

/** S-CSCFs over real sockets, the whole way into the store and back. */
@Timeout(60)
class PiPointTest {
  private static final String ALICE = "sip:p1@pna.test";
  private static final int LANES = 2;

  @TempDir Path folder;
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final List<Runnable> closing = new ArrayList<>();
  private final PeriodicTasks tasks = new PeriodicTasks("pi-test");
  private volatile boolean trusting = true;
  private RocksStore store;
  private Suspects suspects;
  private Steps steps;
  private JainSipEndpoint sip;
  private WireScscf scscf;

  @BeforeEach
  void open() throws Exception {
    store =
        RocksStore.open(
            folder.resolve("store"),
            new RocksStore.Settings(Durability.OS, 10_000, 10_000, 1_000, 32));
    HomeNetworks home = HomeNetworks.NONE;
    Identities directory = names -> new Identification.Known(ALICE, List.of());
    suspects = new Suspects(1_000, directory, store, meters, () -> {});
    steps =
        new Steps(
            new LaneSettings(LANES, 1_000, Duration.ofSeconds(30), Duration.ofMinutes(1)),
            directory,
            new Normaliser(
                new NetworkNames("3GPP-CS", "3GPP-PS"),
                home,
                TrustedNodes.ALL,
                Lifetimes.DEFAULT,
                new DeviceIds("salt")),
            store,
            new Pen(store, publication -> {}, meters),
            HoldPolicy.NONE,
            suspects,
            QuestionListener.NONE,
            Clock.systemUTC(),
            meters);
    start(20_000);
  }

  private void start(int maxTransactions) throws Exception {
    sip =
        new JainSipEndpoint(
            new SipSettings(
                List.of(new SipListeningPoint(Transport.UDP, "127.0.0.1", 0)),
                32_768,
                10,
                maxTransactions,
                Duration.ofMillis(500)),
            meters);
    PiPoint pi =
        new PiPoint(
            RegSettings.of("pi", "sip:pna@pna.test"),
            true,
            (address, transport) -> trusting && address.isLoopbackAddress(),
            sip,
            UnaryOperator.identity(),
            names -> new Identification.Known(ALICE, List.of()),
            store,
            suspects,
            Clock.systemUTC(),
            meters);
    pi.restore();
    pi.endpoint()
        .start(transaction -> transaction.respond(SipResponse.of(405, "Method Not Allowed")));
    CamelContext camel = PnaCamel.start(pi.routes(steps), pi.components());
    pi.begin(tasks, new Alarms(Clock.systemUTC(), meters));
    scscf = new WireScscf(sip.sockets().get(0).port());
    JainSipEndpoint opened = sip;
    WireScscf openedScscf = scscf;
    closing.add(
        () -> {
          camel.stop();
          new Thread(opened::close).start(); // it takes its time
          openedScscf.close();
        });
  }

  @AfterEach
  void close() {
    tasks.close(5);
    closing.forEach(Runnable::run);
    steps.close();
    store.close();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private static String reginfo(int version, String state) {
    return "<reginfo xmlns=\"urn:ietf:params:xml:ns:reginfo\" version=\""
        + version
        + "\" state=\"full\"><registration aor=\""
        + ALICE
        + "\" id=\"a1\" state=\""
        + state
        + "\"><contact id=\"c1\" state=\""
        + state
        + "\" event=\"registered\"><uri>sip:1@10.0.0.1</uri></contact></registration></reginfo>";
  }

  private long steps() {
    return store.committed(ALICE).steps();
  }

  private boolean isRegistered(boolean wanted) {
    return store.committed(ALICE).sims().stream()
        .flatMap(sim -> sim.networks().stream())
        .anyMatch(
            network ->
                network.attachment()
                    == (wanted ? DomainFacts.Attached.YES : DomainFacts.Attached.NO));
  }

  @Test
  @DisplayName("TS 24.229 clause 5.7.1.1: REGISTER, 200, SUBSCRIBE, NOTIFY, and the facts")
  void fromRegisterToFacts() throws Exception {
    String answer = scscf.ask(scscf.register(ALICE, "600000", "", ""));
    assertThat(answer).startsWith("SIP/2.0 200 ");
    assertThat(header(answer, "Contact"))
        .isEqualTo("<sip:127.0.0.1:" + scscf.port() + ">;expires=600000");
    assertThat(header(answer, "Date")).matches("\\w{3}, \\d\\d \\w{3} \\d{4} [0-9:]{8} GMT");
    String subscribe = scscf.subscribed();
    assertThat(subscribe).startsWith("SUBSCRIBE " + ALICE + " SIP/2.0");
    await(() -> isRegistered(true));

    assertThat(scscf.ask(scscf.notify(subscribe, reginfo(0, "active")))).startsWith("SIP/2.0 200 ");
    String last = scscf.notify(subscribe, reginfo(1, "terminated"));
    assertThat(scscf.ask(last)).startsWith("SIP/2.0 200 ");
    assertThat(isRegistered(false)).as("the answer comes after the commit").isTrue();
  }

  @Test
  @DisplayName("S4: 200 within a second while the lanes are held")
  void theLanesAreHeld() throws Exception {
    CountDownLatch until = new CountDownLatch(1);
    CountDownLatch held = new CountDownLatch(LANES);
    steps
        .lanes()
        .advance(
            Instant.MIN,
            () -> {
              held.countDown();
              try {
                until.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    held.await();
    for (int i = 0; i < 20; i++) {
      long begin = System.nanoTime();
      assertThat(scscf.ask(scscf.register(ALICE, "600", "", ""))).startsWith("SIP/2.0 200 ");
      assertThat(System.nanoTime() - begin).isLessThan(1_000_000_000L);
    }
    assertThat(isRegistered(true)).isFalse();
    until.countDown();
    await(() -> isRegistered(true));
  }

  @Test
  @DisplayName("S4, T1: 200 within a second while the store is stopped; the subscriber is suspect")
  void theStoreIsStopped() throws Exception {
    store.close();
    long begin = System.nanoTime();
    assertThat(scscf.ask(scscf.register(ALICE, "600", "", ""))).startsWith("SIP/2.0 200 ");
    assertThat(System.nanoTime() - begin).isLessThan(1_000_000_000L);
    await(() -> suspects.subscribers() > 0);
    String subscribe = scscf.subscribed();
    assertThat(scscf.ask(scscf.notify(subscribe, reginfo(0, "active"))))
        .as("a NOTIFY is not taken")
        .startsWith("SIP/2.0 503 ")
        .contains("Retry-After: ");
  }

  @Test
  @DisplayName("S4: 200 to a REGISTER that cannot be read; the subscriber is suspect")
  void malformed() throws Exception {
    assertThat(scscf.ask(scscf.register(ALICE, "600", "application/3gpp-ims+xml", "<x")))
        .startsWith("SIP/2.0 200 ");
    await(() -> isRegistered(true));
    assertThat(suspects.subscribers()).isZero();
    String answer = scscf.ask(scscf.register(ALICE, "soon", "", ""));
    assertThat(answer).startsWith("SIP/2.0 200 ").contains("Date: ");
    assertThat(header(answer, "Contact")).isEmpty();
    await(() -> suspects.subscribers() > 0);
    String noExpiry = scscf.register(ALICE, "1", "", "").replace("Expires: 1\r\n", "");
    assertThat(scscf.ask(noExpiry)).startsWith("SIP/2.0 200 ");
  }

  @Test
  void strangersGet403() throws Exception {
    trusting = false;
    assertThat(scscf.ask(scscf.register(ALICE, "600", "", ""))).startsWith("SIP/2.0 403 ");
    assertThat(steps()).isZero();
    assertThat(
            meters
                .get("pna.pi.requests")
                .tags("method", "REGISTER", "status", "403")
                .counter()
                .count())
        .isEqualTo(1);
  }

  @Test
  @DisplayName("retransmissions are answered by the transaction, and say nothing new")
  void retransmissions() throws Exception {
    String register = scscf.register(ALICE, "600", "", "");
    String first = scscf.ask(register);
    String again = scscf.ask(register);
    assertThat(again).isEqualTo(first);
    await(() -> isRegistered(true));
    assertThat(steps()).isEqualTo(1);
  }

  @Test
  void otherMethodsGoToTheOther() throws Exception {
    for (String method : List.of("OPTIONS", "INFO")) {
      String request = scscf.register(ALICE, "600", "", "").replace("REGISTER", method);
      assertThat(scscf.ask(request)).as(method).startsWith("SIP/2.0 405 ");
    }
    String subscribe =
        "Contact: <sip:127.0.0.1:1>\r\nTo: <sip:x@y>\r\nFrom: <sip:z@y>;tag=1\r\nCall-ID: 7\r\n";
    assertThat(scscf.ask(scscf.notify(subscribe, reginfo(0, "active")))).startsWith("SIP/2.0 481 ");
    assertThat(
            scscf.ask(
                scscf.notify(subscribe, reginfo(0, "active")).replace(": reg\r", ": presence\r")))
        .startsWith("SIP/2.0 489 ");
  }

  @Test
  @DisplayName("the cell of a network node is where he is; it says nothing of an attachment")
  void whereHeIs() throws Exception {
    String register = scscf.register(ALICE, "600", "", "");
    scscf.ask(
        register.replace(
            "Max-Forwards",
            "P-Access-Network-Info: 3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=00101abcd0000001"
                + ";network-provided\r\nMax-Forwards"));
    await(() -> isRegistered(true));
    DomainFacts ps = store.committed(ALICE).sims().get(0).ps();
    assertThat(ps.location()).isNotNull();
    assertThat(ps.location().eutranCell()).hasToString("001-01-1");
    assertThat(ps.attachment()).isEqualTo(DomainFacts.Attached.UNKNOWN);
  }

  @Test
  @DisplayName("S4: 200 also when there is no room for another transaction")
  void noRoomForTransactions() throws Exception {
    start(1);
    for (int i = 0; i < 10; i++) {
      assertThat(scscf.ask(scscf.register(ALICE, "600", "", ""))).startsWith("SIP/2.0 200 ");
    }
    assertThat(meters.counter("pna.sip.refused.overload").count()).isPositive();
    await(() -> isRegistered(true));
  }

  @Test
  @DisplayName("the S-CSCF stand-in of the benches registers, is subscribed to, and notifies")
  void theStandIn() throws Exception {
    Peers.need("python3");
    Path script =
        Path.of(System.getProperty("pna.root", ".."), "..", "shared", "bench", "sip", "scscf.py");
    Peers.need(script);
    try (DatagramSocket free = new DatagramSocket(7400, InetAddress.getLoopbackAddress())) {
      assertThat(free.isBound()).isTrue();
    }
    Process process =
        new ProcessBuilder(
                "python3", script.toString(), Integer.toString(sip.sockets().get(0).port()))
            .redirectErrorStream(true)
            .start();
    try {
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(said).contains("<< SUBSCRIBE " + ALICE).contains("Event: reg");
      assertThat(said.lines().filter(line -> line.startsWith("<< SIP/2.0 200"))).hasSize(2);
      assertThat(process.exitValue()).isZero();
      await(() -> isRegistered(true));
    } finally {
      process.destroyForcibly();
    }
  }
}
