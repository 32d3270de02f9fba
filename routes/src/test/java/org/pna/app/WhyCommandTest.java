package org.pna.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pna.app.control.ControlSocket;
import org.pna.app.query.QueryAnswer;
import org.pna.app.reporting.ReportingAnswer;
import org.pna.app.status.StatusAnswer;
import org.pna.app.status.StatusReport;
import org.pna.app.why.Life;
import org.pna.app.why.WhyAnswer;
import org.pna.model.sip.SipSocket;
import org.pna.model.sip.SipTransport;
import org.pna.normalise.HomeNetworks;
import org.pna.ph.ReportingSuppliers;
import org.pna.ph.SimDirectory;
import org.pna.publisher.pidf.View;
import org.pna.publisher.server.Dialogue;
import org.pna.publisher.server.LastNotify;
import org.pna.publisher.server.PublicUris;
import org.pna.publisher.server.StoredSubscriptions;
import org.pna.publisher.server.Subscription;
import org.pna.publisher.server.SubscriptionId;
import org.pna.publisher.store.Durability;
import org.pna.publisher.store.RocksStore;
import org.pna.publisher.store.TableName;
import org.pna.routes.Directory;
import org.pna.routes.SessionIndex;
import org.pna.routes.Suspect;
import org.pna.routes.SuspectNode;
import picocli.CommandLine;

/** The commands that ask: of a running gateway's socket, and of what it left behind. */
class WhyCommandTest {
  private static final Path ROOT = Path.of(System.getProperty("pna.root", ".."));

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path config;
  private Path data;

  @BeforeEach
  void configure() throws IOException {
    Path fixtures = ROOT.resolve("test-fixtures/config");
    data = Files.createDirectory(folder.resolve("data"));
    config = Files.createDirectory(folder.resolve("config")).resolve("pna.yaml");
    Files.copy(fixtures.resolve("mandatory-keys-only/pna.yaml"), config);
    Files.copy(fixtures.resolve("subscribers.csv"), folder.resolve("subscribers.csv"));
  }

  @Test
  void saysTheSameOfARunningGatewayAndOfWhatItLeft() throws Exception {
    String[] running = new String[4];
    try (RocksStore store = openStore()) {
      new Life(store)
          .hears(0, 0x02, "46700001", Life.IMSI, 11, null)
          .hears(60, 0x03, "46700001", Life.IMSI, 0, null)
          .hears(61, 0x03, "46700002", Life.IMSI, 0, null)
          .hears(120, 0x83, "46700003", Life.IMSI, 12, null);
      watch(store);
      try (ControlSocket socket = listen(store)) {
        assertThat(socket).isNotNull();
        running[0] = said(0, "why", Life.ALICE, "--config", config.toString());
        running[1] = said(0, "why", Life.ALICE, "--config", config.toString(), "--format", "json");
        running[2] = said(0, "why", Life.ALICE, "--config", config.toString(), "--at", at(70));
        running[3] = said(0, "why", "sip:alice@PNA.test;user=phone", "--config", config.toString());
      }
    }
    assertThat(running[0])
        .contains("cs-voice\n  value    closed\n", "sip:w1@pna.test  active  with location")
        .contains("knows version 2  NOTIFY 2: 200 at 2026-11-21T04:00:00.123456Z");
    assertThat(running[1]).startsWith("{\"presentity\":\"sip:alice@pna.test\",\"version\":3,");
    assertThat(running[2]).contains("version 2, 3 steps");
    assertThat(running[3]).isEqualTo(running[0]);

    for (Path left : List.of(data, data.resolve("store"))) {
      String dir = left.toString();
      assertThat(said(0, "why", Life.ALICE, "--store", dir)).isEqualTo(running[0]);
      assertThat(said(0, "why", Life.ALICE, "--store", dir, "--format", "json"))
          .isEqualTo(running[1]);
      assertThat(said(0, "why", Life.ALICE, "--store", dir, "--at", at(70))).isEqualTo(running[2]);
      assertThat(said(0, "why", "sip:alice@PNA.test;user=phone", "--store", dir))
          .isEqualTo(running[3]);
    }
  }

  @Test
  void endsWithOneWhenNothingIsHeld() throws Exception {
    try (RocksStore store = openStore()) {
      new Life(store).hears(0, 0x02, "46700001", Life.IMSI, 11, null);
      try (ControlSocket socket = listen(store)) {
        assertThat(socket).isNotNull();
        assertThat(said(1, "why", "tel:+15559", "--config", config.toString()))
            .isEqualTo("pna why: nothing is held of tel:+15559\n");
      }
    }
    assertThat(said(1, "why", "tel:+1-5559", "--store", data.toString()))
        .isEqualTo("pna why: nothing is held of tel:+15559\n");
    assertThat(said(1, "why", Life.ALICE, "--store", data.toString(), "--at", at(-1)))
        .startsWith("pna why: nothing was held of sip:alice@pna.test before 2026-11-21T04:00:00");
  }

