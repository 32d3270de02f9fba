package org.pna.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pna.app.config.PlConfig;
import org.pna.model.Imsi;
import org.pna.model.MalformedMessageException;
import org.pna.model.message.mlp.MlpRequest;
import org.pna.model.message.mlp.MlpVersion;
import org.pna.normalise.DeviceIds;
import org.pna.normalise.HoldPolicy;
import org.pna.normalise.HomeNetworks;
import org.pna.normalise.Lifetimes;
import org.pna.normalise.NetworkNames;
import org.pna.normalise.Normaliser;
import org.pna.normalise.QuestionListener;
import org.pna.normalise.TrustedNodes;
import org.pna.ph.SimDirectory;
import org.pna.pl.Gmlc;
import org.pna.pl.LocationPolicy;
import org.pna.publisher.pen.Pen;
import org.pna.publisher.pen.Publication;
import org.pna.publisher.pidf.Fragment;
import org.pna.publisher.pidf.View;
import org.pna.publisher.store.MemoryStore;
import org.pna.routes.Alarms;
import org.pna.routes.Directory;
import org.pna.routes.LaneSettings;
import org.pna.routes.PlRoute;
import org.pna.routes.Steps;
import org.pna.transport.mlp.MlpLink;
import org.pna.transport.mlp.MlpTls;
import org.pna.transport.mlp.codec.MlpClientId;
import org.pna.transport.mlp.codec.MlpRequestReader;

/** Reference point Pl from a location server's socket to what is published. */
class PlPointTest {
  private static final String ALICE = "sip:alice@pna.test";
  private static final String IMSI = "240991234567890";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

  private final BlockingQueue<MlpRequest> asked = new LinkedBlockingQueue<>();
  private final BlockingQueue<Publication> published = new LinkedBlockingQueue<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final InstantSource clock = InstantSource.system();
  private final MemoryStore store = new MemoryStore(10);
  private volatile Set<String> located = Set.of();
  private HttpServer server;
  private Steps steps;
  private PlPoint point;
  private CamelContext camel;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    server.createContext("/", this::locate);
    server.start();
    HomeNetworks home = new HomeNetworks(List.of("24099"), Map.of());
    Directory directory = new Directory(home);
    directory.add(1, IMSI, "15551230001", ALICE);
    SimDirectory sims = new SimDirectory(directory);
    steps =
        new Steps(
            new LaneSettings(1, 10, Duration.ofSeconds(30), Duration.ofMinutes(1)),
            directory,
            new Normaliser(
                NetworkNames.DEFAULT,
                home,
                TrustedNodes.ALL,
                Lifetimes.DEFAULT,
                new DeviceIds("salt")),
            store,
            new Pen(store, published::add, meters),
            HoldPolicy.NONE,
            (imsi, domain, time) -> {},
            QuestionListener.NONE,
            clock,
            meters);
    MlpLink link =
        new MlpLink(
            "gmlc1",
            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"),
            new MlpClientId("pna", "x", null),
            MlpVersion.V3_4,
            Duration.ofSeconds(5),
            2,
            Set.of("127.0.0.1"));
    point =
        new PlPoint(
            new PlConfig(
                List.of(link),
                List.of(new Gmlc("gmlc1", Set.of(), 10, 2)),
                policy(),
                new PlConfig.Posted("127.0.0.1", 0, "/mlp", false),
                new MlpTls(null, null)),
            sims,
            directory,
            () -> false,
            () -> located,
            refusal -> {},
            new Alarms(clock, meters),
            clock,
            meters);
    camel = PnaCamel.start(List.of(PlRoute.from(steps)), Map.of());
    point.start(camel);
  }

  private static LocationPolicy policy() {
    LocationPolicy usual = LocationPolicy.DEFAULT;
    return new LocationPolicy(
        usual.onWatch(),
        usual.onMove(),
        usual.every(),
        usual.pause(),
        usual.type(),
        usual.quality(),
        usual.most(),
        LocationPolicy.Whose.ALL);
  }

  @AfterEach
  void stop() {
    point.close();
    camel.stop();
    steps.close();
    server.stop(0);
  }

  private String pos(String radius) {
    return "<msid>15551230001</msid><pd><time>"
        + TIME.format(clock.instant())
        + "</time><shape><CircularArea><coord><X>59 19 45.5N</X><Y>018 04 06.9E</Y></coord>"
        + ("<radius>" + radius + "</radius></CircularArea></shape></pd>");
  }

  private void locate(HttpExchange exchange) throws IOException {
    try {
      asked.add(MlpRequestReader.read(exchange.getRequestBody().readAllBytes()));
    } catch (MalformedMessageException e) {
      throw new IOException(e);
    }
    String answer =
        "<svc_result ver=\"3.4.0\"><slia ver=\"3.4.0\"><pos pos_method=\"CELL\">"
            + pos("850").replace("<msid>15551230001", "<msid type=\"IMSI\">" + IMSI)
            + "</pos></slia></svc_result>";
    exchange.sendResponseHeaders(200, answer.length());
    exchange.getResponseBody().write(answer.getBytes(UTF_8));
    exchange.close();
  }

  private String shown() throws InterruptedException {
    Publication publication = published.poll(20, TimeUnit.SECONDS);
    assertThat(publication).as("a publication").isNotNull();
    assertThat(publication.presentity()).isEqualTo(ALICE);
    Fragment device = publication.after().fragments().get(0);
    assertThat(new String(device.xml(View.WITHOUT_LOCATION), UTF_8)).doesNotContain("geopriv");
    return new String(device.xml(View.WITH_LOCATION), UTF_8);
  }

  @Test
  void whoIsWatchedIsAskedAboutAndShown() throws Exception {
    located = Set.of(ALICE);
    assertThat(shown())
        .contains("<gml:pos>59.3293056 18.0685833</gml:pos>", ">850</gs:radius>")
        .contains("<gp:method>Cell</gp:method>");
    assertThat(asked.poll(1, TimeUnit.SECONDS))
        .isInstanceOfSatisfying(
            MlpRequest.Immediate.class,
            request -> assertThat(request.subscriber()).isEqualTo(new Imsi(IMSI)));
    assertThat(store.committed(ALICE).sims()).hasSize(1);
    assertThat(store.committed(ALICE).sims().get(0).imsi()).isEqualTo(IMSI);
  }

  @Test
  void whatIsPostedIsShownAndOnlyThenAnswered() throws Exception {
    String report = "<svc_result><slrep><pos>" + pos("77") + "</pos></slrep></svc_result>";
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + point.port() + "/mlp"))
                    .POST(HttpRequest.BodyPublishers.ofString(report))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("slra");
    assertThat(shown()).contains(">77</gs:radius>");
    assertThat(asked).isEmpty();
  }
}
