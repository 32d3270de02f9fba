package org.pna.simulator;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.pna.simulator.PushAnswer.Outcome;

/**
 * A home subscriber server that speaks Sh over TCP (TS 29.328, TS 29.329, RFC 6733): answers
 * User-Data-Request and Subscribe-Notifications-Request from its subscribers, and tells of
 * IMSUserState with Push-Notification-Request. It listens. It may be made to err, to lose answers,
 * to be slow, to leave, to die and to come back; it reads and writes octets by itself.
 */
public final class SimulatedHss implements Closeable, HssConnection.Owner {
  /** The application Sh. */
  public static final int SH = HssService.SH;

  /** The application of relays. */
  public static final int RELAY = -1;

  private static final int MAX_CONNECTIONS = 16;
  private static final int MAX_DELAYED = 100_000;
  private static final int SUCCESS = 2001;
  private static final int NO_COMMON_APPLICATION = 5010;
  private static final int UNKNOWN_APPLICATION = 3007;
  private static final byte[] LOOPBACK = {0, 1, 127, 0, 0, 1};

  private final Identity identity;
  private final InetAddress address;
  private final Duration patience;
  private final HssSubscribers subscribers = new HssSubscribers();
  private final HssSubscriptions subscriptions;
  private final HlrCounts counts;
  private final HssService service;
  private final List<HssConnection> connections = new CopyOnWriteArrayList<>();
  private final AtomicInteger sessions = new AtomicInteger();
  private final ScheduledThreadPoolExecutor later;
  private final int port;
  private @Nullable ServerSocket listening;
  private volatile int originStateId;
  private volatile int application = SH;
  private volatile boolean answersWatchdogs = true;
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
    this.address = at.getAddress();
    this.patience = patience;
    this.originStateId = (int) clock.instant().getEpochSecond();
    this.subscriptions = new HssSubscriptions(clock);
    this.counts = new HlrCounts(clock);
    this.service = new HssService(identity, subscribers, subscriptions, clock);
    this.later = new ScheduledThreadPoolExecutor(1, task -> daemon(task, "simulator-hss"));
    this.port = listen(at.getPort()).getLocalPort();
  }

  /**
   * Listens from now on.
   *
   * @param at where; port 0 for any
   * @param clock on which subscriptions end and requests are counted by second
   * @param patience how long it waits for the answer to a request of its own
   */
  public static SimulatedHss open(
      Identity identity, InetSocketAddress at, InstantSource clock, Duration patience)
      throws IOException {
    return new SimulatedHss(identity, at, clock, patience);
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return new InetSocketAddress(address, port);
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
    return (int) connections.stream().filter(one -> one.peer() != null).count();
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
  public void offer(int anApplication) {
    application = anApplication;
  }

  /** Whether Device-Watchdog-Requests are answered. */
  public void answerWatchdogs(boolean answer) {
    answersWatchdogs = answer;
  }

  /**
   * Tells whoever is connected of a subscriber's IMSUserState as it is, subscribed or not.
   *
   * @param identity a public identity
   * @return the answer; never completed exceptionally
   * @throws IllegalArgumentException if there is no such subscriber
   */
  public CompletableFuture<PushAnswer> push(String identity) {
    return push(identity, any());
  }

  /**
   * Tells of it only if somebody is connected who subscribed to that identity.
   *
   * @return the answer; never completed exceptionally
   * @throws IllegalArgumentException if there is no such subscriber
   */
  public CompletableFuture<PushAnswer> tell(String identity) {
    HssConnection to = subscriber(identity);
    return to == null ? without(Outcome.NOT_SUBSCRIBED) : push(identity, to);
  }

  private CompletableFuture<PushAnswer> push(String name, @Nullable HssConnection to) {
    HssSubscriber subscriber = subscribers.get(name);
    if (subscriber == null) {
      throw new IllegalArgumentException("no such subscriber");
    }
    HssConnection.Peer peer = to == null ? null : to.peer();
    if (to == null || peer == null) {
      return without(Outcome.UNDELIVERABLE);
    }
    String session = identity.host() + ';' + originStateId + ';' + sessions.incrementAndGet();
    return to.request(
        HssService.PUSH,
        SH,
        new DiameterAvps()
            .text(263, session)
            .addAll(service.push(name, subscriber, peer.host(), peer.realm())));
  }

  private static CompletableFuture<PushAnswer> without(Outcome outcome) {
    return CompletableFuture.completedFuture(new PushAnswer(outcome, 0, Duration.ZERO));
  }

  private @Nullable HssConnection any() {
    return connections.stream().filter(one -> one.peer() != null).findFirst().orElse(null);
  }

  private @Nullable HssConnection subscriber(String name) {
    return connections.stream()
        .filter(
            one -> {
              HssConnection.Peer peer = one.peer();
              return peer != null && subscriptions.stands(peer.host(), name);
            })
        .findFirst()
        .orElse(null);
  }

  /**
   * Sends a Device-Watchdog-Request to whoever is connected.
   *
   * @return the answer; never completed exceptionally
   */
  public CompletableFuture<PushAnswer> watch() {
    HssConnection to = any();
    return to == null
        ? without(Outcome.UNDELIVERABLE)
        : to.request(DiameterPacket.WATCHDOG, 0, identity.avps().number(278, originStateId));
  }

  /** Cuts the connections; it listens on, and remembers its subscriptions. */
  public void cut() {
    connections.forEach(HssConnection::close);
  }

  /** Dies without a word: its connections are cut, and it listens no more. */
  public synchronized void kill() {
    close(listening);
    cut();
  }

  /**
   * Takes leave of whoever is connected, and listens no more.
   *
   * @param cause Disconnect-Cause: 0 rebooting, 1 busy, 2 do not want to talk to you
   */
  public synchronized void leave(int cause) throws InterruptedException {
    close(listening);
    List<CompletableFuture<PushAnswer>> farewells =
        connections.stream()
            .map(one -> one.request(DiameterPacket.DISCONNECTION, 0, farewell(cause)))
            .toList();
    for (CompletableFuture<PushAnswer> farewell : farewells) {
      try {
        farewell.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException | TimeoutException e) {
        // It leaves all the same.
      }
    }
    cut();
  }

  private DiameterAvps farewell(int cause) {
    return identity.avps().number(273, cause);
  }

  /**
   * Listens again after {@link #kill} or {@link #leave}, on the same port, with another
   * Origin-State-Id: it has forgotten its subscriptions.
   */
  public synchronized void restart() throws IOException {
    kill();
    subscriptions.clear();
    originStateId++;
    listen(port);
  }

  private synchronized ServerSocket listen(int at) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, at));
    } catch (IOException e) {
      socket.close();
      throw e;
    }
    listening = socket;
    daemon(() -> accept(socket), "simulator-hss-accept").start();
    return socket;
  }

  private void accept(ServerSocket from) {
    try {
      while (true) {
        Socket socket = from.accept();
        if (connections.size() >= MAX_CONNECTIONS) {
          socket.close();
          continue;
        }
        HssConnection connection = new HssConnection(socket, this, patience);
        connections.add(connection);
        connection.start("simulator-hss-connection");
        if (from.isClosed()) {
          connection.close();
        }
      }
    } catch (IOException e) {
      // It listens no more.
    }
  }

  @Override
  public void received(HssConnection from, DiameterPacket request) throws IOException {
    switch (request.application() == 0 ? request.command() : 0) {
      case DiameterPacket.CAPABILITIES -> exchange(from, request);
      case DiameterPacket.WATCHDOG -> {
        if (answersWatchdogs) {
          from.send(base(request, SUCCESS, new DiameterAvps().number(278, originStateId)));
        }
      }
      case DiameterPacket.DISCONNECTION -> {
        from.send(base(request, SUCCESS, new DiameterAvps()));
        from.close();
      }
      default -> asked(from, request);
    }
  }

  private void exchange(HssConnection from, DiameterPacket request) throws IOException {
    DiameterAvps said = request.avps();
    DiameterAvps vendors = said.group(260);
    boolean common =
        application != SH
            || said.numbers(258).contains(SH)
            || (vendors != null && vendors.numbers(258).contains(SH));
    if (common) {
      from.exchanged(
          new HssConnection.Peer(
              Objects.requireNonNullElse(said.text(264), ""),
              Objects.requireNonNullElse(said.text(296), "")));
    }
    DiameterAvps offered = new DiameterAvps().number(258, application);
    DiameterAvps more =
        new DiameterAvps()
            .octets(257, LOOPBACK)
            .number(266, 10_415)
            .text(269, "simulated HSS")
            .number(278, originStateId)
            .number(265, 10_415);
    if (application == RELAY) {
      more.addAll(offered);
    } else {
      more.group(260, new DiameterAvps().number(266, 10_415).addAll(offered));
    }
    from.send(base(request, common ? SUCCESS : NO_COMMON_APPLICATION, more));
  }

  private DiameterPacket base(DiameterPacket request, int result, DiameterAvps more) {
    return request.answer(
        false, new DiameterAvps().number(268, result).addAll(identity.avps()).addAll(more));
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
  public void closed(HssConnection which) {
    connections.remove(which);
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  private static void close(@Nullable Closeable open) {
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      // It is gone already, which is what was wanted.
    }
  }

  @Override
  public void close() {
    kill();
    later.shutdownNow();
  }
}
