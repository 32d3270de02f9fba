package org.pna.simulator;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.pna.simulator.PushAnswer.Outcome;

/**
 * A home subscriber server that speaks Sh over TCP (TS 29.328, TS 29.329, RFC 6733): answers
 * User-Data-Request and Subscribe-Notifications-Request from its subscribers, and tells of
 * IMSUserState with Push-Notification-Request. It listens. It may be made to err, to lose answers,
 * to be slow, to leave, to die and to come back; it reads and writes octets by itself.
 */
public final class SimulatedHss implements Closeable {
  /** The application Sh. */
  public static final int SH = HssService.SH;

  /** The application of relays. */
  public static final int RELAY = HssPeers.RELAY;

  private static final int MAX_DELAYED = 100_000;
  private static final int UNKNOWN_APPLICATION = 3007;

  private final Identity identity;
  private final HssPeers peers;
  private final HssSubscribers subscribers = new HssSubscribers();
  private final HssSubscriptions subscriptions;
  private final HlrCounts counts;
  private final HssService service;
  private final AtomicInteger sessions = new AtomicInteger();
  private final ScheduledThreadPoolExecutor later;
  private volatile HssReaction.Chooser reactions = command -> HssReaction.ANSWER;
  private volatile Duration delay = Duration.ZERO;

  /**
   * How it is addressed.
   *
   * @param host Origin-Host
   * @param realm Origin-Realm, the only one it serves
   */
  public record Identity(String host, String realm) {
    DiameterAvps avps() {
      return new DiameterAvps().text(264, host).text(296, realm);
    }
  }

