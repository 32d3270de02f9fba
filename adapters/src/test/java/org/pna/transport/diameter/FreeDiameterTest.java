package org.pna.transport.diameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.support.AsyncProcessorConverterHelper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pna.FreeDiameter;
import org.pna.FreeDiameter.Role;
import org.pna.model.Domain;
import org.pna.model.Msisdn;
import org.pna.model.Nai;
import org.pna.model.PublicIdentity;
import org.pna.model.message.accounting.AccountingRequest;
import org.pna.model.message.accounting.AccountingStatus;
import org.pna.model.message.sh.CsUserState;
import org.pna.model.message.sh.DataReference;
import org.pna.model.message.sh.ImsUserState;
import org.pna.model.message.sh.PushNotification;
import org.pna.model.message.sh.ShAnswer;
import org.pna.model.message.sh.ShRequest;
import org.pna.transport.diameter.PeerState.Condition;

/** Against an implementation that is not ours; what it saw stands in its own log. */
@Timeout(60)
class FreeDiameterTest {
  private static final ShRequest STATE =
      new ShRequest.UserDataPull(new Msisdn("15551230001"), DataReference.USER_STATE, Domain.CS);

  @TempDir static Path folder;

  private final BlockingQueue<PushNotification> pushed = new LinkedBlockingQueue<>();
  private final AsyncProcessor route =
      AsyncProcessorConverterHelper.convert(
          exchange -> pushed.add(exchange.getIn().getBody(PushNotification.class)));

  @BeforeAll
  static void prepare() throws Exception {
    FreeDiameter.prepare(folder);
  }

  @Test
  void answersOurPullAndHearsOurAnswerToItsPush() throws Exception {
    try (FreeDiameter hss = FreeDiameter.start(folder, Role.HSS);
        TestGateway gateway = new TestGateway(List.of(peer(hss)), route)) {
      gateway.until(Condition.UP);
      hss.awaitLog("'STATE_OPEN'");
      assertIdle(gateway.answer(STATE));
      hss.awaitLog("pna_hss: User-Data-Request for data 15, domain 0, type -1");

      assertThat(
              gateway.answer(
                  new ShRequest.Subscription(
                      new PublicIdentity("sip:anna@ims.example"), null, null)))
          .isInstanceOf(ShAnswer.Subscribed.class);
      hss.awaitLog("pna_hss: Subscribe-Notifications-Request for data 11, domain -1, type 0");
      PushNotification notification = pushed.poll(5, TimeUnit.SECONDS);
      assertThat(notification.data().imsUserState()).isEqualTo(ImsUserState.REGISTERED);
      assertThat(notification.subscriber())
          .containsExactly(new PublicIdentity("sip:anna@ims.example"));
      hss.awaitLog("pna_hss: Push-Notification-Answer with result 2001");
    }
  }

  @Test
  void isUsedAgainAfterItWasKilled() throws Exception {
    FreeDiameter killed = FreeDiameter.start(folder, Role.HSS);
    try (TestGateway gateway = new TestGateway(List.of(peer(killed)), route)) {
      gateway.until(Condition.UP);
      assertIdle(gateway.answer(STATE));
      try (FreeDiameter hss =
          killed.killAndReturn(
              () -> {
                gateway.until(Condition.DOWN);
                assertThat(gateway.answer(STATE))
                    .asInstanceOf(type(ShAnswer.Failed.class))
                    .extracting(ShAnswer.Failed::kind)
                    .isEqualTo(ShAnswer.Kind.UNREACHABLE);
              })) {
        gateway.until(Condition.UP);
        assertIdle(gateway.answer(STATE));
        assertThat(gateway.restarts.poll(5, TimeUnit.SECONDS)).isEqualTo("hss.ims.example");
        hss.awaitLog("pna_hss: User-Data-Request");
      }
    } finally {
      killed.close();
    }
  }

  @Test
  void showsAsWithoutShWhenItHasNone() throws Exception {
    try (FreeDiameter hss = FreeDiameter.start(folder, Role.BARE);
        TestGateway gateway = new TestGateway(List.of(peer(hss)), route)) {
      assertThat(gateway.until(Condition.NO_COMMON_APPLICATION).reason()).contains("5010");
      hss.awaitLog("DIAMETER_NO_COMMON_APPLICATION");
      assertThat(gateway.answer(STATE))
          .asInstanceOf(type(ShAnswer.Failed.class))
          .extracting(ShAnswer.Failed::kind)
          .isEqualTo(ShAnswer.Kind.UNREACHABLE);
    }
  }

  @Test
  void accountsOnPrAndHearsOurAnswers() throws Exception {
    BlockingQueue<AccountingRequest> accounted = new LinkedBlockingQueue<>();
    AsyncProcessor both =
        AsyncProcessorConverterHelper.convert(
            exchange -> {
              if (exchange.getIn().getBody() instanceof AccountingRequest request) {
                accounted.add(request);
              }
            });
    try (FreeDiameter aaa = FreeDiameter.start(folder, Role.HSS_AND_AAA);
        TestGateway gateway =
            new TestGateway(
                TestGateway.prNode(peer(aaa), TestGateway.TIMERS, DiameterNode.Bounds.DEFAULT),
                both)) {
      gateway.until(Condition.UP);
      aaa.awaitLog("'STATE_OPEN'");
      assertThat(
              gateway.answer(
                  new ShRequest.Subscription(
                      new PublicIdentity("sip:anna@ims.example"), null, null)))
          .isInstanceOf(ShAnswer.Subscribed.class);
      for (AccountingStatus status : List.of(AccountingStatus.START, AccountingStatus.STOP)) {
        if (status == AccountingStatus.STOP) {
          aaa.leave();
        }
        AccountingRequest request = accounted.poll(5, TimeUnit.SECONDS);
        assertThat(request.status()).isEqualTo(status);
        assertThat(request.sessionId()).isEqualTo("aaa;1;1");
        assertThat(request.subscriber()).containsExactly(new Nai("anna@wlan.example"));
        assertThat(request.calledStationId()).isEqualTo("internet");
      }
      aaa.awaitLog("pna_hss: Accounting-Answer with result 2001 for record type 2");
      aaa.awaitLog("pna_hss: Accounting-Answer with result 2001 for record type 4");
    }
  }

  private static DiameterPeer peer(FreeDiameter daemon) {
    return new DiameterPeer(FreeDiameter.HOST, "127.0.0.1", daemon.port(), List.of("ims.example"));
  }

  private static void assertIdle(ShAnswer answer) {
    assertThat(answer)
        .asInstanceOf(type(ShAnswer.Pulled.class))
        .extracting(pulled -> pulled.answer().data().csUserState())
        .isEqualTo(CsUserState.ASSUMED_IDLE);
  }
}
