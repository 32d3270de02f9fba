package org.pna.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.AsyncProcessorSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pna.model.message.accounting.AccountingMessage;
import org.pna.model.message.accounting.AccountingRequest;
import org.pna.model.message.accounting.NasEvent;
import org.pna.transport.radius.IpNetwork;
import org.pna.transport.radius.RadiusClient;
import org.pna.transport.radius.RadiusComponent;
import org.pna.transport.radius.RadiusLink;

/** The simulated NAS, and the transport under its load. */
@Timeout(60)
class SimulatedNasTest {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  @Test
  void aSessionIsHeardAsItWasReported() throws Exception {
    try (Gateway gateway = new Gateway(false);
        SimulatedNas nas = new SimulatedNas(gateway.address(), "testing123", "10.0.0.9")) {
      NasSession session =
          NasSession.ofGgsn("0A00000900000001", Subscriber.numbered(1), "10.1.2.3");
      assertThat(nas.report(SimulatedNas.Status.START, session)).isTrue();
      NasSession moved = session.at("8242f099123442f09901abcde1");
      assertThat(nas.report(SimulatedNas.Status.INTERIM_UPDATE, moved)).isTrue();
      assertThat(nas.report(SimulatedNas.Status.STOP, session)).isTrue();
      NasSession tunnel = NasSession.ofWlan("0A00000900000002", Subscriber.numbered(2), "10.1.2.4");
      assertThat(nas.report(SimulatedNas.Status.START, tunnel)).isTrue();
      assertThat(nas.report(SimulatedNas.Status.ACCOUNTING_OFF)).isTrue();
      assertThat(gateway.heard)
          .extracting(AccountingMessage::statusType)
          .containsExactly(1, 3, 2, 1, 8);
      AccountingRequest start = (AccountingRequest) gateway.heard.remove();
      assertThat(start.subscriber()).hasSize(2);
      assertThat(start.framed().ipv4()).isEqualTo("10.1.2.3");
      assertThat(String.valueOf(start.access().location())).contains("240-99-6699-15437");
      AccountingRequest interim = (AccountingRequest) gateway.heard.remove();
      assertThat(String.valueOf(interim.access().location())).contains("240-99-28036577");
      assertThat(((AccountingRequest) gateway.heard.remove()).sessionStop()).isTrue();
      AccountingRequest wlan = (AccountingRequest) gateway.heard.remove();
      assertThat(wlan.access().isWlan()).isTrue();
      assertThat(wlan.nai()).isNotNull();
      assertThat(gateway.heard.remove())
          .isInstanceOfSatisfying(
              NasEvent.class, event -> assertThat(event.covers(wlan.nas(), null)).isTrue());
    }
  }

  @Test
  void aBurstOfTenThousandIsAnsweredInFull() throws Exception {
    try (Gateway gateway = new Gateway(true);
        SimulatedNas nas =
            new SimulatedNas(gateway.address(), "testing123", "10.0.0.9", PATIENCE, 4, 10_000)) {
      NasLoadReport report = new NasLoad(nas, 0, 10_000, 10_000, 10_000).run();
      assertThat(report.allAnswered()).as(report.text()).isTrue();
      assertThat(gateway.heard).hasSize(10_000);
      assertThat(report.strays()).isLessThanOrEqualTo(report.retransmissions());
    }
  }

  @Test
  void aWindowedLoadIsAnsweredInFull() throws Exception {
    try (Gateway gateway = new Gateway(true);
        SimulatedNas nas =
            new SimulatedNas(gateway.address(), "testing123", "10.0.0.9", PATIENCE, 4, 200)) {
      NasLoadReport report = new NasLoad(nas, 0, 15_000, 200, 5_000).run();
      assertThat(report.allAnswered()).as(report.text()).isTrue();
      NasLoadReport later = new NasLoad(nas, 15_000, 5_001, 200, 5_000).run();
      assertThat(later.allAnswered()).as(later.text()).isTrue();
      assertThat(gateway.heard).hasSize(20_001);
      Map<String, List<Integer>> sessions = new HashMap<>();
      for (AccountingMessage message : gateway.heard) {
        sessions
            .computeIfAbsent(((AccountingRequest) message).sessionId(), id -> new ArrayList<>())
            .add(message.statusType());
      }
      assertThat(sessions).hasSize(10_000);
      assertThat(sessions.get("0A00000900000000")).as("the first").containsExactly(1, 3, 2);
      assertThat(sessions.get("0A00000905F5E100")).as("his next").containsExactly(1, 3);
      assertThat(NasLoad.isActive(0, 15_000, 5_000)).isFalse();
      assertThat(NasLoad.isActive(0, 20_001, 5_000)).isTrue();
      assertThat(NasLoad.isActive(1, 15_001, 5_000)).isFalse();
    }
  }