  @Test
  void endsWithOneWhenNobodyAnswers() {
    String file = data.resolve("pna.sock").toString();
    assertThat(said(1, "why", Life.ALICE, "--config", config.toString()))
        .isEqualTo(
            "pna why: no gateway answers on "
                + file
                + ": is it running? For a stopped one: --store DIR\n");
    assertThat(said(1, "status", "--config", config.toString()))
        .isEqualTo("pna status: no gateway answers on " + file + ": is it running?\n");
  }

  @Test
  void endsWithOneWithoutAStore() {
    assertThat(said(1, "why", Life.ALICE, "--store", folder.toString()))
        .startsWith("pna why: ")
        .contains(folder.toString());
    assertThat(folder.resolve("LOCK")).doesNotExist();
  }

  @Test
  void endsWithTwoOnWrongUsage() {
    said(2, "why");
    assertThat(said(2, "why", Life.ALICE, "--at", "yesterday"))
        .contains("'yesterday' is no time such as 2026-11-21T04:00:00Z");
    assertThat(said(2, "why", Life.ALICE, "--format", "xml"))
        .contains("'xml' is neither text nor json");
    said(2, "why", Life.ALICE, "--store", "a", "--config", "b");
    said(2, "status", "--format", "xml");
  }

  @Test
  void statusAsksTheRunningGateway() throws Exception {
    try (RocksStore store = openStore();
        ControlSocket socket = listen(store)) {
      assertThat(socket).isNotNull();
      assertThat(said(0, "status", "--config", config.toString()))
          .contains("store      ok, 0 pending, 0 presentities\n")
          .doesNotContain("suspect node");
      assertThat(said(0, "status", "--config", config.toString(), "--suspects", "--format", "json"))
          .startsWith("{\"links\":[]")
          .endsWith(
              "{\"suspect\":\"node\",\"node\":\"46700002\","
                  + "\"since\":\"2026-11-21T04:00:00.123456Z\",\"reason\":\"no room\"}\n");
    }
  }

  private RocksStore openStore() throws Exception {
    return RocksStore.open(
        data.resolve("store"), new RocksStore.Settings(Durability.OS, 100, 100, 100, 32));
  }

  private ControlSocket listen(RocksStore store) throws IOException {
    return ControlSocket.open(
        data.resolve(ControlSocket.FILE),
        new Inquiries(
            new AddressAnswer(
                    new WhyAnswer(store, new PublicUris(Set.of("pna.test")), Watchers::of),
                    new SessionIndex(store),
                    InstantSource.system())
                ::answer,
            new StatusAnswer(
                () ->
                    new StatusReport(
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        store.state(),
                        List.of(),
                        0,
                        1,
                        List.of(),
                        null,
                        null,
                        List.of(),
                        0,
                        List.of(),
                        List.of(),
                        Map.of()),
                List.<Suspect>of()::forEach,
                List.of(new SuspectNode("46700002", Life.START, "no room"))::forEach),
            new QueryAnswer(
                null,
                new SimDirectory(new Directory(HomeNetworks.NONE)),
                new PublicUris(Set.of("pna.test")),
                store),
            new ReportingAnswer(
                new ReportingSuppliers(List.of()), new PublicUris(Set.of("pna.test")))));
  }

  private static void watch(RocksStore store) throws InterruptedException {
    java.util.concurrent.CountDownLatch kept = new java.util.concurrent.CountDownLatch(1);
    new StoredSubscriptions(store.table(TableName.SUBSCRIPTIONS), store, new SimpleMeterRegistry())
        .put(
            new Subscription(
                new SubscriptionId("call", "ours", "theirs", null),
                Life.ALICE,
                "sip:w1@pna.test",
                new Dialogue(
                    Life.ALICE,
                    "sip:w1@pna.test",
                    "sip:w1@127.0.0.1",
                    List.of(),
                    new SipSocket(SipTransport.UDP, "127.0.0.1", 5060),
                    2,
                    1),
                Subscription.State.ACTIVE,
                View.WITH_LOCATION,
                Instant.parse("2026-11-21T05:00:00Z"),
                2,
                new LastNotify(2, Life.START, "200")),
            kept::countDown);
    kept.await();
  }

  private static String at(int seconds) {
    return Life.START.plusSeconds(seconds).toString();
  }

  /** What a command prints, on either stream. */
  private String said(int exit, String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    CommandLine line =
        Main.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .setExecutionExceptionHandler(
                (e, command, parsed) -> {
                  err.append("pna " + command.getCommandName() + ": " + e.getMessage() + "\n");
                  return 1;
                });
    assertThat(line.execute(arguments)).as("%s%s", out, err).isEqualTo(exit);
    assertThat(exit == 0 ? err : out).hasToString("");
    return exit == 0 ? out.toString() : err.toString();
  }
}
