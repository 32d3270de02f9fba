package org.pna.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pna.app.Gateway;
import org.pna.app.config.ConfigFile;
import org.pna.app.config.GatewayConfig;
import org.pna.app.config.LoadedConfig;
import org.pna.app.control.ControlClient;
import org.pna.app.control.ControlRequest;
import org.pna.app.control.Format;
import org.pna.app.control.Reply;
import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.message.map.Csi;
import org.pna.model.message.map.SubscriberState;
import org.pna.publisher.pen.ReportingControl.Wish;
import org.pna.publisher.store.StoreUnusableException;

/** The real gateway asks and arms a simulated HLR over M3UA. */
@Timeout(60)
class LivePhTest {
  private static final String TITLE = "46709999999";
  private static final String HLR = "46700000006";
  private static final int POINT_CODE = 909;
  private static final int STP = 101;
  private static final int MODIFICATION = 65;
  private static final int SUBSCRIPTION = 62;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path folder;
  private int count = 10;
  private int m3ua;
  private int sip;

  @BeforeEach
  void ports() throws IOException {
    try (ServerSocket tcp = new ServerSocket(0);
        DatagramSocket udp = new DatagramSocket(0)) {
      m3ua = tcp.getLocalPort();
      sip = udp.getLocalPort();
    }
  }

  @Test
  void allAreArmedThroughTroubleAndARestartAndDisarmedWhenNobodyIsWanted() throws Exception {
    AtomicInteger number = new AtomicInteger();
    armAndDisarm(
        10,
        50,
        Duration.ZERO,
        operation ->
            switch (number.incrementAndGet()) {
              case 3, 12 -> HlrReaction.error(34);
              case 7 -> HlrReaction.of(HlrReaction.Kind.LOSE);
              default -> HlrReaction.ANSWER;
            });
  }

  /** About six minutes. */
  @Test
  @Tag("slow")
  @Timeout(1_200)
  void tenThousandAreArmedThroughTroubleAndARestartAndDisarmed() throws Exception {
    armAndDisarm(
        10_000, 1_000, Duration.ofSeconds(20), HlrReaction.chance(0.05, List.of(34), 0.01, 7));
  }

  private void armAndDisarm(
      int subscribers, int rate, Duration untilRestart, HlrReaction.Chooser reactions)
      throws Exception {
    count = subscribers;
    try (M3uaLink link = connect();
        SimulatedHlr hlr = hlr(link)) {
      hlr.react(reactions);
      long begun = System.nanoTime();
      try (Gateway gateway = start("all", rate)) {
        await(
            () ->
                hlr.counts().of(MODIFICATION) > 5
                    && System.nanoTime() - begun > untilRestart.toNanos());
        assertThat(gateway.links()).hasSize(1);
      }
      try (Gateway gateway = start("all", rate)) {
        await(() -> armed(hlr) == 2 * count);
        print(hlr, "armed", begun);
        assertThat(hlr.counts().foreignModifications()).isZero();

        Subscriber one = Subscriber.numbered(3);
        hlr.subscribers().change(new Imsi(one.imsi()), LivePhTest::turnedOff);
        assertThat(armed(hlr)).isEqualTo(2 * count - 1);
        assertThat(
                hlr.tell(one, SimulatedNode.Gateway.byGlobalTitle(POINT_CODE, TITLE))
                    .get(20, TimeUnit.SECONDS)
                    .outcome())
            .isEqualTo(Answer.Outcome.RESULT);
        await(() -> armed(hlr) == 2 * count);
        await(() -> status().contains("\"csis\":{\"armed\":" + 2 * count + "}"));
        assertThat(gateway.links()).hasSize(1);
      }
      long armed = System.nanoTime();
      try (Gateway gateway = start("none", rate)) {
        await(() -> armed(hlr) == 0);
        print(hlr, "disarmed", armed);
        await(() -> status().contains("\"csis\":{}"));
        assertThat(gateway.links()).hasSize(1);
      }
      // The budget holds for any second as we send; the wire bunches a little.
      assertThat(busiestSecond(hlr)).isLessThanOrEqualTo(rate + rate / 10);
    }
  }

  private static void print(SimulatedHlr hlr, String what, long since) {
    System.out.printf(
        "%s after %d s, in all %d interrogations and %d modifications, %d in the busiest second%n",
        what,
        Duration.ofNanos(System.nanoTime() - since).toSeconds(),
        hlr.counts().of(SUBSCRIPTION),
        hlr.counts().of(MODIFICATION),
        busiestSecond(hlr));
  }

