package org.pna.transport.radius;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.Refusal;
import org.pna.model.message.accounting.AccountingMessage;
import org.pna.model.message.accounting.AccountingRequest;
import org.pna.transport.radius.codec.Requests;

/** Authenticity, retransmissions, deadlines and bounds (rules T1, T2, S6). */
class AccountingReceiverTest {
  private final ReceiverUnderTest link = new ReceiverUnderTest();
  private final byte[] start = Requests.of(1, "s").number(41, 0).signed(7);

  @Test
  void theAnswerGoesOutWhenTheRouteHasKeptTheRequest() {
    link.receive(start);
    assertThat(link.sent).isEmpty();
    link.complete();
    assertThat(link.sent).singleElement().matches(this::answersStart);
    assertThat(link.received("answered")).isEqualTo(1);
    assertThat(link.receiver.pending().size()).isZero();
  }

  @Test
  void proxyStatesComeBackInTheirOrder() {
    byte[] request =
        Requests.of(1, "s").octets(33, "aa").octets(25, "99").octets(33, "bbcc").signed(1);
    link.receive(request);
    link.complete();
    assertThat(link.sent)
        .singleElement()
        .matches(answer -> Requests.isAnswer(answer, request, Requests.SECRET))
        .satisfies(
            answer ->
                assertThat(HexFormat.of().formatHex(answer, 20, answer.length))
                    .isEqualTo("2103aa" + "2104bbcc"));
  }

  @Test
  void aStrangerAndAWrongSecretGetSilence() {
    link.receive(start, ReceiverUnderTest.address("198.51.100.1", 40000));
    link.receive(start, ReceiverUnderTest.address("192.0.2.7", 40000));
    link.receive(Requests.of(1, "s").signed(1, "wrong"));
    byte[] changed = start.clone();
    changed[changed.length - 1] ^= 1;
    link.receive(changed);
    byte[] other = Requests.of(1, "s").signed(9, "another");
    assertThat(link.routed).isEmpty();
    link.receive(other, ReceiverUnderTest.address("192.0.2.7", 40000));
    assertThat(link.routed).as("the smallest network counts").hasSize(1);
    link.receive(start, ReceiverUnderTest.address("2001:db8::5", 40000));
    assertThat(link.routed).hasSize(2);
    assertThat(link.dropped("unknown-client")).isEqualTo(1);
    assertThat(link.dropped("authenticator")).isEqualTo(3);
    assertThat(link.refusals).isEmpty();
  }

  @Test
  void whatIsNoAccountingRequestGetsSilence() {
    byte[] access = start.clone();
    access[0] = 1;
    link.receive(Requests.resigned(access, Requests.SECRET));
    byte[] status = start.clone();
    status[0] = 12;
    link.receive(Requests.resigned(status, Requests.SECRET));
    link.receive(new byte[0]);
    link.receive(new byte[19]);
    link.receive(Arrays.copyOf(start, start.length - 1));
    byte[] tooShort = start.clone();
    tooShort[2] = 0;
    tooShort[3] = 19;
    link.receive(Requests.resigned(tooShort, Requests.SECRET));
    assertThat(link.routed).isEmpty();
    assertThat(link.dropped("code")).isEqualTo(2);
    assertThat(link.dropped("length")).isEqualTo(4);
  }

  @Test
  void paddingBehindThePacketIsIgnored() {
    link.receive(Arrays.copyOf(start, start.length + 100));
    link.complete();
    assertThat(link.sent).singleElement().matches(this::answersStart);
  }

  @Test
  void aRetransmissionOfWhatIsInTheRouteIsLeftToIt() {
    link.receive(start);
    link.receive(start);
    assertThat(link.routed).hasSize(1);
    assertThat(link.count("pna.radius.repeats", "state", "pending")).isEqualTo(1);
    link.complete();
    assertThat(link.sent).hasSize(1);
  }

  @Test
  void aRetransmissionOfWhatWasAnsweredGetsTheSameAnswer() {
    link.receive(start);
    link.complete();
    link.receive(start);
    assertThat(link.routed).hasSize(1);
    assertThat(link.sent).hasSize(2);
    assertThat(link.sent.get(1)).isEqualTo(link.sent.get(0));
    link.receive(start, ReceiverUnderTest.address("192.0.2.1", 40001));
    assertThat(link.routed).as("from another port it is another request").hasSize(2);
  }

  @Test
  void anAnswerIsForgottenAfterItsTime() {
    link.receive(start);
    link.complete();
    link.clock.advance(ReceiverUnderTest.MEMORY.minusMillis(1));
    link.receive(start);
    assertThat(link.routed).hasSize(1);
    link.clock.advance(Duration.ofMillis(1));
    link.receive(start);
    assertThat(link.routed).hasSize(2);
  }

