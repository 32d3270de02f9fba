package org.pna.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pna.model.Domain;
import org.pna.model.Msisdn;
import org.pna.model.PublicIdentity;
import org.pna.model.RefusedException;
import org.pna.model.message.sh.CsUserState;
import org.pna.model.message.sh.DataReference;
import org.pna.model.message.sh.ImsUserState;
import org.pna.model.message.sh.PsUserState;
import org.pna.model.message.sh.PushNotification;
import org.pna.model.message.sh.RequestedNode;
import org.pna.model.message.sh.ShAnswer;
import org.pna.model.message.sh.ShData;
import org.pna.model.message.sh.ShRequest;
import org.pna.transport.diameter.PeerState.Condition;

/** The simulated HSS, and the gateway's transport of Sh: each is the other's second opinion. */
@Timeout(60)
class SimulatedHssTest {
  private static final Subscriber WHO = Subscriber.numbered(1);
  private static final String NAME = "sip:anna&co@ims.test";
  private static final PublicIdentity ANNA = new PublicIdentity(NAME);
  private static final Msisdn NUMBER = new Msisdn(WHO.msisdn());

  static SimulatedHss hss() throws Exception {
    SimulatedHss hss =
        SimulatedHss.open(
            new SimulatedHss.Identity("hss.ims.test", "ims.test"),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            InstantSource.system(),
            Duration.ofSeconds(5));
    hss.subscribers()
        .put(
            HssSubscriber.attached(WHO, NAME, "tel:+" + WHO.msisdn())
                .at(SimulatedNodeTest.HOME, "46701000001", "46702000001")
                .by(PsUserState.CONNECTED_REACHABLE_FOR_PAGING, PsUserState.DETACHED));
    return hss;
  }

  private static ShGateway up(SimulatedHss hss) throws Exception {
    ShGateway gateway = new ShGateway(hss);
    gateway.until(Condition.UP);
    return gateway;
  }

  private static ShRequest pull(DataReference reference, Domain domain) {
    return new ShRequest.UserDataPull(NUMBER, reference, domain);
  }

  private static ShData data(ShAnswer answer) {
    assertThat(answer).isInstanceOf(ShAnswer.Pulled.class);
    return ((ShAnswer.Pulled) answer).answer().data();
  }

  @Test
  void statesAndPlacesAreReadAsTheyAreHeld() throws Exception {
    try (SimulatedHss hss = hss();
        ShGateway gateway = up(hss)) {
      List<HssQuestion> asked = new ArrayList<>();
      hss.listener(asked::add);
      ShData state = data(gateway.answer(pull(DataReference.USER_STATE, Domain.CS)));
      assertThat(state.csUserState()).isEqualTo(CsUserState.ASSUMED_IDLE);
      ShData place = data(gateway.answer(pull(DataReference.LOCATION_INFORMATION, Domain.CS)));
      assertThat(place.csLocation().location().cell()).isEqualTo(SimulatedNodeTest.HOME);
      assertThat(place.csLocation().node()).isEqualTo("46701000001");
      ShData packet = data(gateway.answer(pull(DataReference.USER_STATE, Domain.PS)));
      assertThat(packet.psUserState()).isEqualTo(PsUserState.ATTACHED_REACHABLE_FOR_PAGING);
      assertThat(packet.epsUserState()).isNull();
      ShData nodes =
          data(
              gateway.answer(
                  new ShRequest.UserDataPull(
                      NUMBER,
                      null,
                      DataReference.USER_STATE,
                      Domain.PS,
                      false,
                      Set.of(RequestedNode.MME, RequestedNode.AMF))));
      assertThat(nodes.psUserState()).isNull();
      assertThat(nodes.epsUserState()).isEqualTo(PsUserState.CONNECTED_REACHABLE_FOR_PAGING);
      assertThat(nodes.fiveGsUserState()).isEqualTo(PsUserState.DETACHED);
      ShAnswer named =
          gateway.answer(new ShRequest.UserDataPull(ANNA, DataReference.IMS_PUBLIC_IDENTITY, null));
      assertThat(data(named).publicIdentities()).contains(ANNA);
      assertThat(asked).hasSize(5).extracting(HssQuestion::who).containsOnly(WHO);
      assertThat(hss.counts().of(306)).isEqualTo(5);
    }
  }

