package org.pna.publisher.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pna.publisher.server.FakeEndpoint.subscribe;
import static org.pna.publisher.server.ServerOnTable.ALICE;
import static org.pna.publisher.server.ServerOnTable.BLIND;
import static org.pna.publisher.server.ServerOnTable.SEES_ALL;
import static org.pna.publisher.server.ServerOnTable.START;
import static org.pna.publisher.server.ServerOnTable.body;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pna.model.sip.SipResponse;
import org.pna.model.sip.SipResponseListener.Failure;
import org.pna.publisher.pidf.Basic;
import org.pna.publisher.pidf.View;
import org.pna.publisher.server.FakeEndpoint.Sent;

class SubscriptionsOverRestartTest {
  private ServerOnTable on;

  @BeforeEach
  void start() throws IOException {
    on = new ServerOnTable();
  }

  @AfterEach
  void stop() {
    on.close();
  }

  @Test
  void watcherGetsWhatHeMissedAtTheNextCseq() throws IOException {
    on.publish(Basic.OPEN);
    on.subscribed("c1");
    on.publishUnheard(Basic.CLOSED);
    on.publishUnheard(Basic.CLOSED, "262-01-1-1");
    on.killAndStart();
    Sent missed = on.next();
    assertThat(missed.header("CSeq")).isEqualTo("2 NOTIFY");
    assertThat(missed.header("Subscription-State")).isEqualTo("active;expires=600");
    assertThat(body(missed)).contains("closed").contains("262-01-1-1");
    assertThat(on.kept().version()).as("until he has answered").isEqualTo(1);
    on.answer(missed, 200);
    assertThat(on.kept().version()).isEqualTo(3);
    assertThat(on.kept().last()).isEqualTo(new LastNotify(2, START, "200"));
    on.publish(Basic.OPEN);
    assertThat(on.next().header("CSeq")).isEqualTo("3 NOTIFY");
  }

  @Test
  void watcherWhoMissedNothingIsToldNothingButWhatComesLater() throws IOException {
    on.publish(Basic.OPEN);
    on.subscribed("c1");
    on.killAndStart();
    assertThat(on.endpoint.sent).isEmpty();
    on.publish(Basic.OPEN);
    assertThat(on.endpoint.sent).as("it shows the same").isEmpty();
    assertThat(on.kept().version()).isEqualTo(2);
    on.publish(Basic.CLOSED);
    Sent change = on.next();
    assertThat(change.header("CSeq")).isEqualTo("2 NOTIFY");
    assertThat(body(change)).contains("closed");
  }

  @Test
  void watcherOfAPresentityNeverHeardOfIsToldNothing() throws IOException {
    on.subscribed("c1");
    on.killAndStart();
    assertThat(on.endpoint.sent).isEmpty();
    on.publish(Basic.CLOSED);
    assertThat(on.next().header("CSeq")).isEqualTo("2 NOTIFY");
  }

  @Test
  void refreshAfterRestartGoesByTheDialoguesCseq() throws IOException {
    String tag = on.subscribed("c1");
    assertThat(on.tell(subscribe("alice", "c1", 600, 7, tag)))
        .extracting(SipResponse::status)
        .containsExactly(200);
    on.answer(on.next(), 200);
    on.killAndStart();
    assertThat(on.tell(subscribe("alice", "c1", 600, 6, tag)))
        .extracting(SipResponse::status)
        .containsExactly(500);
    assertThat(on.tell(subscribe("alice", "c1", 600, 7, tag)))
        .as("its answer was lost with the process")
        .extracting(SipResponse::status)
        .containsExactly(200);
    Sent repeated = on.next();
    assertThat(repeated.header("CSeq")).isEqualTo("3 NOTIFY");
    on.answer(repeated, 200);
    assertThat(on.tell(subscribe("alice", "c1", 700, 8, tag)))
        .extracting(SipResponse::status)
        .containsExactly(200);
    Sent refreshed = on.next();
    assertThat(refreshed.header("CSeq")).isEqualTo("4 NOTIFY");
    assertThat(refreshed.header("Subscription-State")).isEqualTo("active;expires=700");
    on.answer(refreshed, 200);
    on.tell(subscribe("alice", "c1", 0, 9, tag));
    Sent last = on.next();
    assertThat(last.header("Subscription-State")).isEqualTo("terminated;reason=timeout");
    assertThat(last.header("CSeq")).isEqualTo("5 NOTIFY");
    on.answer(last, 200);
    assertThat(on.disk.committed).isEmpty();
    on.killAndStart();
    assertThat(on.endpoint.sent).isEmpty();
    assertThat(on.tell(subscribe("alice", "c1", 600, 10, tag)))
        .extracting(SipResponse::status)
        .containsExactly(481);
  }