  @Test
  void atTheBoundTheOldestAnswerGoes() {
    ReceiverUnderTest small = new ReceiverUnderTest(20, 3);
    for (int id = 0; id < 5; id++) {
      small.receive(Requests.of(1, "s").signed(id));
      small.complete();
      assertThat(small.receiver.answers().size()).isLessThanOrEqualTo(3);
    }
    small.receive(Requests.of(1, "s").signed(4));
    assertThat(small.routed).hasSize(5);
    small.receive(Requests.of(1, "s").signed(1));
    assertThat(small.routed).hasSize(6);
  }

  @Test
  void whatWasRefusedIsOfferedAgain() {
    link.receive(start);
    link.receiver.refuse(link.routed(), Refusals.REFUSED);
    link.receive(start);
    link.receiver.refuse(link.routed(), Refusals.FAILED);
    link.receive(start);
    link.complete();
    assertThat(link.routed).hasSize(3);
    assertThat(link.sent).singleElement().matches(this::answersStart);
    assertThat(link.refusals)
        .extracting(Refusal::reason, Refusal::domain)
        .containsExactly(tuple("refused", Domain.PS), tuple("failed", Domain.PS));
    assertThat(link.refusals.get(0).subscriber())
        .containsExactly(new Imsi("240991234567890"), new Msisdn("15551230001"));
    assertThat(link.refusals.get(0).node().globalTitle()).isEqualTo("10.0.0.9");
  }

  @Test
  void aChangedDelayIsAnotherRequestWithTheSameFingerprint() {
    link.receive(start);
    link.complete();
    link.receive(Requests.of(1, "s").number(41, 5).signed(8));
    assertThat(link.routed).hasSize(2);
    assertThat(link.routed.get(1).message().fingerprint())
        .isEqualTo(link.routed.get(0).message().fingerprint());
  }

  @Test
  void whatIsNotKeptByTheDeadlineIsLeftInSilence() {
    link.receive(start);
    link.clock.advance(ReceiverUnderTest.DEADLINE.minusMillis(1));
    link.receiver.leaveTheLate();
    assertThat(link.refusals).isEmpty();
    link.clock.advance(Duration.ofMillis(1));
    link.receiver.leaveTheLate();
    link.receiver.leaveTheLate();
    assertThat(link.refusals).extracting(Refusal::reason).containsExactly("late");
    link.receive(start);
    assertThat(link.routed).as("it is still in the route").hasSize(1);
    link.complete();
    assertThat(link.sent).isEmpty();
    assertThat(link.count("pna.radius.unsent", "reason", "deadline-passed")).isEqualTo(1);
    link.receive(start);
    assertThat(link.sent).as("it was kept after all").singleElement().matches(this::answersStart);
  }

  @Test
  void aLateAnswerIsNotSentEvenIfNobodyLookedAtTheClock() {
    link.receive(start);
    link.clock.advance(ReceiverUnderTest.DEADLINE);
    link.complete();
    assertThat(link.sent).isEmpty();
    assertThat(link.refusals).extracting(Refusal::reason).containsExactly("late");
  }

  @Test
  void interimUpdatesAreShedBeforeStartAndStop() {
    for (int id = 0; id < 20; id++) {
      link.receive(Requests.of(3, "s" + id).signed(id));
    }
    assertThat(link.routed).as("a tenth is kept free").hasSize(18);
    link.receive(Requests.of(1, "a").signed(30));
    link.receive(Requests.of(2, "b").signed(31));
    assertThat(link.routed).hasSize(20);
    link.receive(Requests.of(1, "c").signed(32));
    assertThat(link.routed).hasSize(20);
    assertThat(link.received("no-room")).isEqualTo(3);
    assertThat(link.refusals).hasSize(3);
    link.complete();
    link.receive(Requests.of(1, "c").signed(32));
    assertThat(link.routed).as("there is room again").hasSize(21);
  }

  @Test
  void aRequestThatNamesNobodyIsTheRoutesToKnowByItsSession() {
    byte[] unnamed = Requests.empty().number(40, 1).text(44, "s").text(1, "user").signed(3);
    link.receive(unnamed);
    assertThat(link.routed)
        .singleElement()
        .extracting(PendingRequest::message)
        .isInstanceOfSatisfying(
            AccountingRequest.class,
            message -> {
              assertThat(message.sessionId()).isEqualTo("s");
              assertThat(message.subscriber()).isEmpty();
            });
    link.complete();
    assertThat(link.sent)
        .singleElement()
        .matches(answer -> Requests.isAnswer(answer, unnamed, Requests.SECRET));
  }

