package org.pna.transport.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pna.model.sip.SipHeaders;
import org.pna.model.sip.SipRequest;
import org.pna.model.sip.SipResponse;
import org.pna.model.sip.SipResponseListener;
import org.pna.model.sip.SipServerTransaction;
import org.pna.model.sip.SipSocket;
import org.pna.transport.sip.SipListeningPoint.Transport;

/** Two endpoints speak to each other, and strangers to one of them. */
@Timeout(30)
class JainSipEndpointTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final BlockingQueue<SipServerTransaction> asked = new LinkedBlockingQueue<>();
  private final BlockingQueue<Object> ended = new LinkedBlockingQueue<>();
  private JainSipEndpoint client;
  private JainSipEndpoint server;

  private static JainSipEndpoint endpoint(SimpleMeterRegistry registry) {
    return new JainSipEndpoint(
        new SipSettings(
            List.of(
                new SipListeningPoint(Transport.UDP, "0.0.0.0", 0),
                new SipListeningPoint(Transport.TCP, "127.0.0.1", 0),
                new SipListeningPoint(Transport.UDP, "::1", 0)),
            4_000,
            3,
            100,
            Duration.ofMillis(10)),
        registry);
  }

  @BeforeEach
  void start() throws IOException {
    client = endpoint(new SimpleMeterRegistry());
    client.start(transaction -> {});
    server = endpoint(registry);
    server.start(asked::add);
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private SipSocket socket(int index) {
    return server.sockets().get(index);
  }

  private void send(String uri, String callId, int bodyLength) {
    client.send(
        new SipRequest(
            "NOTIFY",
            uri,
            SipHeaders.of(
                "From", "<sip:a@pna.test>;tag=1",
                "To", "<sip:b@pna.test>;tag=2",
                "Call-ID", callId,
                "CSeq", "7 NOTIFY",
                "Event", "presence",
                "Subscription-State", "active",
                "Content-Type", "text/plain"),
            "x".repeat(bodyLength).getBytes(StandardCharsets.UTF_8),
            client.sockets().get(0)),
        new SipResponseListener() {
          @Override
          public void answered(SipResponse response) {
            ended.add(response.status());
          }

          @Override
          public void failed(Failure failure) {
            ended.add(failure);
          }
        });
  }

  private String udp() {
    return "sip:b@127.0.0.1:" + socket(0).port();
  }

  @Test
  void requestAndAnswerOverEachSocket() throws Exception {
    for (String uri :
        List.of(
            udp(),
            "sip:b@localhost:" + socket(0).port(),
            "sip:b@127.0.0.1:" + socket(1).port() + ";transport=tcp",
            "sip:b@[::1]:" + socket(2).port())) {
      send(uri, "call-" + uri.hashCode(), 10);
      SipServerTransaction transaction = asked.poll(5, TimeUnit.SECONDS);
      assertThat(transaction).as(uri).isNotNull();
      SipRequest request = transaction.request();
      assertThat(request.method()).isEqualTo("NOTIFY");
      assertThat(request.headers().first("CSeq")).contains("7 NOTIFY");
      assertThat(request.headers().first("Max-Forwards")).contains("70");
      assertThat(new String(request.body(), StandardCharsets.UTF_8)).isEqualTo("xxxxxxxxxx");
      assertThat(request.socket().host()).doesNotContain("0.0.0.0");
      transaction.respond(new SipResponse(202, "Fine", SipHeaders.of("Expires", "5")));
      transaction.respond(SipResponse.of(500, "too late"));
      assertThat(ended.poll(5, TimeUnit.SECONDS)).isEqualTo(202);
      assertThat(ended.poll(50, TimeUnit.MILLISECONDS)).isNull();
    }
  }

  @Test
  void silenceIsATimeoutToldOnce() throws Exception {
    send(udp(), "silent", 0);
    assertThat(asked.poll(5, TimeUnit.SECONDS)).isNotNull();
    assertThat(ended.poll(5, TimeUnit.SECONDS)).isEqualTo(SipResponseListener.Failure.TIMEOUT);
    assertThat(asked).as("repeats are absorbed").isEmpty();
    assertThat(ended.poll(100, TimeUnit.MILLISECONDS)).isNull();
  }

  @Test
  void whereNobodyIsItFailsAtOnce() throws Exception {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      closed = socket.getLocalPort();
    }
    for (String uri :
        List.of(
            "sip:b@127.0.0.1:" + closed + ";transport=tcp",
            "sip:b@nowhere.invalid",
            "sip:b@127.0.0.1;transport=tls",
            "sips:b@127.0.0.1",
            "tel:+1")) {
      send(uri, "nobody", 0);
      assertThat(ended.poll(10, TimeUnit.SECONDS))
          .as(uri)
          .isEqualTo(SipResponseListener.Failure.TRANSPORT);
    }
  }

  @Test
  void connectionsAreBoundedAndRoomComesBack() throws Exception {
    List<Socket> sockets = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      sockets.add(new Socket("127.0.0.1", socket(1).port()));
    }
    awaitConnections(3);
    try (Socket tooMany = new Socket("127.0.0.1", socket(1).port())) {
      assertThat(tooMany.getInputStream().read()).isEqualTo(-1);
    }
    for (Socket socket : sockets) {
      socket.close();
    }
    awaitConnections(0);
    send("sip:b@127.0.0.1:" + socket(1).port() + ";transport=tcp", "room", 0);
    assertThat(asked.poll(5, TimeUnit.SECONDS)).isNotNull();
  }

  private void awaitConnections(int expected) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (registry.get("pna.sip.connections").gauge().value() != expected) {
      assertThat(System.nanoTime()).as("waiting for %s connections", expected).isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  @Test
  void rubbishOverTcpHarmsNoOtherConnection() throws Exception {
    for (String rubbish :
        List.of(
            "GET / HTTP/1.1\r\n\r\n",
            "x".repeat(100_000),
            "NOTIFY sip:b@h SIP/2.0\r\nContent-Length: 999999999\r\n\r\n",
            "NOTIFY sip:b@h SIP/2.0\r\nContent-Length: -1\r\n\r\n",
            "\r\n\r\n\0\0\0\r\n\r\n")) {
      try (Socket socket = new Socket("127.0.0.1", socket(1).port())) {
        socket.getOutputStream().write(rubbish.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
        socket.shutdownOutput();
        socket.setSoTimeout(2_000);
        while (socket.getInputStream().read() >= 0) {
          // whatever it says, until it hangs up
        }
      } catch (IOException e) {
        // it may hang up before all was written
      }
    }
    send("sip:b@127.0.0.1:" + socket(1).port() + ";transport=tcp", "after", 0);
    assertThat(asked.poll(5, TimeUnit.SECONDS)).isNotNull();
  }

  @Test
  void takenPortIsAnErrorThatNamesIt() throws IOException {
    int taken = socket(1).port();
    JainSipEndpoint second =
        new JainSipEndpoint(
            SipSettings.on(List.of(new SipListeningPoint(Transport.TCP, "127.0.0.1", taken)), null),
            new SimpleMeterRegistry());
    assertThatThrownBy(() -> second.start(transaction -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("TCP 127.0.0.1:" + taken);
  }
}
