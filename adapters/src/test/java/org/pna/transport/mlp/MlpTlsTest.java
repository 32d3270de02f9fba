package org.pna.transport.mlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pna.model.Msisdn;
import org.pna.model.message.mlp.LocationType;
import org.pna.model.message.mlp.MlpAnswer;
import org.pna.model.message.mlp.MlpRequest;
import org.pna.model.message.mlp.MlpVersion;
import org.pna.model.message.mlp.ResultCode;
import org.pna.transport.mlp.MlpTls.Store;
import org.pna.transport.mlp.codec.MlpClientId;

/** MLP over HTTPS, both ways, with certificates made here. */
@Timeout(60)
class MlpTlsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T04:00:00Z");
  private static final String PASSWORD = "changeit";
  private static final String SLREP =
      "<svc_result><slrep><pos><msid>15551</msid><poserr><result resid=\"5\"/></poserr></pos>"
          + "</slrep></svc_result>";

  @TempDir private static Path folder;
  private static Store ours;
  private static Store theirs;
  private static Store trust;

  @BeforeAll
  static void makeCertificates() throws Exception {
    ours = key("ours", "127.0.0.1");
    theirs = key("theirs", "192.0.2.1");
    trust = new Store(folder.resolve("trust.p12"), PASSWORD);
    Path certificate = folder.resolve("ours.pem");
    keytool("-exportcert", "-alias", "ours", "-keystore", ours.file(), "-file", certificate);
    keytool("-importcert", "-noprompt", "-keystore", trust.file(), "-file", certificate);
  }

  private static Store key(String name, String address) throws Exception {
    Path file = folder.resolve(name + ".p12");
    keytool(
        "-genkeypair",
        "-alias",
        name,
        "-keyalg",
        "EC",
        "-dname",
        "CN=" + name,
        "-ext",
        "san=ip:" + address,
        "-keystore",
        file);
    return new Store(file, PASSWORD);
  }

  private static void keytool(Object... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    Path said = folder.resolve("keytool.txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertThat(process.waitFor()).as(Files.readString(said)).isZero();
  }

  /** A gateway that listens. */
  private static int listen(DefaultCamelContext camel, MlpTls tls) throws Exception {
    camel.disableJMX();
    MlpReceiver receiver =
        new MlpReceiver(
            List.of(link(URI.create("https://127.0.0.1/"))),
            (report, id, end) -> end.accept(ResultCode.OK),
            refusal -> {},
            () -> NOW,
            new SimpleMeterRegistry());
    MlpListener listener = new MlpListener(camel, "127.0.0.1", 0, tls);
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from(MlpListener.endpoint("/mlp")).process(receiver);
          }
        });
    camel.start();
    return listener.port();
  }

  private static MlpLink link(URI url) {
    return new MlpLink(
        "gmlc1",
        url,
        new MlpClientId("pna", null, null),
        MlpVersion.V3_4,
        Duration.ofSeconds(10),
        1,
        Set.of("127.0.0.1"));
  }

  private static HttpResponse<String> post(int port, MlpTls tls) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + "/mlp"))
            .POST(HttpRequest.BodyPublishers.ofString(SLREP))
            .build();
    return HttpClient.newBuilder()
        .sslContext(tls.parameters().createSSLContext(new DefaultCamelContext()))
        .build()
        .send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static MlpAnswer ask(int port, MlpTls tls) throws Exception {
    DefaultCamelContext camel = new DefaultCamelContext();
    camel.disableJMX();
    camel.start();
    CompletableFuture<MlpAnswer> answer = new CompletableFuture<>();
    URI url = URI.create("https://127.0.0.1:" + port + "/mlp");
    try (MlpClient client =
        new MlpClient(camel, List.of(link(url)), tls, () -> NOW, new SimpleMeterRegistry())) {
      client.send(
          "gmlc1",
          new MlpRequest.Immediate(new Msisdn("15551"), LocationType.CURRENT, null),
          answer::complete);
      return answer.get(20, TimeUnit.SECONDS);
    } finally {
      camel.stop();
    }
  }

  private static String detail(MlpAnswer answer) {
    return ((MlpAnswer.Failed) answer).detail();
  }

  @Test
  void aTrustedServerIsAskedAndPostedTo() throws Exception {
    DefaultCamelContext camel = new DefaultCamelContext();
    try {
      int port = listen(camel, new MlpTls(ours, trust));
      assertThat(post(port, new MlpTls(ours, trust)).body()).contains("<result resid=\"0\">");
      assertThat(detail(ask(port, new MlpTls(ours, trust))))
          .as("it came to the other side, who takes no requests")
          .isEqualTo("HTTP status 400");
    } finally {
      camel.stop();
    }
  }

  @Test
  void aServerThatIsNotTrustedOrIsAnotherIsNotAsked() throws Exception {
    DefaultCamelContext camel = new DefaultCamelContext();
    try {
      int port = listen(camel, new MlpTls(theirs, null));
      assertThat(detail(ask(port, new MlpTls(null, trust)))).isEqualTo("SSLHandshakeException");
      assertThatThrownBy(() -> post(port, new MlpTls(null, trust)))
          .isInstanceOf(SSLException.class);
    } finally {
      camel.stop();
    }
  }
}
