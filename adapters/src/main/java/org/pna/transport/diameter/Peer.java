package org.pna.transport.diameter;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.transport.diameter.PeerState.Condition;
import org.pna.transport.diameter.codec.AvpCode;
import org.pna.transport.diameter.codec.DiameterHeader;
import org.pna.transport.diameter.codec.DiameterMessage;

/**
 * One peer: its socket, which jDiameter opens and closes, and its condition. Every message goes by
 * here: those of the base protocol to jDiameter, all others to the node.
 */
final class Peer implements PeerSocket.Owner {
  private static final int REBOOTING = 0;
  private static final int UNKNOWN_RESTART = 0;

  private final DiameterNode node;
  private final DiameterPeer settings;
  private final DiameterMeters meters;
  private final Reconnection reconnection;
  private final OriginStateMemory memory;
  private final Node above;
  private final AtomicInteger hopByHop = new AtomicInteger((int) System.nanoTime());

  /** From connecting to the first Capabilities-Exchange-Answer: a second one changes nothing. */
  private final AtomicBoolean exchanging = new AtomicBoolean();

  private volatile @Nullable PeerSocket socket;
  private volatile @Nullable DiameterConnection connection;
  private volatile PeerState state;
  private volatile Capabilities capabilities = Capabilities.NONE;
  private String reason = "not connected yet";
  private long originStateId;

  /** The node that it is a peer of. */
  interface Node {
    /** A message that is not of the base protocol; told on the reading thread. */
    void received(Peer from, PeerSocket socket, DiameterMessage message);

    /** A message that cannot be decoded; with as much as can be read of it. */
    void undecodable(
        Peer from, PeerSocket socket, DiameterMessage readable, MalformedMessageException fault);

    /** The peer can be used for other things now, or for nothing. */
    void changed(Peer which, PeerState state);

    /** It has restarted. */
    void restarted(Peer which, long stateId);

    Instant now();
  }

  Peer(
      DiameterNode node,
      DiameterPeer settings,
      DiameterMeters meters,
      OriginStateMemory memory,
      Node above) {
    this.node = node;
    this.settings = settings;
    this.meters = meters;
    this.memory = memory;
    this.above = above;
    Long known = memory.known(node.name(), settings.host());
    this.originStateId = known == null ? UNKNOWN_RESTART : known;
    this.reconnection = new Reconnection(node.timers(), System::nanoTime);
    this.state =
        new PeerState(node.name(), settings.host(), Condition.DOWN, false, above.now(), reason);
  }

  DiameterPeer settings() {
    return settings;
  }

  PeerState state() {
    return state;
  }

  boolean isAt(InetAddress address, int port) {
    return port == settings.port() && address.equals(resolved(address));
  }

  /** The configured address; the name it may be was looked up by jDiameter just now. */
  private InetAddress resolved(InetAddress otherwise) {
    try {
      return InetAddress.getByName(settings.address());
    } catch (IOException e) {
      return otherwise;
    }
  }

  void attach(DiameterConnection toStack) {
    connection = toStack;
  }

  int nextHopByHop() {
    return hopByHop.incrementAndGet();
  }

  boolean isConnected() {
    PeerSocket current = socket;
    return current != null && current.isOpen();
  }

  /**
   * Opens the socket, if it is time to.
   *
   * @return why not, or null
   */
  @Nullable String connect() {
    if (!reconnection.tryNow()) {
      return "not yet";
    }
    try {
      InetAddress local = InetAddress.getByName(node.localAddress());
      InetSocketAddress remote = new InetSocketAddress(settings.address(), settings.port());
      PeerSocket opened = PeerSocket.connect(local, remote, this, node);
      capabilities = Capabilities.NONE;
      exchanging.set(true);
      socket = opened;
      opened.start("diameter-" + settings.host());
      return null;
    } catch (IOException | RuntimeException e) {
      String why = "not reachable, " + e.getClass().getSimpleName();
      because(why);
      unreachable(why);
      return why;
    }
  }

  private synchronized void unreachable(String why) {
    capabilities = Capabilities.NONE;
    set(Condition.DOWN, why);
  }

  /** Whether capabilities were exchanged, and it may send us requests. */
  boolean isOpen() {
    return capabilities.condition().isUsable();
  }

  /** Whether requests of Sh may be sent to it, because it offers Sh or passes all on. */
  boolean takesSh() {
    Capabilities offered = capabilities;
    return offered.hasSh() || offered.condition() == Condition.RELAY;
  }