  private static int busiestSecond(SimulatedHlr hlr) {
    Map<Long, Integer> seconds = new HashMap<>(hlr.counts().bySecond(SUBSCRIPTION));
    hlr.counts()
        .bySecond(MODIFICATION)
        .forEach((second, count) -> seconds.merge(second, count, Integer::sum));
    return seconds.values().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  @Test
  void aQueryTellsWhatTheRegisterSaysAndWhatItChanges() throws Exception {
    Subscriber who = Subscriber.numbered(5);
    try (M3uaLink link = connect();
        SimulatedHlr hlr = hlr(link)) {
      hlr.subscribers()
          .change(
              new Imsi(who.imsi()),
              one ->
                  one.in(Domain.PS, SubscriberState.PS_DETACHED)
                      .at(SimulatedNodeTest.HOME, "46700000001", null));
      try (Gateway gateway = start("none", 20)) {
        assertThat(link.awaitActive(PATIENCE)).isTrue();
        await(() -> gateway.links().get(0).up());
        Reply first = ask(new ControlRequest.Query("+" + who.msisdn(), Format.JSON));
        assertThat(first.status()).as(first.text()).isEqualTo(Reply.Status.OK);
        assertThat(first.text())
            .contains("\"presentity\":\"tel:+" + who.msisdn() + "\"")
            .contains("\"imsi\":\"" + who.imsi() + "\"")
            .contains("\"state\":\"assumedIdle\",\"code\":\"0\",\"node\":\"46700000001\"")
            .contains("\"state\":\"ps-Detached\",\"code\":\"1\"")
            .contains("\"published\":true")
            .contains("\"held\":{\"attachment\":\"yes\",\"reachable\":true,\"means\":\"open\"")
            .contains("\"held\":{\"attachment\":\"no\"");
        Reply again = ask(new ControlRequest.Query(who.imsi(), Format.TEXT));
        assertThat(again.text())
            .startsWith("tel:+" + who.msisdn())
            .contains("HLR     assumedIdle, VLR 46700000001, cell ")
            .contains("effect  unchanged")
            .contains("held    attached, open")
            .contains("ph anyTimeInterrogation 0 of ");

        Reply nobody = ask(new ControlRequest.Query("tel:+4670000", Format.TEXT));
        assertThat(nobody.status()).isEqualTo(Reply.Status.ERROR);
        Reply unknown = ask(new ControlRequest.Query("240990000099999", Format.TEXT));
        assertThat(unknown.status()).isEqualTo(Reply.Status.ERROR);
        assertThat(unknown.text()).isEqualTo("the HLR told nothing: error-1");
      }
    }
  }

  /** TS 23.141 clause 4.3.2. */
  @Test
  void whatSomebodyAsksForIsDoneOnTheWireAndOutlivesARestart() throws Exception {
    Subscriber who = Subscriber.numbered(5);
    try (M3uaLink link = connect();
        SimulatedHlr hlr = hlr(link)) {
      try (Gateway gateway = start("none", 20)) {
        assertThat(link.awaitActive(PATIENCE)).isTrue();
        await(() -> gateway.links().get(0).up());
        Reply on = reporting(who, Wish.ON, Format.JSON);
        assertThat(on.status()).as(on.text()).isEqualTo(Reply.Status.OK);
        assertThat(on.text())
            .startsWith("{\"presentity\":\"" + who.telUri() + "\",\"sims\":[{\"imsi\":\"")
            .contains("\"wanted\":true,\"asked\":\"on\",\"since\":\"2")
            .contains("\"settled\":true,\"m-csi\":{\"state\":\"armed\",\"since\":\"2")
            .contains("\"mg-csi\":{\"state\":\"armed\",\"since\":\"2");
        assertThat(hlr.counts().of(MODIFICATION)).isEqualTo(2);
        assertThat(armed(hlr)).isEqualTo(2);
        assertThat(reporting(who, Wish.ON, Format.JSON).text()).isEqualTo(on.text());
      }
      try (Gateway gateway = start("none", 20)) {
        await(() -> status().contains("\"csis\":{\"armed\":2}"));
        assertThat(gateway.links()).hasSize(1);
        assertThat(armed(hlr)).isEqualTo(2);
        assertThat(hlr.counts().of(MODIFICATION)).isEqualTo(2);
        assertThat(reporting(who, Wish.OFF, Format.TEXT).text())
            .startsWith(
                who.telUri() + "\n  imsi " + who.imsi() + "\n    wished  off, as asked since 2")
            .contains("    m-csi   disarmed since 2")
            .contains("    mg-csi  disarmed since 2");
        assertThat(armed(hlr)).isZero();
      }
      try (Gateway gateway = start("all", 20)) {
        await(() -> armed(hlr) == 2 * (count - 1));
        assertThat(reporting(who, Wish.DEFAULT, Format.TEXT).text())
            .contains("wished  on, as the configuration says")
            .contains("m-csi   armed since 2");
        assertThat(armed(hlr)).isEqualTo(2 * count);
        assertThat(gateway.links()).hasSize(1);
        Reply nobody = ask(new ControlRequest.Reporting("tel:+4670000", Wish.OFF, Format.TEXT));
        assertThat(nobody.status()).isEqualTo(Reply.Status.ERROR);
      }
    }
  }

  private Reply reporting(Subscriber who, Wish wish, Format format) throws IOException {
    return ask(new ControlRequest.Reporting(who.telUri(), wish, format));
  }

  private static HlrSubscriber turnedOff(HlrSubscriber one) {
    Csi csi = one.csi(Csi.Kind.M_CSI);
    return one.with(
        Csi.Kind.M_CSI,
        new Csi(csi.triggers(), csi.serviceKey(), csi.gsmScfAddress(), true, false));
  }

  private long armed(SimulatedHlr hlr) {
    long armed = 0;
    for (int i = 0; i < count; i++) {
      HlrSubscriber one = hlr.subscribers().get(new Imsi(Subscriber.numbered(i).imsi()));
      for (Csi.Kind kind : Csi.Kind.values()) {
        armed += one.csi(kind).active() ? 1 : 0;
      }
    }
    return armed;
  }

  private String status() {
    try {
      return ask(new ControlRequest.Status(false, Format.JSON)).text();
    } catch (IOException e) {
      return "";
    }
  }

  private Reply ask(ControlRequest request) throws IOException {
    try (ControlClient client = new ControlClient(folder.resolve("data/pna.sock"))) {
      return client.ask(request);
    }
  }

  /** Looks every 20 ms: nobody tells. */
  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private M3uaLink connect() throws IOException {
    return M3uaLink.open(new M3uaLink.Settings(false, "127.0.0.1", m3ua, null, null, 2));
  }

  private SimulatedHlr hlr(M3uaLink link) {
    SimulatedHlr hlr =
        new SimulatedHlr(
            link, new SimulatedHlr.Identity(HLR, STP), InstantSource.system(), PATIENCE);
    for (int i = 0; i < count; i++) {
      hlr.subscribers().put(HlrSubscriber.attached(Subscriber.numbered(i)).provisioned(TITLE, 100));
    }
    return hlr;
  }

  private Gateway start(String whom, int rate) throws IOException, StoreUnusableException {
    List<String> rows = new ArrayList<>(List.of("imsi,msisdn,presentity,identities"));
    for (int i = 0; i < count; i++) {
      Subscriber who = Subscriber.numbered(i);
      rows.add(who.imsi() + "," + who.msisdn() + "," + who.telUri() + ",");
    }
    Files.write(folder.resolve("subscribers.csv"), rows);
    Path yaml = folder.resolve("pna.yaml");
    Files.writeString(
        yaml,
        """
        home: {plmns: ["24099"]}
        subscribers: subscribers.csv
        data: data
        ss7:
          links:
            - name: msc1
              network-indicator: 2
              point-code: %d
              global-title: "%s"
              query-timeout: 3s
              associations:
                - {name: a, transport: tcp, mode: server, local: "127.0.0.1:%d", peer-point-codes: [%d]}
        ph:
          hlrs:
            - {name: hlr1, link: msc1, global-title: "%s", atm-rate: %d}
          arming: {for: %s, service-keys: [100]}
        allow: {calling-gt: ["467"]}
        presence:
          listen: ["udp:127.0.0.1:%d"]
          domains: [pna.test]
          watchers: [{watcher: "sip:w1@pna.test", presentities: ["*"], location: true}]
        """
            .formatted(POINT_CODE, TITLE, m3ua, STP, HLR, rate, whom, sip));
    LoadedConfig loaded = ConfigFile.read(yaml);
    GatewayConfig config = loaded.config();
    assertThat(config).as(loaded.faults().toString()).isNotNull();
    return Gateway.start(config);
  }
}