  private SimulatedHss(
      Identity identity, InetSocketAddress at, InstantSource clock, Duration patience)
      throws IOException {
    this.identity = identity;
    this.subscriptions = new HssSubscriptions(clock);
    this.counts = new HlrCounts(clock);
    this.service = new HssService(identity, subscribers, subscriptions, clock);
    this.later =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "simulator-hss");
              thread.setDaemon(true);
              return thread;
            });
    int originStateId = (int) clock.instant().getEpochSecond();
    this.peers = new HssPeers(identity, at, patience, originStateId, this::asked);
  }

  /**
   * Listens from now on.
   *
   * @param at where; port 0 for any
   * @param clock on which subscriptions end and requests are counted by second
   * @param patience how long it waits for the answer to a request of its own
   * @throws IOException if the port is not free
   */
  public static SimulatedHss open(
      Identity identity, InetSocketAddress at, InstantSource clock, Duration patience)
      throws IOException {
    return new SimulatedHss(identity, at, clock, patience);
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return peers.listeningAt();
  }

  /** How it is addressed. */
  public Identity identity() {
    return identity;
  }

  /** Its subscribers, to be added, changed and looked at. */
  public HssSubscribers subscribers() {
    return subscribers;
  }

  /** What it was asked, by command code: 306 User-Data, 308 Subscribe-Notifications. */
  public HlrCounts counts() {
    return counts;
  }

  /** Subscriptions that have not ended. */
  public int subscriptions() {
    return subscriptions.size();
  }

  /** Whether somebody who is connected is to be told of a public identity or MSISDN. */
  public boolean isSubscribed(String name) {
    return subscriber(name) != null;
  }

  /** Connections over which capabilities were exchanged. */
  public int connected() {
    return (int) peers.open().count();
  }

  /** Waits until somebody is connected; false when the time is over before. */
  public boolean awaitConnected(Duration time) throws InterruptedException {
    return peers.await(time);
  }

  /** Tells from now on of each question about a known subscriber, in place of anybody else. */
  public void listener(HssQuestion.Listener listener) {
    service.listener(listener);
  }

  /** Takes requests of Sh from now on as the chooser says. */
  public void react(HssReaction.Chooser chooser) {
    reactions = chooser;
  }

  /**
   * Answers from now on after this time, at most 100,000 answers at once; beyond that they are
   * lost.
   */
  public void delay(Duration time) {
    delay = time;
  }

  /** Subscriptions last from now on at most so long. */
  public void longestSubscription(Duration time) {
    service.longest(time);
  }

  /** Offers another application to whoever connects from now on, such as {@link #RELAY}. */
  public void offer(int application) {
    peers.offer(application);
  }

  /** Whether Device-Watchdog-Requests are answered. */
  public void answerWatchdogs(boolean answer) {
    peers.answerWatchdogs(answer);
  }

  /**
   * Tells whoever is connected of a subscriber's IMSUserState as it is, subscribed or not.
   *
   * @param name a public identity or MSISDN
   * @return the answer; never completed exceptionally
   * @throws IllegalArgumentException if there is no such subscriber
   */
  public CompletableFuture<PushAnswer> push(String name) {
    return push(name, any());
  }

  /**
   * Tells of it only if somebody is connected who subscribed to that name.
   *
   * @param name a public identity or MSISDN
   * @return the answer; never completed exceptionally
   * @throws IllegalArgumentException if there is no such subscriber
   */
  public CompletableFuture<PushAnswer> tell(String name) {
    HssConnection to = subscriber(name);
    return to == null ? without(Outcome.NOT_SUBSCRIBED) : push(name, to);
  }

  private CompletableFuture<PushAnswer> push(String name, @Nullable HssConnection to) {
    HssNotification notification = notification(name);
    return to == null ? without(Outcome.UNDELIVERABLE) : send(notification, to, false);
  }

  /**
   * A notification of a subscriber's IMSUserState as it is now.
   *
   * @param name a public identity or MSISDN
   * @throws IllegalArgumentException if there is no such subscriber
   */
  public HssNotification notification(String name) {
    HssSubscriber subscriber = subscribers.get(name);
    if (subscriber == null) {
      throw new IllegalArgumentException("no such subscriber");
    }
    String session =
        identity.host() + ';' + peers.originStateId() + ';' + sessions.incrementAndGet();
    return new HssNotification(session, peers.nextEndToEnd(), name, subscriber);
  }

  /**
   * Sends a notification to whoever is connected.
   *
   * @param again whether it was sent before without an answer (flag T, RFC 6733 clause 3)
   * @return the answer; never completed exceptionally
   */
  public CompletableFuture<PushAnswer> send(HssNotification notification, boolean again) {
    HssConnection to = any();
    return to == null ? without(Outcome.UNDELIVERABLE) : send(notification, to, again);
  }

  private CompletableFuture<PushAnswer> send(
      HssNotification notification, HssConnection to, boolean again) {
    HssConnection.Peer peer = to.peer();
    if (peer == null) {
      return without(Outcome.UNDELIVERABLE);
    }
    DiameterPacket request =
        DiameterPacket.request(
            HssService.PUSH, SH, notification.endToEnd(), service.push(notification, peer));
    return to.request(again ? request.again() : request);
  }

  /**
   * Sends a Device-Watchdog-Request to whoever is connected.
   *
   * @return the answer; never completed exceptionally
   */
  public CompletableFuture<PushAnswer> watch() {
    HssConnection to = any();
    return to == null ? without(Outcome.UNDELIVERABLE) : peers.watch(to);
  }

  private static CompletableFuture<PushAnswer> without(Outcome outcome) {
    return CompletableFuture.completedFuture(new PushAnswer(outcome, 0, Duration.ZERO));
  }

  private @Nullable HssConnection any() {
    return peers.open().findFirst().orElse(null);
  }

  private @Nullable HssConnection subscriber(String name) {
    return peers
        .open()
        .filter(
            one -> {
              HssConnection.Peer peer = one.peer();
              return peer != null && subscriptions.stands(peer.host(), name);
            })
        .findFirst()
        .orElse(null);
  }

  /** Cuts the connections; it listens on, and remembers its subscriptions. */
  public void cut() {
    peers.cut();
  }

  /** Dies without a word: its connections are cut, and it listens no more. */
  public void kill() {
    peers.kill();
  }

  /**
   * Takes leave of whoever is connected, and listens no more.
   *
   * @param cause Disconnect-Cause: 0 rebooting, 1 busy, 2 do not want to talk to you
   */
  public void leave(int cause) throws InterruptedException {
    peers.leave(cause);
  }

  /**
   * Begins again on the same port after {@link #kill} or {@link #leave}, or as if killed, with
   * another Origin-State-Id: it has forgotten its subscriptions.
   *
   * @throws IOException if the port is not free any more
   */
  public void restart() throws IOException {
    peers.kill();
    subscriptions.clear();
    peers.restart();
  }

  private void asked(HssConnection from, DiameterPacket request) throws IOException {
    if (request.application() != SH) {
      from.send(service.result(request, UNKNOWN_APPLICATION));
      return;
    }
    counts.asked(request.command());
    HssReaction reaction = reactions.next(request.command());
    switch (reaction.kind()) {
      case IGNORE -> {}
      case DISCONNECT -> from.close();
      case LOSE -> service.answer(request, HssReaction.ANSWER);
      default -> deliver(from, service.answer(request, reaction));
    }
  }

  private void deliver(HssConnection to, DiameterPacket answer) {
    Duration wait = delay;
    if (wait.isZero()) {
      to.send(answer);
    } else if (later.getQueue().size() < MAX_DELAYED) {
      ScheduledFuture<?> unused =
          later.schedule(() -> to.send(answer), wait.toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  @Override
  public void close() {
    peers.close();
    later.shutdownNow();
  }
}