  @Test
  void refreshThatComesBeforeItsTurnAfterARestartFindsItsSubscription() throws IOException {
    String tag = on.subscribed("c1");
    on.publishUnheard(Basic.OPEN);
    on.disk.kill();
    on.laneIsFull = true;
    on.start(SEES_ALL);
    on.laneIsFull = false;
    assertThat(on.tell(subscribe("alice", "c1", 600, 2, tag)))
        .extracting(SipResponse::status)
        .containsExactly(200);
    Sent refreshed = on.next();
    on.tick();
    assertThat(on.endpoint.sent).as("restored once").isEmpty();
    on.answer(refreshed, 200);
    assertThat(on.endpoint.sent).isEmpty();
  }

  @Test
  void neitherAnswerNorNotifyIsSentBeforeItIsWritten() {
    on.disk.hold();
    List<SipResponse> answers = on.tell(subscribe("alice", "c1", 600));
    assertThat(answers).isEmpty();
    assertThat(on.endpoint.sent).isEmpty();
    assertThat(on.disk.waiting()).as("one write for both").isEqualTo(1);
    on.disk.releaseOne();
    on.run();
    assertThat(answers).extracting(SipResponse::status).containsExactly(200);
    assertThat(on.next().header("CSeq")).isEqualTo("1 NOTIFY");
    assertThat(on.kept().dialogue().localCseq()).isEqualTo(1);
  }

  @Test
  void changesWhileTheCseqIsWrittenAreToldOnceAsTheyAreThen() {
    on.subscribed("c1");
    on.disk.hold();
    on.publish(Basic.CLOSED);
    on.publish(Basic.OPEN);
    assertThat(on.endpoint.sent).isEmpty();
    assertThat(on.disk.waiting()).isEqualTo(1);
    on.disk.release();
    on.run();
    Sent change = on.next();
    assertThat(change.header("CSeq")).isEqualTo("2 NOTIFY");
    assertThat(body(change)).contains("open");
    on.answer(change, 200);
    assertThat(on.endpoint.sent).isEmpty();
    assertThat(on.kept().version()).isEqualTo(2);
  }

  @Test
  void changeThatIsTakenBackWhileTheCseqIsWrittenLeavesTheCseqToTheNext() {
    on.publish(Basic.OPEN);
    on.subscribed("c1");
    on.disk.hold();
    on.publish(Basic.CLOSED);
    on.publish(Basic.OPEN);
    on.disk.release();
    on.run();
    assertThat(on.endpoint.sent).isEmpty();
    assertThat(on.kept().version()).isEqualTo(3);
    on.publish(Basic.CLOSED);
    assertThat(on.next().header("CSeq")).isEqualTo("2 NOTIFY");
  }

  @Test
  void refreshWhileTheCseqIsWrittenIsAnsweredFirst() {
    String tag = on.subscribed("c1");
    on.disk.hold();
    on.publish(Basic.CLOSED);
    List<SipResponse> answers = on.tell(subscribe("alice", "c1", 0, 2, tag));
    on.disk.releaseOne();
    on.run();
    assertThat(on.endpoint.sent).isEmpty();
    assertThat(answers).isEmpty();
    on.disk.release();
    on.run();
    assertThat(answers).extracting(SipResponse::status).containsExactly(200);
    Sent last = on.next();
    assertThat(last.header("Subscription-State")).startsWith("terminated");
    assertThat(last.header("CSeq")).isEqualTo("2 NOTIFY");
    assertThat(body(last)).contains("closed");
    on.answer(last, 200);
    assertThat(on.disk.committed).isEmpty();
  }

