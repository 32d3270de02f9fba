package org.pna.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pna.model.Imsi;
import org.pna.model.MalformedMessageException;
import org.pna.model.Msisdn;
import org.pna.model.Shape;
import org.pna.model.SubscriberId;
import org.pna.model.message.mlp.LocationOutcome;
import org.pna.model.message.mlp.LocationTrigger;
import org.pna.model.message.mlp.LocationType;
import org.pna.model.message.mlp.MlpRequest;
import org.pna.model.message.mlp.MlpResult;
import org.pna.model.message.mlp.MlpService;
import org.pna.model.message.mlp.MlpVersion;
import org.pna.simulator.GmlcReaction.Kind;
import org.pna.simulator.MlpShape.Place;
import org.pna.transport.mlp.codec.MlpClientId;
import org.pna.transport.mlp.codec.MlpRequests;
import org.pna.transport.mlp.codec.MlpResults;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXParseException;

/** The simulated GMLC, by what goes over its sockets. */
class SimulatedGmlcTest {
  private static final Path DTDS =
      Path.of(System.getProperty("pna.root", "..")).resolve("../shared/schemas/mlp");
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Subscriber ALICE = Subscriber.numbered(1);
  private static final Subscriber BOB = Subscriber.numbered(2);
  private static final Place PARK = new Place("59 19 45.5N", "018 04 06.9E");
  private static final Place STATION = new Place("59.331", "18.06");
  private static final Place HARBOUR = new Place("59.322", "18.08");
  private static final List<MlpShape> SHAPES =
      List.of(
          MlpShape.point(PARK),
          MlpShape.circle(PARK, 850),
          MlpShape.ellipse(PARK, 30, 200, 100),
          MlpShape.arc(PARK, 100, 600, 300, 60),
          MlpShape.polygon(PARK, STATION, HARBOUR),
          MlpShape.polygon(PARK, STATION, HARBOUR, PARK),
          MlpShape.box(STATION, HARBOUR),
          MlpShape.line(PARK, STATION),
          MlpShape.points(PARK, STATION));

  private final BlockingQueue<byte[]> reports = new LinkedBlockingQueue<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpServer gateway;
  private SimulatedGmlc gmlc;

