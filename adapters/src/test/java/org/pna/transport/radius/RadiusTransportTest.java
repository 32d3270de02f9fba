package org.pna.transport.radius;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.impl.engine.AbstractCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pna.model.MalformedMessageException;
import org.pna.model.RefusedException;
import org.pna.model.message.accounting.AccountingMessage;
import org.pna.transport.radius.codec.Requests;

/** The component in a route, over real sockets. */
class RadiusTransportTest {
  private final byte[] start = Requests.of(1, "s").signed(7);

  @ParameterizedTest
  @CsvSource({"127.0.0.1, 127.0.0.1", "::1, ::1", "::, 127.0.0.1", "::, ::1", "0.0.0.0, 127.0.0.1"})
  void answersOverBothVersionsOfIp(String listen, String from) throws Exception {
    Queue<AccountingMessage> heard = new ConcurrentLinkedQueue<>();
    try (RadiusNode node =
            RadiusNode.start(
                RadiusNode.link(listen),
                (message, completion) -> {
                  heard.add(message);
                  completion.done(null);
                });
        NasSocket nas = new NasSocket(from, node.port())) {
      for (int status : new int[] {1, 3, 2, 7, 8}) {
        byte[] request = Requests.of(status, "s").signed(status);
        assertThat(nas.ask(request))
            .isNotNull()
            .matches(answer -> Requests.isAnswer(answer, request, Requests.SECRET));
      }
      assertThat(heard).extracting(AccountingMessage::statusType).containsExactly(1, 3, 2, 7, 8);
      assertThat(heard).allMatch(message -> message.nas().sentFrom().equals(from));
    }
  }

  @Test
  void theExceptionDecidesWhetherThereIsAnAnswer() throws Exception {
    Queue<Exception> faults =
        new ConcurrentLinkedQueue<>(
            List.of(
                refusal(RefusedException.Reason.OVERLOADED),
                refusal(RefusedException.Reason.SENDER_NOT_ALLOWED),
                new IllegalStateException("disk full"),
                new MalformedMessageException(
                    MalformedMessageException.Kind.MISTYPED, "test", "test"),
                refusal(RefusedException.Reason.UNKNOWN_SUBSCRIBER)));
    try (RadiusNode node = RadiusNode.start((message, done) -> done.done(faults.poll()));
        NasSocket nas = new NasSocket("127.0.0.1", node.port())) {
      for (int refused = 0; refused < 4; refused++) {
        nas.send(start);
        assertThat(nas.receive(150)).isNull();
      }
      assertThat(nas.ask(start)).isNotNull();
      assertThat(faults).isEmpty();
      assertThat(node.count("pna.radius.received", "result", "unknown-subscriber")).isEqualTo(1);
      assertThat(node.refusals)
          .extracting(refusal -> refusal.reason())
          .containsExactly("refused", "refused", "failed", "malformed");
      faults.add(refusal(RefusedException.Reason.EVENT_NOT_SUPPORTED));
      assertThat(nas.ask(Requests.of(15, "s").signed(9))).isNotNull();
    }
  }

  @Test
  void theDeadlinePassesWithoutAnAnswerAndTheNextRetransmissionGetsIt() throws Exception {
    LinkedBlockingQueue<RadiusNode.Completion> route = new LinkedBlockingQueue<>();
    RadiusLink link =
        RadiusNode.link("127.0.0.1", Duration.ofMillis(200), RadiusLink.RECEIVE_BUFFER);
    try (RadiusNode node = RadiusNode.start(link, (message, done) -> route.add(done));
        NasSocket nas = new NasSocket("127.0.0.1", node.port())) {
      nas.send(start);
      RadiusNode.Completion late = route.take();
      assertThat(nas.receive(400)).isNull();
      assertThat(node.refusals).extracting(refusal -> refusal.reason()).containsExactly("late");
      late.done(null);
      assertThat(nas.ask(start)).isNotNull();
      assertThat(route).isEmpty();
    }
  }

