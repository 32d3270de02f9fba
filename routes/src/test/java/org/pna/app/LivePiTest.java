package org.pna.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pna.app.WireScscf.header;
import static org.pna.simulator.Expectation.means;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pna.app.config.ConfigFile;
import org.pna.app.config.GatewayConfig;
import org.pna.app.config.LoadedConfig;
import org.pna.app.control.ControlClient;
import org.pna.app.control.ControlRequest;
import org.pna.app.control.Format;
import org.pna.publisher.pen.ReportingControl.Wish;
import org.pna.publisher.pidf.Basic;
import org.pna.publisher.store.StoreUnusableException;
import org.pna.simulator.Sightings;
import org.pna.simulator.SimulatedWatcher;

/** Registrations from the wire to the watcher, through the running gateway and its restart. */
@Timeout(60)
class LivePiTest {
  private static final String ALICE = "sip:p1@pna.test";
  private static final String PI =
      "pi: {application-server: \"sip:pna.test\", scscfs: [%s],"
          + " default-handling: session_continued}";
  private static final String TRUSTED = PI.formatted("127.0.0.1");

  @TempDir private Path folder;
  private int sip;

  @BeforeEach
  void ports() throws IOException {
    try (DatagramSocket udp = new DatagramSocket(0)) {
      sip = udp.getLocalPort();
    }
  }

  @Test
  @DisplayName("TS 24.141 clause A.7, S4, T14: a registration, a contact less, a restart, the end")
  void fromRegisterToTheEndOverARestart() throws Exception {
    try (WireScscf scscf = new WireScscf(sip)) {
      String subscribe;
      try (Gateway gateway = start(TRUSTED);
          SimulatedWatcher watcher = watcher()) {
        long begin = System.nanoTime();
        String answer = scscf.ask(scscf.register(ALICE, "600000", "", ""));
        assertThat(System.nanoTime() - begin).isLessThan(1_000_000_000L);
        assertThat(answer).startsWith("SIP/2.0 200 ");
        assertThat(header(answer, "Contact")).endsWith(";expires=600000");
        subscribe = scscf.subscribed();
        assertThat(header(subscribe, "From")).startsWith("<sip:pna.test>;tag=");
        told(scscf, subscribe, reginfo(0, "full", contact(1, true) + contact(2, true)));
        isSeen(watcher, Basic.OPEN);

        assertThat(scscf.ask(scscf.register(ALICE, "0", "", ""))).startsWith("SIP/2.0 200 ");
        told(scscf, subscribe, reginfo(1, "partial", contact(1, false)));
        await( // the REGISTER and the NOTIFY have threads of their own, and either may be the first
            () ->
                gateway.counters().containsKey("pna.pi.waited{end=notified}")
                    || gateway.counters().containsKey("pna.pi.waited{end=asked}"));
        isSeen(watcher, Basic.OPEN);
        assertThat(tcp(scscf.register(ALICE, "600000", "", ""))).startsWith("SIP/2.0 200 ");
      }
      try (Gateway gateway = start(TRUSTED);
          SimulatedWatcher watcher = watcher()) {
        String refresh = scscf.subscribed();
        assertThat(header(refresh, "Call-ID")).isEqualTo(header(subscribe, "Call-ID"));
        told(scscf, subscribe, reginfo(0, "full", contact(2, true)));
        isSeen(watcher, Basic.OPEN);
        told(scscf, subscribe, reginfo(1, "partial", contact(2, false)));
        isSeen(watcher, Basic.CLOSED);
        assertThat(gateway.counters().get("pna.pi.messages{link=pi,result=accepted}")).isEqualTo(2);
      }
    }
  }

  @Test
  @DisplayName(
      "R12: off ends the subscription on the wire, on begins one; T16: an unknown is listed")
  void whatIsAskedForIsDoneOnTheWire() throws Exception {
    try (WireScscf scscf = new WireScscf(sip);
        Gateway gateway = start(TRUSTED)) {
      scscf.ask(scscf.register("sip:stranger@pna.test", "600", "", ""));
      scscf.ask(scscf.register(ALICE, "600", "", ""));
      String subscribe = scscf.subscribed();
      told(scscf, subscribe, reginfo(0, "full", contact(1, true)));
      assertThat(status(Format.TEXT))
          .contains("scscfs     127.0.0.1:" + scscf.port() + " 1 open, 0 pending")
          .contains("unknown    identity sip:stranger@pna.test");

      CompletableFuture<String> off = reporting(Wish.OFF);
      String end = scscf.subscribed();
      assertThat(header(end, "Call-ID")).isEqualTo(header(subscribe, "Call-ID"));
      assertThat(header(end, "Expires")).isEqualTo("0");
      assertThat(off.get(20, TimeUnit.SECONDS))
          .contains("\"wanted\":false,\"asked\":\"off\"")
          .contains("\"settled\":true,\"reg\":{\"state\":\"off\"");
      CompletableFuture<String> on = reporting(Wish.ON);
      String anew = scscf.subscribed();
      assertThat(header(anew, "Call-ID")).isNotEqualTo(header(subscribe, "Call-ID"));
      assertThat(on.get(20, TimeUnit.SECONDS))
          .contains("\"settled\":true,\"reg\":{\"state\":\"live\"");
    }
  }