  @Test
  void aSubscriptionStandsUntilItEndsAndIsForgottenOverARestart() throws Exception {
    try (SimulatedHss hss = hss();
        ShGateway gateway = up(hss)) {
      assertThat(hss.tell(NAME).get().outcome()).isEqualTo(PushAnswer.Outcome.NOT_SUBSCRIBED);
      Instant expiry = Instant.ofEpochSecond(Instant.now().getEpochSecond() + 3_600);
      assertThat(gateway.answer(new ShRequest.Subscription(ANNA, null, expiry)))
          .asInstanceOf(type(ShAnswer.Subscribed.class))
          .satisfies(
              subscribed -> {
                assertThat(subscribed.expiry()).isEqualTo(expiry);
                assertThat(subscribed.present().data().imsUserState())
                    .isEqualTo(ImsUserState.NOT_REGISTERED);
              });
      assertThat(hss.subscriptions()).isEqualTo(1);
      hss.subscribers().change(NAME, one -> one.registered(ImsUserState.REGISTERED));
      PushAnswer answer = hss.tell(NAME).get();
      assertThat(answer.isSuccess()).as(answer.toString()).isTrue();
      assertThat(answer.took()).isPositive();
      PushNotification heard = gateway.heard.poll(5, TimeUnit.SECONDS);
      assertThat(heard.data().imsUserState()).isEqualTo(ImsUserState.REGISTERED);
      assertThat(heard.subscriber()).contains(ANNA);
      hss.kill();
      gateway.until(Condition.DOWN);
      hss.restart();
      gateway.until(Condition.UP);
      assertThat(gateway.restarts.poll(5, TimeUnit.SECONDS)).isEqualTo("hss.ims.test");
      assertThat(hss.subscriptions()).isZero();
      assertThat(gateway.answer(new ShRequest.Cancellation(ANNA, null)))
          .isEqualTo(
              new ShAnswer.Failed(ShAnswer.Kind.NO_SUBSCRIPTION, 5107, true, "experimental 5107"));
      var unused = gateway.answer(new ShRequest.Subscription(ANNA, null, null));
      assertThat(gateway.answer(new ShRequest.Cancellation(ANNA, null)))
          .isInstanceOf(ShAnswer.Cancelled.class);
      assertThat(hss.isSubscribed(NAME)).isFalse();
    }
  }

  @Test
  void aRefusedNotificationSaysSo() throws Exception {
    try (SimulatedHss hss = hss();
        ShGateway gateway = up(hss)) {
      gateway.refusal = new RefusedException(RefusedException.Reason.UNKNOWN_SUBSCRIBER, "");
      assertThat(hss.push(NAME).get())
          .satisfies(
              answer -> {
                assertThat(answer.outcome()).isEqualTo(PushAnswer.Outcome.EXPERIMENTAL);
                assertThat(answer.code()).isEqualTo(5001);
              });
      gateway.refusal = new IllegalStateException("no store");
      assertThat(hss.push(NAME).get().toString()).isEqualTo("result 3004");
      assertThat(hss.watch().get().isSuccess()).isTrue();
    }
    try (SimulatedHss alone = hss()) {
      assertThat(alone.push(NAME).get().outcome()).isEqualTo(PushAnswer.Outcome.UNDELIVERABLE);
    }
  }

  @Test
  void itErrsAsItIsTold() throws Exception {
    ShRequest request = pull(DataReference.USER_STATE, Domain.CS);
    try (SimulatedHss hss = hss();
        ShGateway gateway = up(hss)) {
      hss.react(command -> HssReaction.experimental(4100));
      assertThat(kind(gateway.answer(request))).isEqualTo(ShAnswer.Kind.NOT_AVAILABLE);
      hss.react(command -> HssReaction.result(3004));
      assertThat(kind(gateway.answer(request))).isEqualTo(ShAnswer.Kind.NOT_AVAILABLE);
      hss.react(command -> HssReaction.of(HssReaction.Kind.GARBLE));
      assertThat(kind(gateway.answer(request))).isEqualTo(ShAnswer.Kind.PROTOCOL);
      hss.react(command -> HssReaction.of(HssReaction.Kind.WITHOUT_DATA));
      assertThat(kind(gateway.answer(request))).isEqualTo(ShAnswer.Kind.NO_SUBSCRIPTION);
      hss.react(command -> HssReaction.of(HssReaction.Kind.LOSE));
      assertThat(kind(gateway.answer(request))).isEqualTo(ShAnswer.Kind.TIMEOUT);
      hss.react(command -> HssReaction.ANSWER);
      hss.delay(Duration.ofMillis(50));
      data(gateway.answer(request));
      Msisdn nobody = new Msisdn("46700000999");
      assertThat(
              kind(
                  gateway.answer(
                      new ShRequest.UserDataPull(nobody, DataReference.USER_STATE, Domain.CS))))
          .isEqualTo(ShAnswer.Kind.UNKNOWN_USER);
      assertThat(kind(gateway.answer(pull(DataReference.S_CSCF_NAME, null))))
          .isEqualTo(ShAnswer.Kind.UNSUPPORTED);
      assertThat(
              kind(
                  gateway.answer(
                      new ShRequest.UserDataPull(
                          NUMBER,
                          "other.test",
                          DataReference.USER_STATE,
                          Domain.CS,
                          false,
                          Set.of()))))
          .isEqualTo(ShAnswer.Kind.UNREACHABLE);
    }
  }

  @Test
  void itLeavesAndComesBackAndMayOfferSomethingElse() throws Exception {
    try (SimulatedHss hss = hss();
        ShGateway gateway = up(hss)) {
      hss.leave(0);
      gateway.until(Condition.DOWN);
      assertThat(hss.connected()).isZero();
      hss.offer(SimulatedHss.RELAY);
      hss.restart();
      gateway.until(Condition.RELAY);
      hss.offer(16_777_230);
      hss.cut();
      gateway.until(Condition.NO_COMMON_APPLICATION);
    }
  }

  private static ShAnswer.Kind kind(ShAnswer answer) {
    return ((ShAnswer.Failed) answer).kind();
  }
}
