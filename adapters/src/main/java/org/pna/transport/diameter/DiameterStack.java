package org.pna.transport.diameter;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jdiameter.api.DisconnectCause;
import org.jdiameter.api.IllegalDiameterStateException;
import org.jdiameter.api.InternalException;
import org.jdiameter.api.PeerStateListener;
import org.jdiameter.api.PeerTable;
import org.jdiameter.client.impl.StackImpl;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.message.sh.ShAnswer;
import org.pna.model.message.sh.ShRequest;
import org.pna.transport.diameter.codec.Answers;
import org.pna.transport.diameter.codec.DiameterHeader;
import org.pna.transport.diameter.codec.DiameterMessage;
import org.pna.transport.diameter.codec.PrProfile;
import org.pna.transport.diameter.codec.ResultCode;

/**
 * A running node. jDiameter keeps the peers' state machines: capabilities exchange, watchdog,
 * disconnection. What it gives up for good is started again here, and requests, answers and their
 * routes are ours.
 */
final class DiameterStack implements Peer.Node {
  private static final long CHECK_MILLIS = 500;
  private static final long STOP_SECONDS = 3;

  private final DiameterNode node;
  private final DiameterMeters meters;
  private final InstantSource clock;
  private final PeerListener listener;
  private final OriginStateMemory memory;
  private final List<Peer> peers;
  private volatile @Nullable Running running;
  private @Nullable ScheduledFuture<?> supervision;
  private volatile @Nullable Receiver receiver;

  /** Who takes the requests of the peers. */
  interface Receiver {
    void received(InboundRequest request);

    /** One of which only a part could be read; it is to be answered too. */
    void undecodable(InboundRequest request);

    /** A peer has lost its state; its new Origin-State-Id is to be kept once that is seen to. */
    void restarted(String host, long stateId);
  }

  private record Running(
      StackImpl stack, ScheduledThreadPoolExecutor timer, Outstanding outstanding) {}

  DiameterStack(
      DiameterNode node,
      DiameterMeters meters,
      InstantSource clock,
      PeerListener listener,
      OriginStateMemory memory) {
    this.node = node;
    this.meters = meters;
    this.clock = clock;
    this.listener = listener;
    this.memory = memory;
    this.peers =
        node.peers().stream()
            .map(settings -> new Peer(node, settings, meters, memory, this))
            .toList();
  }

  DiameterNode node() {
    return node;
  }

  DiameterMeters meters() {
    return meters;
  }

  OriginStateMemory memory() {
    return memory;
  }

  List<PeerState> states() {
    return peers.stream().map(Peer::state).toList();
  }