  @Test
  void killBetweenWritingAndSendingLeavesAGapAndUsesNoCseqTwice() throws IOException {
    on.subscribed("c1");
    on.disk.hold();
    on.publish(Basic.CLOSED);
    on.disk.killAfterCommit();
    assertThat(on.endpoint.sent).isEmpty();
    on.killAndStart();
    Sent change = on.next();
    assertThat(change.header("CSeq")).isEqualTo("3 NOTIFY");
    assertThat(body(change)).contains("closed");
  }

  @Test
  void killBeforeWritingHasSentNothing() throws IOException {
    on.subscribed("c1");
    on.disk.hold();
    on.publish(Basic.CLOSED);
    on.killAndStart();
    Sent change = on.next();
    assertThat(change.header("CSeq")).isEqualTo("2 NOTIFY");
    assertThat(body(change)).contains("closed");
  }

  @Test
  void notifyThatNobodyAnsweredBeforeTheKillIsSentAnew() throws IOException {
    on.subscribed("c1");
    on.publish(Basic.CLOSED);
    assertThat(on.next().header("CSeq")).isEqualTo("2 NOTIFY");
    on.killAndStart();
    assertThat(on.next().header("CSeq")).isEqualTo("3 NOTIFY");
  }

  @Test
  void answerThatWasWrittenButNotFollowedByItsNotifyIsFollowedAfterTheKill() throws IOException {
    String tag = on.subscribed("c1");
    on.disk.hold();
    on.tell(subscribe("alice", "c1", 600, 2, tag));
    on.disk.killAfterCommit();
    on.killAndStart();
    assertThat(on.next().header("CSeq")).isEqualTo("3 NOTIFY");
  }

  @Test
  void pausedWatcherIsToldAfterARestart() throws IOException {
    on.subscribed("c1");
    on.publish(Basic.CLOSED);
    on.answer(on.next(), 503, "Retry-After", "300");
    assertThat(on.kept().last()).isEqualTo(new LastNotify(2, START, "503"));
    assertThat(on.kept().version()).isZero();
    on.killAndStart();
    assertThat(on.next().header("CSeq")).isEqualTo("3 NOTIFY");
  }

  @Test
  void watcherWhoPausedHisRefreshIsToldAfterARestartThoughNothingChanged() throws IOException {
    String tag = on.subscribed("c1");
    on.tell(subscribe("alice", "c1", 600, 2, tag));
    on.answer(on.next(), 503, "Retry-After", "300");
    on.killAndStart();
    assertThat(on.next().header("CSeq")).isEqualTo("3 NOTIFY");
  }

  @Test
  void whatHeHasTakenIsWrittenThoughMoreIsToBeTold() {
    on.subscribed("c1");
    on.publish(Basic.CLOSED);
    Sent second = on.next();
    on.publish(Basic.OPEN);
    on.answer(second, 200);
    assertThat(on.next().header("CSeq")).isEqualTo("3 NOTIFY");
    assertThat(on.kept().version()).isEqualTo(1);
    assertThat(on.kept().last()).isEqualTo(new LastNotify(2, START, "200"));
  }

  @Test
  void refreshOfAWatcherWhoIsGivenUpMeanwhileIs481() {
    String tag = on.subscribed("c1");
    on.publish(Basic.CLOSED);
    Sent second = on.next();
    on.disk.hold();
    List<SipResponse> answers = on.tell(subscribe("alice", "c1", 600, 2, tag));
    on.answer(second, 481);
    on.disk.release();
    on.run();
    assertThat(answers).extracting(SipResponse::status).containsExactly(481);
    assertThat(on.endpoint.sent).isEmpty();
    assertThat(on.disk.committed).isEmpty();
  }

  @Test
  void changeThatTheStoreHasShownAlreadyIsNotTakenBack() {
    on.publishUnheard(Basic.OPEN);
    Published old = on.committed(ALICE);
    on.publishUnheard(Basic.CLOSED);
    on.subscribed("c1");
    on.heard(old);
    assertThat(on.endpoint.sent).isEmpty();
  }