  void disconnect() {
    PeerSocket current = socket;
    socket = null;
    if (current != null) {
      current.finish();
    }
  }

  /** Sends on the present connection. */
  boolean send(byte[] octets) {
    PeerSocket current = socket;
    return current != null && current.send(octets);
  }

  @Override
  public void received(PeerSocket from, byte[] octets) {
    DiameterMessage message;
    try {
      message = DiameterMessage.decode(octets);
    } catch (MalformedMessageException e) {
      meters.malformed("message", e.where());
      above.undecodable(this, from, DiameterMessage.readable(octets), e);
      return;
    }
    DiameterHeader header = message.header();
    if (header.application() != DiameterHeader.BASE) {
      above.received(this, from, message);
      return;
    }
    switch (header.command()) {
      case DiameterHeader.CAPABILITIES_EXCHANGE -> {
        if (header.isRequest()) {
          meters.guarded("capabilities-request");
        } else if (exchanging.compareAndSet(true, false)) {
          exchanged(message);
          deliver(octets);
        } else {
          meters.guarded("capabilities-answer");
        }
      }
      case DiameterHeader.DEVICE_WATCHDOG -> {
        heard(message);
        deliver(octets);
      }
      case DiameterHeader.DISCONNECT_PEER -> {
        if (header.isRequest()) {
          leaving(message);
        }
        deliver(octets);
      }
      default -> above.received(this, from, message);
    }
  }

  private void deliver(byte[] octets) {
    DiameterConnection toStack = connection;
    String fault = toStack == null ? null : toStack.deliver(octets);
    if (fault != null) {
      meters.guarded("stack");
    }
  }

  private synchronized void exchanged(DiameterMessage answer) {
    capabilities = Capabilities.of(answer, node.pr() != null);
    String refusal = capabilities.refusal();
    if (refusal != null) {
      set(capabilities.condition(), refusal);
    }
    heard(answer);
  }

  /** Notes the peer's Origin-State-Id, which grows when it has lost its state. */
  private void heard(DiameterMessage message) {
    Long told = message.number(AvpCode.ORIGIN_STATE_ID);
    if (told == null || told == UNKNOWN_RESTART) {
      return;
    }
    long before;
    synchronized (this) {
      before = originStateId;
      originStateId = told;
    }
    if (before == UNKNOWN_RESTART) {
      memory.keep(node.name(), settings.host(), told);
    } else if (before != told) {
      above.restarted(this, told);
    }
  }

  private void leaving(DiameterMessage request) {
    Long cause = request.number(AvpCode.DISCONNECT_CAUSE);
    if (cause == null || cause != REBOOTING) {
      reconnection.turnedAway();
    }
    because("disconnected by the peer, cause " + cause);
  }

  @Override
  public void closed(PeerSocket which, String why) {
    meters.disconnected(why);
    if (socket == which) {
      socket = null;
      because(why);
      DiameterConnection toStack = connection;
      if (toStack != null) {
        toStack.closed();
      }
    }
  }

  private synchronized void because(String why) {
    reason = why;
  }

  /** jDiameter has the peer in another state. */
  synchronized void stack(org.jdiameter.api.PeerState inStack) {
    if (inStack == org.jdiameter.api.PeerState.OKAY) {
      reconnection.succeeded();
      set(capabilities.condition(), null);
    } else if (state.condition().isUsable()) {
      reconnection.lost();
      set(Condition.DOWN, why(inStack));
    } else if (state.condition() != Condition.DOWN && capabilities.refusal() == null) {
      set(Condition.DOWN, why(inStack));
    }
  }

  private String why(org.jdiameter.api.PeerState inStack) {
    if (inStack == org.jdiameter.api.PeerState.SUSPECT) {
      return "watchdog unanswered";
    }
    return isConnected() ? "disconnected by us" : reason;
  }

  /** Looks whether it is still flapping. */
  synchronized void check() {
    if (state.flapping() != reconnection.isFlapping()) {
      set(state.condition(), state.reason());
    }
  }

  private void set(Condition condition, @Nullable String why) {
    PeerState before = state;
    boolean flapping = reconnection.isFlapping();
    if (before.condition() == condition && before.flapping() == flapping) {
      return;
    }
    Instant since = before.condition() == condition ? before.since() : above.now();
    String told =
        condition == Condition.NO_COMMON_APPLICATION && why == null ? "no common application" : why;
    state = new PeerState(node.name(), settings.host(), condition, flapping, since, told);
    above.changed(this, state);
  }
}