  synchronized void start() throws DiameterStartException {
    if (running != null) {
      return;
    }
    ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, this::thread);
    timer.setRemoveOnCancelPolicy(true);
    StackImpl stack = new StackImpl();
    try {
      stack.init(new StackConfiguration(node, peers));
      for (org.jdiameter.api.Peer inStack : stack.unwrap(PeerTable.class).getPeerTable()) {
        watch(inStack);
      }
      running = new Running(stack, timer, new Outstanding(node, peers, clock, timer, meters));
      stack.start();
    } catch (IllegalDiameterStateException | InternalException | RuntimeException e) {
      timer.shutdownNow();
      running = null;
      throw new DiameterStartException(
          "Diameter node " + node.name() + " does not start: " + e.getMessage(), e);
    }
    supervision =
        timer.scheduleWithFixedDelay(
            () -> check(stack), CHECK_MILLIS, CHECK_MILLIS, TimeUnit.MILLISECONDS);
    meters.show("pna.diameter.outstanding", this::outstanding);
    for (Peer peer : peers) {
      meters.show(
          "pna.diameter.peer.up",
          peer.settings().host(),
          () -> peer.state().condition().isUsable() ? 1 : 0);
    }
  }

  private Thread thread(Runnable task) {
    Thread thread = new Thread(task, "diameter-" + node.name());
    thread.setDaemon(true);
    return thread;
  }

  private void watch(org.jdiameter.api.Peer inStack) {
    Peer peer = peer(inStack.getUri().getFQDN());
    inStack.addPeerStateListener((PeerStateListener) (before, after) -> peer.stack(after));
  }

  /** The peer of an Origin-Host of the settings. */
  Peer peer(String host) {
    return peers.stream()
        .filter(candidate -> candidate.settings().host().equals(host))
        .findFirst()
        .orElseThrow();
  }

  /** Starts again what jDiameter has given up: it does so after most causes of a disconnection. */
  private void check(StackImpl stack) {
    try {
      peers.forEach(Peer::check);
      for (org.jdiameter.api.Peer inStack : stack.unwrap(PeerTable.class).getPeerTable()) {
        if (inStack.getState(org.jdiameter.api.PeerState.class)
            == org.jdiameter.api.PeerState.DOWN) {
          inStack.connect();
        }
      }
    } catch (Exception e) {
      meters.failed("supervision", e);
    }
  }

  /** Says farewell to the peers and ends what waits; blocks some seconds at most. */
  synchronized void stop() {
    Running was = running;
    if (was == null) {
      return;
    }
    running = null;
    if (supervision != null) {
      supervision.cancel(false);
    }
    was.timer().shutdownNow();
    was.outstanding().close();
    try {
      was.stack().stop(STOP_SECONDS, TimeUnit.SECONDS, DisconnectCause.REBOOTING);
    } catch (IllegalDiameterStateException | InternalException | RuntimeException e) {
      meters.guarded("stop"); // a peer that does not answer; its socket is closed below
    }
    was.stack().destroy();
    peers.forEach(Peer::disconnect);
    meters.close();
  }

  /** Who takes the requests from now on; null for nobody. */
  synchronized boolean receiver(@Nullable Receiver next) {
    if (receiver != null && next != null) {
      return false;
    }
    receiver = next;
    return true;
  }

  @Nullable ScheduledThreadPoolExecutor timer() {
    Running now = running;
    return now == null ? null : now.timer();
  }

  private @Nullable Outstanding table() {
    Running now = running;
    return now == null ? null : now.outstanding();
  }

  private int outstanding() {
    Outstanding table = table();
    return table == null ? 0 : table.size();
  }

  /** Sends a request; the answer is told exactly once, on any thread. */
  void send(ShRequest request, Consumer<ShAnswer> answer) {
    Outstanding table = table();
    if (table == null) {
      answer.accept(new ShAnswer.Failed(ShAnswer.Kind.UNREACHABLE, "the node is not started"));
    } else {
      table.send(request, answer);
    }
  }

  @Override
  public void received(Peer from, PeerSocket socket, DiameterMessage message) {
    DiameterHeader header = message.header();
    if (!header.isRequest()) {
      Outstanding table = table();
      if (table != null) {
        table.answered(from, message);
      }
    } else if (!from.isOpen()) {
      meters.guarded("request-early");
    } else {
      Integer refusal = refusal(header);
      Receiver taker = receiver;
      if (refusal != null) {
        meters.guarded(refusal == ResultCode.COMMAND_UNSUPPORTED ? "command" : "application");
        refuse(socket, message, refusal);
      } else if (taker == null) {
        refuse(socket, message, ResultCode.TOO_BUSY);
      } else {
        taker.received(new InboundRequest(message, from.settings().host(), socket, node, meters));
      }
    }
  }

  /** Why a request of this kind is not for us; null if it is. */
  private @Nullable Integer refusal(DiameterHeader header) {
    PrProfile pr = node.pr();
    if (header.application() == DiameterHeader.SH) {
      boolean isPush = header.command() == DiameterHeader.PUSH_NOTIFICATION;
      return isPush ? null : ResultCode.COMMAND_UNSUPPORTED;
    }
    if (header.application() == DiameterHeader.PR && pr != null) {
      boolean isMapped = pr.commands().containsKey(header.command());
      return isMapped ? null : ResultCode.COMMAND_UNSUPPORTED;
    }
    return header.application() == DiameterHeader.BASE
        ? ResultCode.COMMAND_UNSUPPORTED
        : ResultCode.APPLICATION_UNSUPPORTED;
  }

  @Override
  public void undecodable(
      Peer from, PeerSocket socket, DiameterMessage readable, MalformedMessageException fault) {
    DiameterHeader header = readable.header();
    if (!header.isRequest()) {
      Outstanding table = table();
      if (table != null) {
        table.undecodable(from, header, fault.where());
      }
      return;
    }
    Receiver taker = receiver;
    if (taker != null && refusal(header) == null && from.isOpen()) {
      taker.undecodable(new InboundRequest(readable, from.settings().host(), socket, node, meters));
    } else {
      refuse(socket, readable, ResultCode.INVALID_AVP_LENGTH);
    }
  }

  private void refuse(PeerSocket socket, DiameterMessage request, int result) {
    if (!socket.send(Answers.result(request, node.host(), node.realm(), result, null).encode())) {
      meters.unsent("connection-lost");
    }
  }

  @Override
  public void changed(Peer which, PeerState state) {
    if (!state.condition().isUsable()) {
      Outstanding table = table();
      if (table != null) {
        table.lost(which);
        meters.warn("peer " + state.peer() + " is " + state.condition() + ", " + state.reason());
      }
    }
    tell(() -> listener.changed(state));
  }

  @Override
  public void restarted(Peer which, long stateId) {
    String host = which.settings().host();
    tell(() -> listener.restarted(node.name(), host));
    Receiver taker = receiver;
    if (taker != null) {
      taker.restarted(host, stateId);
    }
    // else it is noticed again after our next start
  }

  private void tell(Runnable news) {
    try {
      news.run();
    } catch (RuntimeException e) {
      meters.failed("peer-listener", e);
    }
  }

  @Override
  public Instant now() {
    return clock.instant();
  }
}
