package org.pna.presence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
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
import org.pna.model.Cell;
import org.pna.model.LocationArea;
import org.pna.model.MalformedMessageException;
import org.pna.model.Plmn;
import org.pna.model.message.mlp.MlpRequest;
import org.pna.model.sip.SipSocket;
import org.pna.model.sip.SipTransport;
import org.pna.publisher.pen.ReportingControl.Wish;
import org.pna.publisher.store.StoreUnusableException;
import org.pna.simulator.M3uaLink;
import org.pna.simulator.SimulatedNode;
import org.pna.simulator.Subscriber;
import org.pna.transport.mlp.codec.MlpRequestReader;

/** The real gateway, a switch that speaks MAP, a location server over HTTP, and watchers. */
@Timeout(120)
class LiveLocationTest {
  private static final String TITLE = "46709999999";
  private static final int POINT_CODE = 909;
  private static final Subscriber ALICE = Subscriber.numbered(1);
  private static final Subscriber BERT = Subscriber.numbered(2);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

  @TempDir private Path folder;
  private final BlockingQueue<MlpRequest> asked = new LinkedBlockingQueue<>();
  private final AtomicInteger requests = new AtomicInteger();
  private final HttpClient http = HttpClient.newHttpClient();
  private HttpServer gmlc;
  private int m3ua;
  private int posts;
  private int sip;

  @BeforeEach
  void open() throws IOException {
    try (ServerSocket tcp = new ServerSocket(0);
        ServerSocket other = new ServerSocket(0);
        DatagramSocket udp = new DatagramSocket(0)) {
      m3ua = tcp.getLocalPort();
      posts = other.getLocalPort();
      sip = udp.getLocalPort();
    }
    gmlc = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    gmlc.createContext("/", this::answer);
    gmlc.start();
  }

  @AfterEach
  void close() {
    gmlc.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    MlpRequest request;
    try {
      request = MlpRequestReader.read(exchange.getRequestBody().readAllBytes());
    } catch (MalformedMessageException e) {
      throw new IOException(e);
    }
    int number = requests.incrementAndGet();
    String body;
    if (request instanceof MlpRequest.Immediate) {
      body = "<slia ver=\"3.4.0\"><pos>" + pos(ALICE, 100 + number) + "</pos></slia>";
    } else if (request instanceof MlpRequest.Triggered) {
      body = "<tlra ver=\"3.4.0\"><req_id>t" + number + "</req_id></tlra>";
    } else {
      body = "<tlrsa ver=\"3.4.0\"><req_id>x</req_id></tlrsa>";
    }
    byte[] document = ("<svc_result ver=\"3.4.0\">" + body + "</svc_result>").getBytes(UTF_8);
    exchange.sendResponseHeaders(200, document.length);
    exchange.getResponseBody().write(document);
    exchange.close();
    asked.add(request);
  }

  private static String pos(Subscriber who, int radius) {
    return "<msid type=\"IMSI\">"
        + who.imsi()
        + "</msid><pd><time>"
        + TIME.format(Instant.now())
        + "</time><shape><CircularArea><coord><X>59 19 45.5N</X><Y>018 04 06.9E</Y></coord>"
        + ("<radius>" + radius + "</radius></CircularArea></shape></pd>");
  }

  private static String slrep(Subscriber who, int radius) {
    return "<svc_result><slrep><pos>" + pos(who, radius) + "</pos></slrep></svc_result>";
  }