  @Test
  void answersAreWrittenButNotWaitedFor() throws IOException {
    on.subscribed("c1");
    on.publish(Basic.CLOSED);
    Sent second = on.next();
    on.disk.hold();
    on.answer(second, 200);
    assertThat(on.disk.waiting()).isEqualTo(1);
    on.publish(Basic.OPEN);
    on.disk.release();
    on.run();
    assertThat(on.kept().version()).isEqualTo(1);
    on.answer(on.next(), 200);
    assertThat(on.kept().version()).isEqualTo(2);
  }

  @Test
  void watcherWhoMayNotSeeWhatChangedIsNotToldButCounted() throws IOException {
    on.start(BLIND);
    on.publish(Basic.OPEN, "262-01-1-1");
    on.subscribed("c1");
    on.publish(Basic.OPEN, "262-01-2-2");
    assertThat(on.endpoint.sent).isEmpty();
    assertThat(on.kept().version()).isEqualTo(2);
    assertThat(on.kept().dialogue().localCseq()).isEqualTo(1);
    on.disk.kill();
    on.start(BLIND);
    assertThat(on.endpoint.sent).isEmpty();
  }

  @Test
  void diskThatFailsKeepsNobodyFromBeingServedAndIsMadeUpFor() throws IOException {
    on.subscribed("c1");
    on.disk.fails = true;
    on.publish(Basic.CLOSED);
    Sent change = on.next();
    assertThat(change.header("CSeq")).isEqualTo("2 NOTIFY");
    on.answer(change, 200);
    List<SipResponse> answers = on.tell(subscribe("alice", "c2", 600));
    assertThat(answers).extracting(SipResponse::status).containsExactly(200);
    on.answer(on.next(), 200);
    assertThat(on.count("pna.presence.subscriptions.write.failures")).isEqualTo(4);
    on.tick();
    assertThat(on.kept().dialogue().localCseq()).isEqualTo(1);
    on.disk.fails = false;
    on.tick();
    assertThat(StoredSubscriptions.of(on.disk, ALICE))
        .extracting(one -> one.dialogue().localCseq())
        .containsExactly(2L, 1L);
    assertThat(on.store.unwritten(10)).isEmpty();
    on.killAndStart();
    assertThat(on.endpoint.sent).isEmpty();
    on.publish(Basic.OPEN);
    assertThat(on.endpoint.sent)
        .extracting(sent -> sent.header("CSeq"))
        .containsExactlyInAnyOrder("3 NOTIFY", "2 NOTIFY");
  }

  @Test
  void removalThatFailsIsMadeUpFor() {
    on.subscribed("c1");
    on.publish(Basic.CLOSED);
    Sent change = on.next();
    on.disk.fails = true;
    change.listener().failed(Failure.TIMEOUT);
    on.run();
    assertThat(on.store.size()).isZero();
    assertThat(on.disk.committed).hasSize(1);
    on.disk.fails = false;
    on.tick();
    assertThat(on.disk.committed).isEmpty();
  }

  @Test
  void subscriptionThatExpiredMeanwhileIsTerminated() throws IOException {
    on.subscribed("c1");
    on.publishUnheard(Basic.CLOSED);
    on.now = START.plusSeconds(601);
    on.killAndStart();
    Sent last = on.next();
    assertThat(last.header("Subscription-State")).isEqualTo("terminated;reason=timeout");
    assertThat(last.header("CSeq")).isEqualTo("2 NOTIFY");
    assertThat(body(last)).contains("closed");
    on.killAndStart();
    Sent again = on.next();
    assertThat(again.header("CSeq")).as("nobody answered").isEqualTo("3 NOTIFY");
    on.answer(again, 200);
    assertThat(on.disk.committed).isEmpty();
  }

  @Test
  void watcherWhoLeftGetsHisLastNotifyAfterAKill() throws IOException {
    String tag = on.subscribed("c1");
    assertThat(on.tell(subscribe("alice", "c1", 0, 2, tag)))
        .extracting(SipResponse::status)
        .containsExactly(200);
    on.killAndStart();
    Sent last = on.next();
    assertThat(last.header("Subscription-State")).isEqualTo("terminated;reason=timeout");
    assertThat(last.header("CSeq")).isEqualTo("3 NOTIFY");
  }

