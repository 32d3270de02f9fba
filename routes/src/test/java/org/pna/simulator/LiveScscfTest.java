package org.pna.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pna.publisher.pidf.Basic.CLOSED;
import static org.pna.publisher.pidf.Basic.OPEN;
import static org.pna.simulator.Expectation.active;
import static org.pna.simulator.Expectation.all;
import static org.pna.simulator.Expectation.eutranCell;
import static org.pna.simulator.Expectation.means;
import static org.pna.simulator.Expectation.terminated;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pna.Baresip;
import org.pna.Peers;
import org.pna.app.Gateway;
import org.pna.app.config.ConfigFile;
import org.pna.app.config.GatewayConfig;
import org.pna.app.config.LoadedConfig;

/** What a watcher sees of registrations while their S-CSCF does what S-CSCFs should not do. */
@Timeout(60)
class LiveScscfTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration QUIET = Duration.ofMillis(300);
  private static final int USERS = 20;

  @TempDir private static Path folder;
  private static Gateway gateway;
  private static InetSocketAddress sip;
  private static int users;

  private SimulatedScscf scscf;
  private SimulatedWatcher watcher;
  private Sightings sightings;
  private ImsUser user;

  @BeforeAll
  static void start() throws Exception {
    try (DatagramSocket udp = new DatagramSocket(0)) {
      sip = new InetSocketAddress(InetAddress.getLoopbackAddress(), udp.getLocalPort());
    }
    List<String> rows = new ArrayList<>(List.of("imsi,msisdn,presentity,identities"));
    for (int i = 1; i <= USERS; i++) {
      Subscriber who = Subscriber.numbered(i);
      rows.add(who.imsi() + "," + who.msisdn() + "," + identity(i) + ",");
    }
    Files.write(folder.resolve("subscribers.csv"), rows);
    Path yaml = folder.resolve("pna.yaml");
    Files.writeString(
        yaml,
        """
        home: {plmns: ["24099"]}
        subscribers: subscribers.csv
        data: data
        allow: {calling-gt: ["4670"]}
        pi:
          application-server: sip:pna.test
          scscfs: [127.0.0.1]
          default-handling: session_continued
          notify-wait: 1s
          retry: 1s
        presence:
          listen: ["udp:127.0.0.1:%d"]
          domains: [pna.test]
          watchers: [{watcher: "sip:w1@pna.test", presentities: ["*"], location: true}]
        """
            .formatted(sip.getPort()));
    LoadedConfig loaded = ConfigFile.read(yaml);
    GatewayConfig config = loaded.config();
    assertThat(config).as(loaded.faults().toString()).isNotNull();
    gateway = Gateway.start(config);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @BeforeEach
  void open() throws IOException {
    scscf = SimulatedScscf.open("sip:pna.test", sip);
    watcher = SimulatedWatcher.open("sip:w1@pna.test", sip);
    sightings = new Sightings(notice -> {});
    watcher.listener(sightings);
    user = ImsUser.of(Subscriber.numbered(++users), identity(users));
  }

  @AfterEach
  void close() {
    scscf.close();
    watcher.close();
  }

  private static String identity(int number) {
    return "sip:user" + number + "@pna.test";
  }

  /** The watcher is there, and has seen the first document. */
  private void watched() throws Exception {
    var unused = watcher.subscribe(user.served(), HOUR);
    assertThat(sightings.await(user.served(), 0, null, PATIENCE)).isTrue();
  }

  private void registers(String contact) throws Exception {
    registers(contact, HOUR);
  }

  private void registers(String contact, Duration time) throws Exception {
    assertThat(scscf.register(user, contact, time).get(20, TimeUnit.SECONDS)).isEqualTo(200);
  }

  private void leaves(String contact) throws Exception {
    assertThat(scscf.deregister(user, contact).get(20, TimeUnit.SECONDS)).isEqualTo(200);
  }

  /** Registered with these contacts, subscribed to, and seen so. */
  private void online(String... contacts) throws Exception {
    watched();
    for (String contact : contacts) {
      registers(contact);
    }
    sees(means("ims", OPEN));
    await(() -> scscf.subscriptions() == 1);
  }

  private void sees(Expectation expected) throws InterruptedException {
    assertThat(sightings.await(user.served(), 0, expected, PATIENCE)).as(expected.text()).isTrue();
  }

  /** The watcher is told nothing for a while, and what he knows is this. */
  private void goesOn(Expectation expected) throws InterruptedException {
    assertThat(sightings.quiet(sightings.count(), QUIET)).as("quiet").isTrue();
    sees(expected);
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  /** REGISTERs with Expires 0 that were not believed. */
  private static long explained() {
    return gateway.counters().getOrDefault("pna.pi.waited{end=notified}", 0L)
        + gateway.counters().getOrDefault("pna.pi.waited{end=asked}", 0L);
  }

  @Test
  @DisplayName("TS 24.229 clause 5.4.1.7: two contacts come and go; he is gone with the second")
  void twoContacts() throws Exception {
    user = user.in("2409912341abcde1", "pna.test");
    online("c1");
    sees(all(active("IMS"), eutranCell("240-99-28036577")));
    registers("c2");
    registers("c1");
    leaves("c1");
    goesOn(means("ims", OPEN));
    leaves("c2");
    sees(all(means("ims", CLOSED), terminated("IMS")));
    assertThat(scscf.subscribes()).isEqualTo(1);
  }

  @Test
  @DisplayName("no report of an expiry: our own timer ends what is believed")
  void silentExpiry() throws Exception {
    scscf.err(ScscfFault.SILENT_EXPIRY);
    watched();
    registers("c1", Duration.ofSeconds(2));
    sees(means("ims", OPEN));
    sees(
        new Expectation(
            "no IMS any more",
            document -> document.tuples().stream().noneMatch(t -> t.basic() == OPEN)));
  }

  @Test
  @DisplayName("an expiry that is reported ends it at once")
  void reportedExpiry() throws Exception {
    watched();
    registers("c1", Duration.ofSeconds(1));
    registers("c2");
    sees(means("ims", OPEN));
    assertThat(scscf.deactivate(user, "c2").get(20, TimeUnit.SECONDS)).isEqualTo(200);
    sees(all(means("ims", CLOSED), terminated("IMS")));
  }

  @Test
  @DisplayName("RFC 3680 clause 4.8: a version gap is asked about before anything is believed")
  void versionGap() throws Exception {
    online("c1");
    scscf.err(ScscfFault.LOST_NOTIFY);
    registers("c2");
    scscf.err();
    leaves("c1");
    await(() -> scscf.subscribes() == 2);
    goesOn(means("ims", OPEN));
    leaves("c2");
    sees(means("ims", CLOSED));
  }

  @Test
  @DisplayName("T14: an S-CSCF that restarts makes nobody unregistered")
  void restart() throws Exception {
    scscf.longestSubscription(Duration.ofSeconds(2));
    online("c1");
    scscf.restart();
    registers("c1");
    int before = scscf.subscribes();
    await(() -> scscf.subscribes() >= before + 2); // the refresh gets 481
    await(() -> scscf.subscriptions() == 1);
    goesOn(means("ims", OPEN));
    leaves("c1");
    sees(means("ims", CLOSED));
  }

  @Test
  @DisplayName("Expires 0 with another contact registered: the NOTIFY explains it, or the next one")
  void earlyGoodbye() throws Exception {
    online("c1", "c2");
    scscf.err(ScscfFault.EARLY_GOODBYE);
    long before = explained();
    leaves("c1"); // its NOTIFY may overtake the REGISTER: then another one is asked for
    await(() -> explained() > before);
    goesOn(means("ims", OPEN));
  }

  @Test
  @DisplayName("Expires 0 whose NOTIFY is lost is believed after a while, or asked about")
  void unexplainedGoodbye() throws Exception {
    online("c1");
    scscf.err(ScscfFault.LOST_NOTIFY);
    leaves("c1");
    scscf.err();
    assertThat(sightings.quiet(sightings.count(), QUIET)).isTrue();
    sees(means("ims", CLOSED));
  }

  @Test
  void everyNotifyTwice() throws Exception {
    scscf.err(ScscfFault.DUPLICATE_NOTIFY);
    online("c1", "c2");
    leaves("c1");
    goesOn(means("ims", OPEN));
    leaves("c2");
    sees(means("ims", CLOSED));
    assertThat(scscf.subscribes()).isEqualTo(1);
  }

  @Test
  @DisplayName("the NOTIFY of a second contact comes after the one of the first's end")
  void reordered() throws Exception {
    online("c1");
    scscf.err(ScscfFault.REORDERED_NOTIFY);
    registers("c2");
    leaves("c1");
    scscf.err();
    await(() -> scscf.subscribes() == 2); // the later one leaves a gap
    goesOn(means("ims", OPEN));
    leaves("c2");
    sees(means("ims", CLOSED));
  }

  @Test
  @DisplayName("RFC 6665 clause 4.1.2.4: a NOTIFY comes before the answer to SUBSCRIBE")
  void notifyFirst() throws Exception {
    scscf.err(ScscfFault.NOTIFY_FIRST);
    online("c1", "c2");
    leaves("c1");
    goesOn(means("ims", OPEN));
    leaves("c2");
    sees(means("ims", CLOSED));
    assertThat(scscf.subscribes()).isEqualTo(1);
  }

  @Test
  @DisplayName("SUBSCRIBE is not answered: REGISTER alone is believed")
  void noAnswer() throws Exception {
    scscf.err(ScscfFault.NO_ANSWER);
    watched();
    registers("c1");
    sees(means("ims", OPEN));
    await(() -> scscf.subscribes() == 1);
    leaves("c1");
    sees(means("ims", CLOSED));
  }

  @Test
  void slowAnswer() throws Exception {
    scscf.err(ScscfFault.SLOW_ANSWER);
    online("c1", "c2");
    leaves("c1");
    goesOn(means("ims", OPEN));
    leaves("c2");
    sees(means("ims", CLOSED));
    assertThat(scscf.subscribes()).isEqualTo(1);
  }

  @Test
  @DisplayName("RFC 6665 clause 4.2.1.1: 423 is obeyed")
  void tooBrief() throws Exception {
    scscf.leastSubscription(Duration.ofHours(2));
    online("c1");
    assertThat(scscf.subscribes()).isEqualTo(2);
    leaves("c1");
    sees(means("ims", CLOSED));
  }

  @Test
  @DisplayName("baresip sees Online and Offline as somebody registers and leaves")
  void baresip(@TempDir Path files) throws Exception {
    Peers.need("baresip");
    online("c1");
    try (Baresip baresip = Baresip.watching(user.served(), sip.getPort(), files)) {
      await(() -> baresip.shows("<basic>open</basic>"));
      baresip.press("/contacts");
      await(() -> baresip.shows("Online.*P1"));
      leaves("c1");
      await(() -> baresip.shows("<basic>open</basic>.*<basic>closed</basic>"));
      baresip.press("/contacts");
      await(() -> baresip.shows("Online.*P1.*Offline.*P1"));
      assertThat(baresip.quits()).isTrue();
    }
  }
}