  @Test
  void anAnswerHasLeftBeforeALinkThatStopsMayCloseItsSocket() {
    List<Integer> pending = new ArrayList<>();
    link.receiver.sendWith((octets, to) -> pending.add(link.receiver.pending().size()));
    link.receive(Requests.of(1, "a").signed(1));
    link.complete();
    assertThat(pending).as("in the route while it is sent").containsExactly(1);
    assertThat(link.receiver.pending().size()).isZero();
  }

  @Test
  void onAndOffReachTheRouteWithoutAName() {
    link.receive(Requests.empty().number(40, 7).octets(4, "0a000009").signed(3));
    assertThat(link.routed().message().statusType()).isEqualTo(7);
    assertThat(link.routed().message().source()).isEqualTo(AccountingMessage.PK);
    link.receiver.refuse(link.routed(), Refusals.REFUSED);
    assertThat(link.refusals).singleElement().matches(one -> one.subscriber().isEmpty());
  }

  @Test
  void whatCannotBeDecodedGetsSilenceAndIsTold() {
    byte[] bad = Requests.of(1, "s").octets(55, "0a").signed(1);
    link.receive(bad);
    link.receive(bad);
    assertThat(link.sent).isEmpty();
    assertThat(link.routed).isEmpty();
    assertThat(link.count("pna.radius.malformed", "kind", "MISTYPED")).isEqualTo(2);
    assertThat(link.refusals)
        .hasSize(2)
        .allMatch(one -> one.subscriber().contains(new Imsi("240991234567890")));
  }

  @Test
  void whatOnlyDescribesKeepsNoRequestFromTheRoute() {
    link.receive(Requests.of(1, "s").octets(8, "0a").vendor(22, "00").signed(1));
    assertThat(link.routed().message().statusType()).isEqualTo(1);
    assertThat(link.count("pna.radius.passed-over", "attribute", "Framed-IP-Address")).isEqualTo(1);
    assertThat(link.count("pna.radius.passed-over", "attribute", "3GPP-User-Location-Info"))
        .isEqualTo(1);
    assertThat(link.refusals).isEmpty();
  }

  @Test
  void aLinkThatStopsTakesNothingNewAndAnswersWhatItHas() {
    byte[] answered = Requests.of(1, "t").signed(1);
    link.receive(answered);
    link.complete();
    link.receive(start);
    link.receiver.accept(false);
    link.receive(Requests.of(2, "s").signed(9));
    assertThat(link.refusals).extracting(Refusal::reason).containsExactly("stopping");
    link.receive(answered);
    assertThat(link.sent).hasSize(2);
    link.complete();
    assertThat(link.sent).hasSize(3);
    assertThat(link.sent.get(2)).matches(this::answersStart);
  }

  @Test
  void aFaultOfTheRouteHarmsNoOther() {
    for (Throwable fault : List.of(new IllegalStateException(), new StackOverflowError())) {
      link.route =
          request -> {
            AccountingReceiverTest.<RuntimeException>sneak(fault);
          };
      link.receive(start);
      assertThat(link.receiver.pending().size()).isZero();
    }
    assertThat(link.refusals).extracting(Refusal::reason).containsOnly("failed").hasSize(2);
    link.route = link.routed::add;
    link.receive(start);
    link.complete();
    assertThat(link.sent).hasSize(1);
  }

  @Test
  void aSocketThatSendsNothingAndAListenerThatThrowsHarmNoOther() {
    link.receiver.sendWith(
        (octets, to) -> {
          throw new java.io.IOException("no route to host");
        });
    link.receive(start);
    link.complete();
    assertThat(link.count("pna.radius.unsent", "reason", "socket")).isEqualTo(1);
    link.receiver.sendWith((octets, to) -> link.sent.add(octets));
    link.receive(start);
    assertThat(link.sent).as("the retransmission gets it").hasSize(1);
  }

  @Test
  void fromAnAddressThatIsMappedItIsTheSameClient() throws Exception {
    InetSocketAddress mapped =
        new InetSocketAddress(java.net.InetAddress.getByName("::ffff:192.0.2.1"), 40000);
    link.receive(start, mapped);
    assertThat(link.routed).hasSize(1);
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable fault) throws T {
    throw (T) fault;
  }

  private boolean answersStart(byte[] answer) {
    return Requests.isAnswer(answer, start, Requests.SECRET);
  }
}