  private CompletableFuture<String> reporting(Wish wish) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return ask(new ControlRequest.Reporting(ALICE, wish, Format.JSON));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  @Test
  @DisplayName("R115: without the section a REGISTER is refused; of a stranger with it, too")
  void strangersAndNoScscfAtAll() throws Exception {
    try (WireScscf scscf = new WireScscf(sip)) {
      try (Gateway gateway = start("")) {
        assertThat(scscf.ask(scscf.register(ALICE, "600", "", ""))).startsWith("SIP/2.0 405 ");
        assertThat(gateway.counters()).doesNotContainKey("pna.pi.requests");
      }
      try (Gateway gateway = start(PI.formatted("192.0.2.1"))) {
        assertThat(scscf.ask(scscf.register(ALICE, "600", "", ""))).startsWith("SIP/2.0 403 ");
        assertThat(gateway.counters())
            .containsEntry("pna.pi.requests{link=pi,method=REGISTER,status=403}", 1L);
      }
    }
  }

  @Test
  @DisplayName("R115: off by 'suppliers' a REGISTER gets 200, and what lived is given up with 481")
  void offBySuppliers() throws Exception {
    try (WireScscf scscf = new WireScscf(sip)) {
      String subscribe;
      try (Gateway gateway = start(TRUSTED)) {
        scscf.ask(scscf.register(ALICE, "600", "", ""));
        subscribe = scscf.subscribed();
        told(scscf, subscribe, reginfo(0, "full", contact(1, true)));
      }
      try (Gateway gateway = start(TRUSTED + "\nsuppliers: [pc]")) {
        String answer = scscf.ask(scscf.register(ALICE, "600", "", ""));
        assertThat(answer).startsWith("SIP/2.0 200 ");
        assertThat(scscf.ask(scscf.notify(subscribe, reginfo(1, "full", contact(1, true)))))
            .startsWith("SIP/2.0 481 ");
        assertThat(scscf.isSilent("SUBSCRIBE", 500)).isTrue();
        assertThat(status(Format.TEXT)).doesNotContain("1 open");
        assertThat(ask(new ControlRequest.Reporting(ALICE, Wish.OFF, Format.JSON)))
            .doesNotContain("\"reg\"");
      }
      try (Gateway gateway = start(TRUSTED)) {
        scscf.ask(scscf.register(ALICE, "600", "", ""));
        assertThat(scscf.subscribed()).isNotEmpty();
      }
    }
  }

  private static void told(WireScscf scscf, String dialogue, String document) throws IOException {
    assertThat(scscf.ask(scscf.notify(dialogue, document))).startsWith("SIP/2.0 200 ");
  }

  private static String reginfo(int version, String state, String contacts) {
    String sum = contacts.contains("\"active\"") || state.equals("partial") ? "active" : "init";
    return "<reginfo xmlns=\"urn:ietf:params:xml:ns:reginfo\" version=\"%d\" state=\"%s\"><registration aor=\"%s\" id=\"a1\" state=\"%s\">%s</registration></reginfo>"
        .formatted(version, state, ALICE, sum, contacts);
  }

  private static String contact(int id, boolean active) {
    return "<contact id=\"c%d\" state=\"%s\" event=\"%s\"><uri>sip:1@10.0.0.%d</uri></contact>"
        .formatted(
            id, active ? "active" : "terminated", active ? "registered" : "unregistered", id);
  }

  /** The answer over a connection of its own. */
  private String tcp(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), sip)) {
      socket
          .getOutputStream()
          .write(request.replace("SIP/2.0/UDP", "SIP/2.0/TCP").getBytes(StandardCharsets.UTF_8));
      byte[] answer = new byte[4_096];
      int read = socket.getInputStream().read(answer);
      return new String(answer, 0, Math.max(0, read), StandardCharsets.UTF_8);
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private static void isSeen(SimulatedWatcher watcher, Basic ims) throws InterruptedException {
    Sightings sightings = new Sightings(notice -> {});
    watcher.listener(sightings);
    var unused = watcher.subscribe(ALICE, Duration.ofMinutes(10));
    assertThat(sightings.await(ALICE, 0, means("ims", ims), Duration.ofSeconds(20)))
        .as("ims " + ims)
        .isTrue();
  }

  private SimulatedWatcher watcher() throws IOException {
    return SimulatedWatcher.open(
        "sip:w1@pna.test", new InetSocketAddress(InetAddress.getLoopbackAddress(), sip));
  }

  private String ask(ControlRequest request) throws IOException {
    try (ControlClient client = new ControlClient(folder.resolve("data/pna.sock"))) {
      return client.ask(request).text();
    }
  }

  private String status(Format format) throws IOException {
    return ask(new ControlRequest.Status(false, format));
  }

  private Gateway start(String pi) throws IOException, StoreUnusableException {
    Files.writeString(
        folder.resolve("subscribers.csv"),
        "imsi,msisdn,presentity,identities\n240990000000001,15551230001," + ALICE + ",\n");
    Path yaml = folder.resolve("pna.yaml");
    Files.writeString(
        yaml,
        """
        home: {plmns: ["24099"]}
        subscribers: subscribers.csv
        data: data
        allow: {calling-gt: ["4670"]}
        %s
        presence:
          listen: ["udp:127.0.0.1:%d", "tcp:127.0.0.1:%d"]
          domains: [pna.test]
          watchers: [{watcher: "sip:w1@pna.test", presentities: ["*"], location: true}]
        """
            .formatted(pi, sip, sip));
    LoadedConfig loaded = ConfigFile.read(yaml);
    GatewayConfig config = loaded.config();
    assertThat(config).as(loaded.faults().toString()).isNotNull();
    return Gateway.start(config);
  }
}