  /** For figures: {@code -Dslow}. */
  @Test
  @Tag("slow")
  void printsWhatItManages() throws Exception {
    try (Gateway gateway = new Gateway(true);
        SimulatedNas nas =
            new SimulatedNas(gateway.address(), "testing123", "10.0.0.9", PATIENCE, 4, 10_000)) {
      gateway.keeping = false;
      for (int run = 0; run < 5; run++) {
        NasLoadReport report = new NasLoad(nas, 0, 100_000, 100, 20_000).run();
        System.out.println("window 100:\n" + report.text());
        assertThat(report.allAnswered()).isTrue();
      }
      for (int run = 0; run < 3; run++) {
        NasLoadReport report = new NasLoad(nas, 0, 10_000, 10_000, 20_000).run();
        System.out.println("burst of 10,000:\n" + report.text());
        assertThat(report.allAnswered()).isTrue();
      }
    }
  }

  @Test
  void itSendsAgainAndBelievesNoAnswerWithAWrongAuthenticator() throws Exception {
    try (DatagramSocket server = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
        SimulatedNas nas =
            new SimulatedNas(
                (InetSocketAddress) server.getLocalSocketAddress(),
                "testing123",
                "10.0.0.9",
                Duration.ofMillis(100),
                3,
                1);
        Closeable unused = forge(server)) {
      NasLoadReport report = new NasLoad(nas, 0, 1, 1, 1).run();
      assertThat(report.answered()).isZero();
      assertThat(report.retransmissions()).isEqualTo(2);
      assertThat(report.strays()).isEqualTo(3);
    }
  }

  @Test
  void itGivesUpWhereNobodyListens() throws Exception {
    int port;
    try (DatagramSocket closed = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
      port = closed.getLocalPort();
    }
    try (SimulatedNas nas =
        new SimulatedNas(
            new InetSocketAddress("127.0.0.1", port),
            "testing123",
            "10.0.0.9",
            Duration.ofMillis(50),
            2,
            10)) {
      NasLoadReport report = new NasLoad(nas, 0, 10, 10, 10).run();
      assertThat(report.answered()).isZero();
      assertThat(report.retransmissions()).isEqualTo(10);
    }
  }

  /** Answers each request with an authenticator of zeros. */
  private static Closeable forge(DatagramSocket server) {
    Thread thread =
        new Thread(
            () -> {
              DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
              try {
                while (true) {
                  server.receive(packet);
                  byte[] forged = new byte[20];
                  forged[0] = 5;
                  forged[1] = packet.getData()[1];
                  forged[3] = 20;
                  server.send(new DatagramPacket(forged, 20, packet.getSocketAddress()));
                  packet.setLength(4096);
                }
              } catch (IOException e) {
                // closed: the test is over
              }
            });
    thread.setDaemon(true);
    thread.start();
    return server::close;
  }

  /** The transport with a route that keeps whatever it hears, on another thread if asked to. */
  private static final class Gateway implements AutoCloseable {
    private final Queue<AccountingMessage> heard = new ConcurrentLinkedQueue<>();
    private final RadiusComponent component;
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final ExecutorService lane = Executors.newSingleThreadExecutor();
    private volatile boolean keeping = true;

    private Gateway(boolean later) throws Exception {
      RadiusClient client =
          new RadiusClient(IpNetwork.of("127.0.0.0/8"), "testing123", AccountingMessage.PK);
      component =
          new RadiusComponent(
              List.of(new RadiusLink("gi", "127.0.0.1", 0, List.of(client))),
              new SimpleMeterRegistry(),
              InstantSource.system(),
              refusal -> {});
      context.disableJMX();
      context.addComponent("radius", component);
      context.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("radius:gi").errorHandler(noErrorHandler()).process(keep(later));
            }
          });
      context.start();
    }

    private AsyncProcessorSupport keep(boolean later) {
      return new AsyncProcessorSupport() {
        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
          if (keeping) {
            heard.add(exchange.getIn().getBody(AccountingMessage.class));
          }
          if (later) {
            lane.execute(() -> callback.done(false));
          } else {
            callback.done(true);
          }
          return !later;
        }
      };
    }

    private InetSocketAddress address() {
      Integer port = component.port("gi");
      return new InetSocketAddress("127.0.0.1", port == null ? 0 : port);
    }

    @Override
    public void close() {
      context.stop();
      lane.shutdown();
    }
  }
}