  private HttpResponse<String> post(String document) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + posts + "/mlp"))
            .POST(HttpRequest.BodyPublishers.ofString(document))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Somebody who watches one presentity, and answers each NOTIFY. */
  private final class Watching implements AutoCloseable {
    private final WatcherSocket socket;

    Watching(String watcher, Subscriber whom) throws IOException {
      socket = new WatcherSocket(new SipSocket(SipTransport.UDP, "127.0.0.1", sip));
      socket.send(
          """
          SUBSCRIBE %2$s SIP/2.0
          Via: SIP/2.0/UDP %3$s;branch=z9hG4bK%1$s
          From: <sip:%1$s@pna.test>;tag=%1$s
          To: <%2$s>
          Call-ID: %1$s
          CSeq: 1 SUBSCRIBE
          Contact: <sip:%1$s@%3$s>
          Event: presence
          Expires: 3600
          Max-Forwards: 70
          Content-Length: 0

          """
              .formatted(watcher, uri(whom), socket.local())
              .replace("\n", "\r\n"));
    }

    /** The first NOTIFY from now on with a text; null if none comes. */
    String sees(String text) throws Exception {
      long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (System.nanoTime() < deadline) {
        String message = socket.receive(500);
        if (message != null && message.startsWith("NOTIFY")) {
          socket.answer(message, "200 OK");
          if (message.contains(text)) {
            return message;
          }
        }
      }
      return null;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private static String uri(Subscriber who) {
    return "sip:+" + who.msisdn() + "@pna.test";
  }

  private MlpRequest asked() throws InterruptedException {
    return asked.poll(20, TimeUnit.SECONDS);
  }

  private static void report(SimulatedNode vlr, int code, int cell) throws Exception {
    Cell at = new Cell(new LocationArea(new Plmn("240", "99"), 6699), cell, false);
    assertThat(vlr.report(ALICE, code, at).get(20, TimeUnit.SECONDS).outcome().name())
        .isEqualTo("RESULT");
  }

  @Test
  void whoMovesIsLocatedForThoseWhoMaySeeIt() throws Exception {
    try (Gateway gateway = start();
        M3uaLink link =
            M3uaLink.open(new M3uaLink.Settings(false, "127.0.0.1", m3ua, null, null, 2))) {
      assertThat(link.awaitActive(Duration.ofSeconds(20))).isTrue();
      SimulatedNode vlr =
          new SimulatedNode(
              link,
              new SimulatedNode.Identity(false, "46701111111", 101),
              SimulatedNode.Gateway.byGlobalTitle(POINT_CODE, TITLE),
              Duration.ofSeconds(20));
      try (Watching blind = new Watching("w2", ALICE)) {
        report(vlr, 0x02, 1);
        assertThat(blind.sees("cs-voice")).isNotNull().doesNotContain("location-info");
        HttpResponse<String> refused = post(slrep(ALICE, 66));
        assertThat(refused.statusCode()).isEqualTo(200);
        assertThat(refused.body()).contains("<slra", "resid=\"202\"");
        assertThat(asked).as("nobody who watches may see it").isEmpty();

        try (Watching seeing = new Watching("w1", ALICE)) {
          assertThat(asked()).isInstanceOf(MlpRequest.Immediate.class);
          assertThat(seeing.sees(">101</gs:radius>"))
              .isNotNull()
              .contains("<gml:pos>59.3293056 18.0685833</gml:pos>")
              .doesNotContain(">66</gs:radius>");
          report(vlr, 0x00, 2);
          assertThat(asked()).isInstanceOf(MlpRequest.Immediate.class);
          assertThat(seeing.sees(">102</gs:radius>")).isNotNull();
          assertThat(post(slrep(ALICE, 77)).body()).contains("<slra", "resid=\"0\"");
          assertThat(seeing.sees(">77</gs:radius>")).isNotNull();
          nothingIsFetched(seeing);
        }
        report(vlr, 0x03, 2);
        assertThat(blind.sees("closed")).isNotNull().doesNotContain("location-info");
      }
      HttpResponse<String> unknown = post(slrep(Subscriber.numbered(99), 5));
      assertThat(unknown.body()).contains("<slra").containsAnyOf("resid=\"4\"", "resid=\"0\"");
      assertThat(status())
          .contains("\"locations\":{\"located\":", "\"gmlc\":\"gmlc1\"")
          .contains("\"imsi\":\"" + Subscriber.numbered(99).imsi() + "\"")
          .contains("\"source\":\"pl\"");
    }
  }

  private void nothingIsFetched(Watching seeing) throws Exception {
    try (ServerSocket trap = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + trap.getLocalPort() + "/x";
      HttpResponse<String> read =
          post("<!DOCTYPE svc_result SYSTEM \"" + url + ".dtd\">" + slrep(ALICE, 88));
      assertThat(read.statusCode()).isEqualTo(200);
      assertThat(seeing.sees(">88</gs:radius>")).isNotNull();
      String entity = "<!DOCTYPE svc_result [<!ENTITY e SYSTEM \"" + url + "\">]>";
      String told = slrep(ALICE, 99).replace(ALICE.imsi(), "&e;");
      assertThat(post(entity + told).statusCode()).isEqualTo(400);
      trap.setSoTimeout(200);
      assertThat(connects(trap)).isFalse();
    }
  }

  private static boolean connects(ServerSocket trap) throws IOException {
    try {
      trap.accept().close();
      return true;
    } catch (SocketTimeoutException nobody) {
      return false;
    }
  }

  @Test
  void whatWasAskedToBeReportedIsKnownAfterARestartAndEnded() throws Exception {
    try (Gateway gateway = start()) {
      assertThat(reporting(Wish.ON)).contains("\"location\"");
      assertThat(asked())
          .isInstanceOfSatisfying(
              MlpRequest.Triggered.class,
              request -> {
                assertThat(request.interval()).isEqualTo(Duration.ofMinutes(15));
                assertThat(request.push()).isEqualTo("http://127.0.0.1:" + posts + "/mlp");
                assertThat(request.stop()).isAfter(Instant.now().plusSeconds(86_000));
              });
      until("\"standing\":1");
      assertThat(gateway.counters()).containsKey("pna.pl.triggers{done=start}");
    }
    try (Gateway again = start()) {
      assertThat(status()).contains("\"standing\":1");
      HttpResponse<String> taken = post(tlrep("t1", BERT));
      assertThat(taken.statusCode()).isEqualTo(200);
      assertThat(taken.body()).as("asked for, though nobody watches").isEmpty();
      assertThat(post(tlrep("t1", ALICE)).body()).as("about another").contains("resid=\"202\"");
      assertThat(post(tlrep("t9", BERT)).body()).as("never asked for").contains("resid=\"202\"");
      assertThat(asked()).isEqualTo(new MlpRequest.Stop("t9"));

      assertThat(reporting(Wish.OFF)).contains("\"location\"");
      assertThat(asked()).isEqualTo(new MlpRequest.Stop("t1"));
      until("\"locations\":{\"located\":0,\"port\":" + posts + ",\"gmlcs\"");
      assertThat(post(tlrep("t1", BERT)).body()).contains("<gem", "resid=\"202\"");
      assertThat(again.counters()).containsKey("pna.pl.posted{end=not-allowed}");
    }
  }

  private static String tlrep(String id, Subscriber who) {
    return "<svc_result><tlrep><req_id>"
        + (id + "</req_id><trl_pos trl_trigger=\"PERIODIC\">" + pos(who, 50))
        + "</trl_pos></tlrep></svc_result>";
  }

  private String reporting(Wish wish) throws IOException {
    Reply reply = ask(new ControlRequest.Reporting(uri(BERT), wish, Format.JSON));
    assertThat(reply.status()).as(reply.text()).isEqualTo(Reply.Status.OK);
    return reply.text();
  }

  private void until(String text) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!status().contains(text)) {
      assertThat(System.nanoTime()).as(text).isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private String status() throws IOException {
    return ask(new ControlRequest.Status(false, Format.JSON)).text();
  }

  private Reply ask(ControlRequest request) throws IOException {
    try (ControlClient client = new ControlClient(folder.resolve("data/pna.sock"))) {
      return client.ask(request);
    }
  }

  private Gateway start() throws IOException, StoreUnusableException {
    StringBuilder rows = new StringBuilder("imsi,msisdn,presentity,identities\n");
    for (Subscriber who : List.of(ALICE, BERT)) {
      rows.append(String.join(",", who.imsi(), who.msisdn(), uri(who), "") + "\n");
    }
    Files.writeString(folder.resolve("subscribers.csv"), rows);
    Files.writeString(folder.resolve("secret"), "between us\n");
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
              point-code: %1$d
              global-title: "%2$s"
              associations:
                - {name: vlr, transport: tcp, mode: server, local: "127.0.0.1:%3$d",
                   peer-point-codes: [101]}
        allow: {calling-gt: ["4670"]}
        presence:
          listen: ["udp:127.0.0.1:%4$d", "tcp:127.0.0.1:%4$d"]
          domains: [pna.test]
          watchers:
            - {watcher: "sip:w1@pna.test", presentities: ["*"], location: true}
            - {watcher: "sip:w2@pna.test", presentities: ["*"], location: false}
        pl:
          gmlcs:
            - name: gmlc1
              url: "http://127.0.0.1:%5$d/"
              client: pna
              password-file: secret
              senders: [127.0.0.1]
          listen: {address: "127.0.0.1:%6$d", path: /mlp}
          policy: {pause: 1s}
          triggered: {for: none, interval: 15m, push-url: "http://127.0.0.1:%6$d/mlp"}
        """
            .formatted(POINT_CODE, TITLE, m3ua, sip, gmlc.getAddress().getPort(), posts));
    LoadedConfig loaded = ConfigFile.read(yaml);
    GatewayConfig config = loaded.config();
    assertThat(config).as(loaded.faults().toString()).isNotNull();
    return Gateway.start(config);
  }
}
