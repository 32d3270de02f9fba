package org.pna.transport.mlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.pna.model.Msisdn;
import org.pna.model.message.mlp.LocationOutcome;
import org.pna.model.message.mlp.LocationReport;
import org.pna.model.message.mlp.LocationType;
import org.pna.model.message.mlp.MlpAnswer;
import org.pna.model.message.mlp.MlpRequest;
import org.pna.model.message.mlp.MlpService;
import org.pna.model.message.mlp.MlpVersion;
import org.pna.model.message.mlp.ResultCode;
import org.pna.transport.mlp.codec.MlpClientId;
import org.pna.transport.mlp.codec.MlpRequestReader;

/** Requests over real sockets. */
class MlpClientTest {
  private static final Instant NOW = Instant.parse("2026-11-21T04:00:00Z");
  private static final MlpRequest REQUEST =
      new MlpRequest.Immediate(new Msisdn("15551230001"), LocationType.CURRENT, null);
  private static final Path SLIA =
      Path.of(System.getProperty("pna.root", "..")).resolve("test-fixtures/mlp/slia.xml");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final BlockingQueue<byte[]> requests = new LinkedBlockingQueue<>();
  private final CountDownLatch hold = new CountDownLatch(1);
  private HttpServer server;
  private int status = 200;
  private byte[] answer;
  private @Nullable String redirect;
  private boolean held;
  private Instant now = NOW;

  @BeforeEach
  void start() throws IOException {
    camel.start();
    answer = Files.readAllBytes(SLIA);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/mlp", this::handle);
    server.start();
  }

