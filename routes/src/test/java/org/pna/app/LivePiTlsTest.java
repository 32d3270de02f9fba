package org.pna.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pna.app.WireScscf.header;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pna.app.config.ConfigFile;
import org.pna.app.config.GatewayConfig;
import org.pna.app.config.LoadedConfig;

/** S-CSCFs that speak TLS, with certificates made here. */
@Timeout(60)
class LivePiTlsTest {
  private static final String ALICE = "sip:p1@pna.test";
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private Path folder;
  private int sip;
  private int tls;

  @BeforeEach
  void prepare() throws Exception {
    try (DatagramSocket udp = new DatagramSocket(0);
        ServerSocket tcp = new ServerSocket(0)) {
      sip = udp.getLocalPort();
      tcp.setReuseAddress(true);
      tls = tcp.getLocalPort();
    }
    List<String> all = new ArrayList<>();
    for (String name : List.of("pna", "scscf", "other")) {
      keytool(
          name,
          "-genkeypair",
          "-keyalg",
          "EC",
          "-dname",
          "CN=x",
          "-ext",
          "SAN=dns:" + name + ".ims.test");
      keytool(name, "-exportcert", "-rfc", "-file", folder.resolve(name + ".pem").toString());
      all.addAll(Files.readAllLines(folder.resolve(name + ".pem")));
    }
    Files.write(folder.resolve("all.pem"), all); // each signed its own
    Files.writeString(folder.resolve("password"), "changeit\n");
  }

  private void keytool(String name, String... options) throws Exception {
    List<String> command =
        new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/keytool"));
    command.addAll(List.of(options));
    command.addAll(
        List.of(
            "-alias",
            name,
            "-keystore",
            folder.resolve(name + ".p12").toString(),
            "-storetype",
            "PKCS12",
            "-storepass",
            "changeit"));
    Process made =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(made.waitFor()).as(Files.readString(folder.resolve("keytool.log"))).isZero();
  }

  @Test
  @DisplayName("RFC 5922: an S-CSCF is known by its certificate's name, and asked over TLS")
  void byTheCertificatesName() throws Exception {
    try (Gateway gateway = start();
        SSLServerSocket listening =
            (SSLServerSocket)
                context("scscf")
                    .getServerSocketFactory()
                    .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
        WireScscf plain = new WireScscf(sip)) {
      listening.setNeedClientAuth(true);
      String register =
          plain
              .register(ALICE, "600", "", "")
              .replace("SIP/2.0/UDP", "SIP/2.0/TLS")
              .replaceAll(
                  "Contact: [^\r]*", "Contact: <sip:127.0.0.1:" + listening.getLocalPort() + ">");
      assertThat(plain.ask(plain.register(ALICE, "600", "", "")))
          .as("without TLS")
          .startsWith("SIP/2.0 403 ");
      assertThatThrownBy(() -> ask("other", register)).isInstanceOf(IOException.class);
      assertThat(ask("scscf", register)).startsWith("SIP/2.0 200 ");
      try (SSLSocket gatewayAsks = (SSLSocket) listening.accept()) {
        String subscribe = read(gatewayAsks);
        assertThat(subscribe).startsWith("SUBSCRIBE " + ALICE);
        assertThat(header(subscribe, "Via")).startsWith("SIP/2.0/TLS 127.0.0.1:" + tls);
        assertThat(header(subscribe, "Contact"))
            .isEqualTo("<sip:127.0.0.1:" + tls + ";transport=tls>");
      }
    }
  }

  private String ask(String name, String request) throws Exception {
    try (SSLSocket socket =
        (SSLSocket)
            context(name).getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), tls)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      String answer = read(socket);
      if (answer.isEmpty()) {
        throw new IOException("closed");
      }
      return answer;
    }
  }

  private static String read(SSLSocket socket) throws IOException {
    byte[] octets = new byte[4_096];
    int read = socket.getInputStream().read(octets);
    return new String(octets, 0, Math.max(0, read), StandardCharsets.UTF_8);
  }

  private SSLContext context(String name) throws Exception {
    KeyStore own = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(folder.resolve(name + ".p12"))) {
      own.load(in, PASSWORD);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(own, PASSWORD);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(folder.resolve("pna.p12"))) {
      trusted.load(in, PASSWORD);
    }
    trusted.setCertificateEntry("gateway", trusted.getCertificate("pna"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private Gateway start() throws Exception {
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
        pi:
          application-server: sip:pna.test
          scscfs: [{from: 127.0.0.1, tls-name: scscf.ims.test}]
          default-handling: session_continued
          tls:
            listen: ["127.0.0.1:%d"]
            key-store: pna.p12
            password-file: password
            authorities: all.pem
        presence:
          listen: ["udp:127.0.0.1:%d"]
          domains: [pna.test]
          watchers: []
        """
            .formatted(tls, sip));
    LoadedConfig loaded = ConfigFile.read(yaml);
    GatewayConfig config = loaded.config();
    assertThat(config).as(loaded.faults().toString()).isNotNull();
    return Gateway.start(config);
  }
}
