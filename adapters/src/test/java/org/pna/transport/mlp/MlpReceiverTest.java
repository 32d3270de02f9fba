package org.pna.transport.mlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.Refusal;
import org.pna.model.message.mlp.LocationReport;
import org.pna.model.message.mlp.LocationTrigger;
import org.pna.model.message.mlp.MlpVersion;
import org.pna.model.message.mlp.ResultCode;
import org.pna.transport.mlp.codec.MlpClientId;

/** Reports over real sockets. */
class MlpReceiverTest {
  private static final Instant NOW = Instant.parse("2026-11-21T04:00:00Z");
  private static final String ERROR = "<poserr><result resid=\"5\">ABSENT</result></poserr>";
  private static final String SLREP =
      "<svc_result ver=\"3.4.0\"><slrep><pos><msid>15551</msid>"
          + ERROR
          + "</pos><pos><msid enc=\"CRP\">x</msid>"
          + ERROR
          + "</pos><pos><msid type=\"IMSI\">240991234567890</msid>"
          + ERROR
          + "</pos></slrep></svc_result>";

  private static final String TLREP =
      "<svc_result><tlrep><req_id>1</req_id><trl_pos trl_trigger=\"MS_AVAIL\">"
          + "<msid>15551</msid><time>20261121035900</time></trl_pos></tlrep></svc_result>";

  private final DefaultCamelContext camel = new DefaultCamelContext();
  private final List<LocationReport> taken = new CopyOnWriteArrayList<>();
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<Refusal> refusals = new CopyOnWriteArrayList<>();
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private volatile ResultCode result = ResultCode.OK;
  private int port;

  @BeforeEach
  void start() throws Exception {
    port = listen("127.0.0.1");
  }

  private int listen(String sender) throws Exception {
    camel.disableJMX();
    camel.setLoadTypeConverters(false);
    MlpLink link =
        new MlpLink(
            "gmlc1",
            URI.create("http://127.0.0.1/"),
            new MlpClientId("pna", null, null),
            MlpVersion.V3_4,
            Duration.ofSeconds(1),
            1,
            Set.of(sender));
    MlpReceiver receiver =
        new MlpReceiver(
            List.of(link),
            (report, requestId, end) -> {
              taken.add(report);
              end.accept(result);
            },
            refusals::add,
            () -> NOW,
            new SimpleMeterRegistry());
    MlpListener listener = new MlpListener(camel, "127.0.0.1", 0, null, 2, PATIENCE);
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(MlpListener.endpoint("/" + sender)).process(receiver);
          }
        });
    camel.start();
    return listener.port();
  }

  @AfterEach
  void stop() {
    camel.stop();
  }

  @Test
  @DisplayName("I8: who sends slowly is closed, who opens many gets no further one")
  void connectionsAreBoundedInNumberAndTime() throws Exception {
    long begin = System.nanoTime();
    try (Socket slow = begun();
        Socket second = begun();
        Socket third = begun()) {
      assertThat(isClosed(third)).isTrue();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PATIENCE);
      assertThat(isClosed(slow)).isTrue();
      assertThat(isClosed(second)).isTrue();
    }
    assertThat(posts(SLREP).statusCode()).isEqualTo(200);
    assertThat(posts(SLREP).statusCode()).isEqualTo(200);
  }

  /** A request that does not end; its connection is known to the server. */
  private Socket begun() throws Exception {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
    socket
        .getOutputStream()
        .write(
            ("POST /127.0.0.1 HTTP/1.1\r\nHost: pna\r\nContent-Length: 9\r\n"
                    + "Expect: 100-continue\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static boolean isClosed(Socket socket) throws IOException {
    try {
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
          .matches("(?s)(HTTP/1.1 100 .*)?");
    } catch (SocketException e) {
      return true;
    }
  }

  private HttpResponse<String> posts(String document) throws Exception {
    return posts("/127.0.0.1", document);
  }

  private HttpResponse<String> posts(String path, String document) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", "text/xml")
            .timeout(Duration.ofSeconds(20))
            .POST(HttpRequest.BodyPublishers.ofString(document))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void severalSubscribersInOneReportAndWhoHasNoNameIsLeftOut() throws Exception {
    HttpResponse<String> answer = posts(SLREP);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("<slra ver=\"3.4.0\"><result resid=\"0\">OK</result>");
    assertThat(taken)
        .extracting(LocationReport::subscriber)
        .containsExactly(List.of(new Msisdn("15551")), List.of(new Imsi("240991234567890")));
    assertThat(taken).extracting(LocationReport::fingerprint).doesNotHaveDuplicates();
    assertThat(taken).allSatisfy(report -> assertThat(report.askedAt()).isNull());
    assertThat(taken.get(0).origin().time()).isEqualTo(NOW);
  }

  @Test
  void aTriggeredReportIsAnsweredWithoutADocument() throws Exception {
    HttpResponse<String> answer = posts(TLREP);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(taken.get(0).trigger()).isEqualTo(LocationTrigger.MS_AVAIL);
  }

  @Test
  void whatCannotBeTakenMayComeAgain() throws Exception {
    result = ResultCode.CONGESTION_IN_LOCATION_SERVER;
    HttpResponse<String> answer = posts(SLREP);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("10");
    assertThat(answer.body()).contains("<slra ver=\"3.4.0\"><result resid=\"101\">CONGESTION");
    assertThat(refusals)
        .extracting(Refusal::subscriber)
        .containsExactly(List.of(new Msisdn("15551")), List.of(new Imsi("240991234567890")));
  }

  @Test
  void whatIsRefusedForGoodIsToldByItsResultAndNobodyIsSuspect() throws Exception {
    result = ResultCode.POSITIONING_NOT_ALLOWED;
    HttpResponse<String> answer = posts(SLREP);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("<slra ver=\"3.4.0\"><result resid=\"202\">POSITIONING");
    result = ResultCode.UNKNOWN_SUBSCRIBER;
    answer = posts(TLREP);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("<gem ver=\"3.4.0\"><result resid=\"4\">UNKNOWN SUBSCRIBER</result></gem>");
    assertThat(refusals).isEmpty();
  }

  @Test
  void whatCannotBeReadIsRefusedWithTheReason() throws Exception {
    HttpResponse<String> answer = posts("<svc_result><slrep></svc_result>");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("line 1: not well-formed XML");
    assertThat(posts("").statusCode()).isEqualTo(400);
    assertThat(posts("<a>" + "x".repeat(300_000) + "</a>").statusCode()).isEqualTo(413);
    assertThat(taken).isEmpty();
  }

  @Test
  void strangersAndOtherMethodsAreTurnedAway() throws Exception {
    HttpResponse<String> got =
        http.send(
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/127.0.0.1")).build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(got.statusCode()).isEqualTo(405);
    camel.stop();
    DefaultCamelContext another = new DefaultCamelContext();
    try {
      MlpReceiver receiver =
          new MlpReceiver(
              List.of(),
              (report, requestId, end) -> end.accept(ResultCode.OK),
              refusals::add,
              () -> NOW,
              new SimpleMeterRegistry());
      MlpListener listener = new MlpListener(another, "127.0.0.1", 0, null);
      another.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from(MlpListener.endpoint("/mlp")).process(receiver);
            }
          });
      another.start();
      port = listener.port();
      assertThat(posts("/mlp", SLREP).statusCode()).isEqualTo(403);
    } finally {
      another.stop();
    }
  }
}