  @Test
  void whatWasAcceptedIsAnsweredWhenTheLinkStops() throws Exception {
    LinkedBlockingQueue<RadiusNode.Completion> route = new LinkedBlockingQueue<>();
    // no deadline passes meanwhile, however slow the machine is
    RadiusLink link =
        RadiusNode.link("127.0.0.1", Duration.ofMinutes(1), RadiusLink.RECEIVE_BUFFER);
    RadiusNode node = RadiusNode.start(link, (message, done) -> route.add(done));
    try (NasSocket nas = new NasSocket("127.0.0.1", node.port())) {
      nas.send(start);
      RadiusNode.Completion accepted = route.take();
      CompletableFuture<Void> stopping = CompletableFuture.runAsync(node::stopAtOnce);
      // once the link takes nothing new, it is stopping
      byte[] further = Requests.of(1, "t").signed(8);
      int turns = 0;
      do {
        assertThat(turns++).as("turns until the link takes nothing new").isLessThan(200);
        nas.send(further);
        RadiusNode.Completion taken = route.poll(20, TimeUnit.MILLISECONDS);
        if (taken != null) {
          taken.done(null);
          assertThat(nas.receive(5_000)).isNotNull();
          further = Requests.of(1, "t" + System.nanoTime()).signed(8);
        }
      } while (node.count("pna.radius.received", "result", "stopping") == 0);
      accepted.done(null);
      byte[] answer = nas.receive(5_000);
      while (answer != null && !Requests.isAnswer(answer, start, Requests.SECRET)) {
        answer = nas.receive(5_000); // of what was sent twice before it stopped
      }
      assertThat(answer).isNotNull();
      stopping.get(10, TimeUnit.SECONDS);
      assertThat(node.component.port("gi")).isNull();
      nas.send(start);
      assertThat(nas.receive(100)).isNull();
    } finally {
      node.close();
    }
  }

  @Test
  void aPortThatIsTakenAndAnAddressThatIsNotOursAreSaid() throws Exception {
    try (LogLines muted = LogLines.of(AbstractCamelContext.class);
        DatagramSocket taken = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
      assertStartFails("127.0.0.1", taken.getLocalPort());
      assertStartFails("203.0.113.5", 0);
      assertThat(muted.lines()).isNotEmpty();
    }
  }

  private static void assertStartFails(String address, int port) {
    RadiusLink link = new RadiusLink("gi", address, port, RadiusNode.link("127.0.0.1").clients());
    assertThatThrownBy(() -> RadiusNode.start(link, (message, done) -> done.done(null)))
        .rootCause()
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> RadiusNode.start(link, (message, done) -> done.done(null)))
        .hasStackTraceContaining("link gi: cannot listen on " + address + ", UDP port " + port);
  }

  @ParameterizedTest
  @ValueSource(ints = {64 << 10, 1 << 30})
  void theReceiveBufferIsAskedForAndItsGrantShown(int asked) throws Exception {
    RadiusLink link = RadiusNode.link("127.0.0.1", Duration.ofSeconds(2), asked);
    try (LogLines log = LogLines.of(RadiusMeters.class);
        RadiusNode node = RadiusNode.start(link, (message, done) -> done.done(null))) {
      double granted = node.meters.get("pna.radius.receive-buffer").gauge().value();
      if (granted < asked) {
        assertThat(log.lines())
            .singleElement()
            .asString()
            .contains("Link gi", "" + (int) granted, "sysctl -w net.core.rmem_max=" + asked);
      } else {
        assertThat(log.lines()).isEmpty();
      }
      assertThat(granted).isPositive();
      assertThat(asked == 1 << 30).isEqualTo(granted < asked);
    }
  }

  @Test
  void whatStrangersCanCauseIsSaidOnceWithoutAnyIdentity() throws Exception {
    try (LogLines log = LogLines.of(RadiusMeters.class);
        RadiusNode node = RadiusNode.start((message, done) -> done.done(null));
        NasSocket nas = new NasSocket("127.0.0.1", node.port())) {
      for (int i = 0; i < 50; i++) {
        nas.send(Requests.of(1, "s" + i).signed(i, "wrong"));
        nas.send(Requests.of(1, "s" + i).octets(55, "0a").signed(i));
      }
      assertThat(nas.ask(start)).isNotNull();
      assertThat(log.lines()).singleElement().asString().contains("127.0.0.1", "authenticator");
      assertThat(String.join("", log.lines())).doesNotContain("240991234567890", "15551230001");
      assertThat(node.count("pna.radius.dropped", "reason", "authenticator")).isEqualTo(50);
      assertThat(node.count("pna.radius.malformed", "kind", "MISTYPED")).isEqualTo(50);
    }
  }

  private static RefusedException refusal(RefusedException.Reason reason) {
    return new RefusedException(reason, "test");
  }
}