  @AfterEach
  void stop() {
    hold.countDown();
    server.stop(0);
    camel.stop();
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.add(exchange.getRequestBody().readAllBytes());
    if (held) {
      try {
        hold.await(20, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    if (redirect != null) {
      exchange.getResponseHeaders().set("Location", redirect);
    }
    exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private MlpClient client(Duration timeout, int pending) {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mlp?a=b");
    MlpLink link =
        new MlpLink(
            "gmlc1",
            url,
            new MlpClientId("pna", "secret", null),
            MlpVersion.V3_4,
            timeout,
            pending,
            Set.of());
    return new MlpClient(camel, List.of(link), new MlpTls(null, null), () -> now, meters);
  }

  private static CompletableFuture<MlpAnswer> send(MlpClient client, MlpRequest request) {
    CompletableFuture<MlpAnswer> told = new CompletableFuture<>();
    client.send("gmlc1", request, told::complete);
    return told;
  }

  private MlpAnswer answered() throws Exception {
    try (MlpClient client = client(Duration.ofSeconds(10), 3)) {
      return send(client, REQUEST).get(20, TimeUnit.SECONDS);
    }
  }

  private void says(String text) {
    answer = text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  @DisplayName("T2: the same answer to a second question is no repeat")
  void equalAnswersAreTwoEvents() throws Exception {
    MlpAnswer.Told first = (MlpAnswer.Told) answered();
    now = NOW.plusSeconds(5);
    MlpAnswer.Told second = (MlpAnswer.Told) answered();
    assertThat(second.reports().get(0).fingerprint())
        .isNotEqualTo(first.reports().get(0).fingerprint());
  }

  @Test
  void anAnswerIsReportedWithItsPlaceAndTheTimeOfTheQuestion() throws Exception {
    MlpAnswer.Told told = (MlpAnswer.Told) answered();
    assertThat(told.reports()).hasSize(1);
    LocationReport report = told.reports().get(0);
    assertThat(report.service()).isEqualTo(MlpService.SLIA);
    assertThat(report.server()).isEqualTo("gmlc1");
    assertThat(report.askedAt()).isEqualTo(NOW);
    assertThat(report.subscriber()).containsExactly(new Msisdn("15551230001"));
    assertThat(report.outcome()).isInstanceOf(LocationOutcome.Located.class);
    byte[] request = requests.poll(1, TimeUnit.SECONDS);
    assertThat(MlpRequestReader.read(request)).isEqualTo(REQUEST);
    assertThat(new String(request, StandardCharsets.UTF_8)).contains("<pwd>secret</pwd>");
  }

  @Test
  void aResultForTheWholeIsAboutWhomItWasAsked() throws Exception {
    says("<svc_result><slia><result resid=\"5\">ABSENT</result></slia></svc_result>");
    MlpAnswer.Told told = (MlpAnswer.Told) answered();
    assertThat(told.reports().get(0).outcome())
        .isEqualTo(new LocationOutcome.Failed(ResultCode.ABSENT_SUBSCRIBER));
    assertThat(told.reports().get(0).subscriber()).containsExactly(new Msisdn("15551230001"));
  }

  @Test
  void whatIsNoAnswer() throws Exception {
    says("<svc_result><slia>");
    assertThat(kind()).isEqualTo(MlpAnswer.Kind.PROTOCOL);
    says("<svc_result><tlrsa><req_id>1</req_id></tlrsa></svc_result>");
    assertThat(kind()).isEqualTo(MlpAnswer.Kind.PROTOCOL);
    says("<gem><result resid=\"105\">FORMAT ERROR</result></gem>");
    assertThat(kind()).isEqualTo(MlpAnswer.Kind.RESULT);
    says("<svc_result>" + " ".repeat(1 << 20) + "</svc_result>");
    assertThat(kind()).isEqualTo(MlpAnswer.Kind.PROTOCOL);
    says("");
    assertThat(kind()).isEqualTo(MlpAnswer.Kind.PROTOCOL);
    status = 500;
    assertThat(kind()).isEqualTo(MlpAnswer.Kind.UNREACHABLE);
  }

  private MlpAnswer.Kind kind() throws Exception {
    return ((MlpAnswer.Failed) answered()).kind();
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    try (ServerSocket elsewhere = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      elsewhere.setSoTimeout(200);
      status = 307;
      redirect = "http://127.0.0.1:" + elsewhere.getLocalPort() + "/";
      assertThat(kind()).isEqualTo(MlpAnswer.Kind.UNREACHABLE);
      assertThatThrownBy(elsewhere::accept).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aServerThatIsSilentOrNotThere() throws Exception {
    held = true;
    try (MlpClient client = client(Duration.ofMillis(300), 3)) {
      MlpAnswer.Failed late = (MlpAnswer.Failed) send(client, REQUEST).get(20, TimeUnit.SECONDS);
      assertThat(late.kind()).isEqualTo(MlpAnswer.Kind.TIMEOUT);
      server.stop(0);
      MlpAnswer.Failed gone = (MlpAnswer.Failed) send(client, REQUEST).get(20, TimeUnit.SECONDS);
      assertThat(gone.kind()).isEqualTo(MlpAnswer.Kind.UNREACHABLE);
    }
  }

  @Test
  void beyondTheBoundThereIsNoRoom() throws Exception {
    held = true;
    try (MlpClient client = client(Duration.ofSeconds(10), 2)) {
      CompletableFuture<MlpAnswer> first = send(client, REQUEST);
      CompletableFuture<MlpAnswer> second = send(client, REQUEST);
      MlpAnswer third = send(client, REQUEST).get(5, TimeUnit.SECONDS);
      assertThat(((MlpAnswer.Failed) third).kind()).isEqualTo(MlpAnswer.Kind.NO_ROOM);
      hold.countDown();
      assertThat(first.get(10, TimeUnit.SECONDS)).isInstanceOf(MlpAnswer.Told.class);
      assertThat(second.get(10, TimeUnit.SECONDS)).isInstanceOf(MlpAnswer.Told.class);
    }
  }

  @Test
  void triggeredReportsAreBegunAndEnded() throws Exception {
    MlpRequest begin =
        new MlpRequest.Triggered(
            new Msisdn("1"), Duration.ofMinutes(10), null, null, true, null, LocationType.CURRENT);
    try (MlpClient client = client(Duration.ofSeconds(10), 3)) {
      says("<svc_result><tlra><req_id>77</req_id></tlra></svc_result>");
      assertThat(send(client, begin).get(10, TimeUnit.SECONDS))
          .isEqualTo(new MlpAnswer.Accepted("77"));
      says("<svc_result><tlrsa><req_id>77</req_id></tlrsa></svc_result>");
      assertThat(send(client, new MlpRequest.Stop("77")).get(10, TimeUnit.SECONDS))
          .isEqualTo(new MlpAnswer.Accepted("77"));
      says("<svc_result><tlra><result resid=\"108\"/></tlra></svc_result>");
      assertThat(((MlpAnswer.Failed) send(client, begin).get(10, TimeUnit.SECONDS)).result())
          .isEqualTo(new ResultCode(108));
    }
  }
}