  @Test
  void pendingSubscriptionSurvivesAndIsToldOnceSomebodyAllowsIt() throws IOException {
    on.start();
    on.publish(Basic.OPEN);
    on.subscribed("c1");
    on.disk.kill();
    on.start();
    on.publish(Basic.CLOSED);
    assertThat(on.endpoint.sent).isEmpty();
    assertThat(on.kept().state()).isEqualTo(Subscription.State.PENDING);
    assertThat(on.kept().version()).isZero();
    on.disk.kill();
    on.start(BLIND);
    Sent allowed = on.next();
    assertThat(allowed.header("Subscription-State")).isEqualTo("active;expires=600");
    assertThat(allowed.header("CSeq")).isEqualTo("2 NOTIFY");
    assertThat(body(allowed)).contains("closed");
    on.answer(allowed, 200);
    assertThat(on.kept().state()).isEqualTo(Subscription.State.ACTIVE);
    assertThat(on.kept().view()).isEqualTo(View.WITHOUT_LOCATION);
    assertThat(on.kept().version()).isEqualTo(2);
  }

  @Test
  void subscriptionThatNobodyAllowsAnyMoreIsRejectedAndShowsNothing() throws IOException {
    on.publish(Basic.OPEN);
    on.subscribed("c1");
    on.disk.kill();
    on.start();
    Sent last = on.next();
    assertThat(last.header("Subscription-State")).isEqualTo("terminated;reason=rejected");
    assertThat(last.header("CSeq")).isEqualTo("2 NOTIFY");
    assertThat(body(last)).isEmpty();
    on.disk.kill();
    on.start();
    Sent again = on.next();
    assertThat(again.header("Subscription-State")).isEqualTo("terminated;reason=rejected");
    on.answer(again, 200);
    assertThat(on.disk.committed).isEmpty();
  }

  @Test
  void watcherWhoMaySeeLessOrMoreIsToldWhatHeMaySee() throws IOException {
    on.publish(Basic.OPEN, "262-01-1-1");
    on.subscribed("c1");
    on.disk.kill();
    on.start(BLIND);
    Sent less = on.next();
    assertThat(body(less)).contains("open").doesNotContain("262-01-1-1");
    on.answer(less, 200);
    on.disk.kill();
    on.start(SEES_ALL);
    Sent more = on.next();
    assertThat(body(more)).contains("262-01-1-1");
    assertThat(more.header("CSeq")).isEqualTo("3 NOTIFY");
  }

  @Test
  void manyWhoMissedSomethingAreServedAFewAtATime() throws IOException {
    int many = 5_000;
    for (int i = 0; i < many; i++) {
      on.tell(subscribe("u" + i, "c" + i, 600));
      on.answer(on.next(), 200);
      on.publishUnheard("sip:u" + i + "@pna.test", Basic.CLOSED);
    }
    on.disk.kill();
    on.disk.mostWaiting = 0;
    on.disk.hold();
    on.start(SEES_ALL);
    assertThat(on.endpoint.sent).isEmpty();
    int told = 0;
    int mostUnderWay = 0;
    while (on.disk.waiting() > 0 || !on.endpoint.sent.isEmpty()) {
      while (on.disk.waiting() > 0) {
        on.disk.releaseOne();
      }
      on.run();
      mostUnderWay = Math.max(mostUnderWay, on.endpoint.sent.size());
      for (Sent sent = on.endpoint.sent.poll(); sent != null; sent = on.endpoint.sent.poll()) {
        assertThat(sent.header("CSeq")).isEqualTo("2 NOTIFY");
        sent.answer(200);
        told++;
      }
      on.run();
    }
    assertThat(told).isEqualTo(many);
    assertThat(mostUnderWay).isEqualTo(on.window);
    assertThat(on.disk.mostWaiting).as("writes under way").isLessThanOrEqualTo(2 * on.window);
    on.disk.release();
    on.killAndStart();
    assertThat(on.endpoint.sent).as("all is told and written").isEmpty();
  }
}