  @BeforeEach
  void open() throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    gateway = HttpServer.create(any, 0);
    gateway.createContext("/", this::take);
    gateway.start();
    URI to = URI.create("http://127.0.0.1:" + gateway.getAddress().getPort() + "/mlp");
    gmlc = SimulatedGmlc.open(any, to, InstantSource.system(), PATIENCE);
    gmlc.put(GmlcSubscriber.at(ALICE, MlpShape.circle(PARK, 850)));
    gmlc.put(GmlcSubscriber.lost(BOB, 5));
  }

  @AfterEach
  void close() {
    gmlc.close();
    gateway.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    reports.add(exchange.getRequestBody().readAllBytes());
    byte[] answer = "<slra><result resid=\"0\">OK</result></slra>".getBytes(UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private static MlpRequest where(SubscriberId who) {
    return new MlpRequest.Immediate(who, LocationType.CURRENT_OR_LAST, null);
  }

  private HttpResponse<byte[]> post(MlpRequest request) throws Exception {
    MlpClientId id = new MlpClientId("pna", null, null);
    byte[] document = MlpRequests.write(request, id, MlpVersion.V3_4);
    return client.send(
        HttpRequest.newBuilder(gmlc.url())
            .timeout(Duration.ofMillis(700))
            .POST(HttpRequest.BodyPublishers.ofByteArray(document))
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private MlpResult ask(MlpRequest request) throws Exception {
    return MlpResults.read(post(request).body());
  }

  private MlpResult reported() throws Exception {
    byte[] report = reports.poll(5, TimeUnit.SECONDS);
    assertThat(report).as("a report").isNotNull();
    return MlpResults.read(report);
  }

  @Test
  void saysWhereSomebodyIsInEveryShape() throws Exception {
    List<GmlcQuestion> asked = new ArrayList<>();
    gmlc.listener(asked::add);
    List<Class<?>> read = new ArrayList<>();
    for (MlpShape shape : SHAPES) {
      gmlc.put(GmlcSubscriber.at(ALICE, shape));
      MlpResult result = ask(where(new Imsi(ALICE.imsi())));
      assertThat(result.subscribers().get(0).names()).containsExactly(new Imsi(ALICE.imsi()));
      LocationOutcome outcome = result.subscribers().get(0).outcome();
      read.add(((LocationOutcome.Located) outcome).position().shape().getClass());
    }
    assertThat(read)
        .containsExactly(
            Shape.Point.class,
            Shape.Circle.class,
            Shape.Ellipse.class,
            Shape.ArcBand.class,
            Shape.Polygon.class,
            Shape.Polygon.class,
            Shape.Polygon.class,
            Shape.Circle.class,
            Shape.Circle.class);
    assertThat(asked).hasSize(9).containsOnly(new GmlcQuestion.Immediate(ALICE, "CURRENT_OR_LAST"));
    assertThat(gmlc.count("slir")).isEqualTo(9);
  }

  @Test
  void saysWhyItDoesNotKnow() throws Exception {
    MlpResult absent = ask(where(new Msisdn(BOB.msisdn())));
    assertThat(absent.subscribers().get(0).outcome().toString()).contains("id=5");
    MlpResult unknown = ask(where(new Msisdn("4670123")));
    assertThat(unknown.subscribers().get(0).outcome().toString()).contains("id=4");
    gmlc.react(service -> GmlcReaction.result(101));
    assertThat(ask(where(new Imsi(ALICE.imsi()))).result().id()).isEqualTo(101);
    gmlc.react(service -> new GmlcReaction(Kind.GENERAL_ERROR, 105));
    assertThat(ask(where(new Imsi(ALICE.imsi()))).service()).isEqualTo(MlpService.GEM);
  }

  @Test
  void misbehavesAsItIsTold() throws Exception {
    MlpRequest request = where(new Imsi(ALICE.imsi()));
    gmlc.react(service -> GmlcReaction.of(Kind.TRUNCATE));
    assertThatThrownBy(() -> ask(request)).isInstanceOf(MalformedMessageException.class);
    gmlc.react(service -> GmlcReaction.of(Kind.ENTITY));
    assertThat(new String(post(request).body(), UTF_8)).contains("<!ENTITY e SYSTEM \"http://127.");
    assertThatThrownBy(() -> ask(request)).isInstanceOf(MalformedMessageException.class);
    assertThat(gmlc.count("entity")).isZero();
    gmlc.react(service -> new GmlcReaction(Kind.STATUS, 503));
    assertThat(post(request).statusCode()).isEqualTo(503);
    gmlc.react(service -> GmlcReaction.of(Kind.EMPTY));
    assertThat(post(request).body()).isEmpty();
    gmlc.react(service -> GmlcReaction.of(Kind.DISCONNECT));
    assertThatThrownBy(() -> post(request)).isInstanceOf(IOException.class);
    gmlc.react(service -> GmlcReaction.of(Kind.IGNORE));
    assertThatThrownBy(() -> post(request)).hasMessageContaining("timed out");
    gmlc.react(service -> GmlcReaction.ANSWER);
    gmlc.delay(Duration.ofMillis(100));
    long before = System.nanoTime();
    assertThat(ask(request).isGood()).isTrue();
    assertThat(System.nanoTime() - before).isGreaterThan(100_000_000);
  }

  @Test
  void reportsOfItsOwnAccord() throws Exception {
    ReportAnswer answer = gmlc.report(BOB).get();
    assertThat(answer.isTaken()).isTrue();
    assertThat(answer.result()).isZero();
    MlpResult report = reported();
    assertThat(report.service()).isEqualTo(MlpService.SLREP);
    assertThat(report.subscribers().get(0).names()).containsExactly(new Msisdn(BOB.msisdn()));
    gateway.stop(0);
    assertThat(gmlc.report(BOB).get().isTaken()).isFalse();
  }

  @Test
  void reportsWhatItWasAskedForUntilItIsStopped() throws Exception {
    MlpRequest request =
        new MlpRequest.Triggered(
            new Imsi(ALICE.imsi()),
            Duration.ofSeconds(1),
            null,
            null,
            true,
            null,
            LocationType.CURRENT);
    String id = ask(request).requestId();
    assertThat(id).isNotNull();
    assertThat(gmlc.available(BOB).get().status()).isZero();
    assertThat(gmlc.available(ALICE).get().isTaken()).isTrue();
    MlpResult available = reported();
    assertThat(available.service()).isEqualTo(MlpService.TLREP);
    assertThat(available.requestId()).isEqualTo(id);
    assertThat(available.subscribers().get(0).trigger()).isEqualTo(LocationTrigger.MS_AVAIL);
    assertThat(reported().subscribers().get(0).trigger()).isEqualTo(LocationTrigger.PERIODIC);
    assertThat(gmlc.triggered()).isEqualTo(1);
    assertThat(ask(new MlpRequest.Stop(id)).requestId()).isEqualTo(id);
    assertThat(gmlc.triggered()).isZero();
    assertThat(ask(new MlpRequest.Stop(id)).isGood()).isFalse();
    assertThat(gmlc.available(ALICE).get().status()).isZero();
  }

  @Test
  void whatItWritesIsValid() throws Exception {
    if (!Files.isDirectory(DTDS)) {
      System.out.println(
          "SKIPPED SimulatedGmlcTest.whatItWritesIsValid: no schemas of MLP beside the project");
    }
    Assumptions.assumeTrue(Files.isDirectory(DTDS), "no schemas of MLP beside the project");
    List<byte[]> documents = new ArrayList<>();
    for (MlpShape shape : SHAPES) {
      gmlc.put(GmlcSubscriber.at(ALICE, shape));
      documents.add(post(where(new Imsi(ALICE.imsi()))).body());
    }
    documents.add(post(where(new Msisdn(BOB.msisdn()))).body());
    gmlc.report(ALICE).get();
    documents.add(reports.poll(5, TimeUnit.SECONDS));
    MlpRequest request =
        new MlpRequest.Triggered(
            new Imsi(ALICE.imsi()), null, null, null, true, null, LocationType.CURRENT);
    documents.add(post(request).body());
    gmlc.available(ALICE).get();
    documents.add(reports.poll(5, TimeUnit.SECONDS));
    documents.add(post(new MlpRequest.Stop("no such")).body());
    for (byte[] document : documents) {
      assertThat(faults(document)).as(new String(document, UTF_8)).isEmpty();
    }
    String wrong = new String(documents.get(0), UTF_8).replace("<msid", "<x/><msid");
    assertThat(faults(wrong.getBytes(UTF_8))).isNotEmpty();
  }

  private static List<String> faults(byte[] document) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setValidating(true);
    DocumentBuilder builder = factory.newDocumentBuilder();
    builder.setEntityResolver(
        (publicId, systemId) -> {
          String name =
              systemId.endsWith("mlp.dtd") ? "MLP_v3_4_1.dtd" : "MLP_ID_QOP_RES_SHAPE_v3_4.DTD";
          return new InputSource(DTDS.resolve(name).toUri().toString());
        });
    List<String> faults = new ArrayList<>();
    builder.setErrorHandler(
        new ErrorHandler() {
          @Override
          public void warning(SAXParseException e) {}

          @Override
          public void error(SAXParseException e) {
            faults.add(e.getMessage());
          }

          @Override
          public void fatalError(SAXParseException e) {
            faults.add(e.getMessage());
          }
        });
    String typed =
        new String(document, UTF_8)
            .replaceFirst("\\?>\n", "?><!DOCTYPE svc_result SYSTEM \"file:///mlp.dtd\">");
    builder.parse(new ByteArrayInputStream(typed.getBytes(UTF_8)));
    return faults;
  }
}
