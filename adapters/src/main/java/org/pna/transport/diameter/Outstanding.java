package org.pna.transport.diameter;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pna.model.Place;
import org.pna.model.message.Origin;
import org.pna.model.message.sh.ShAnswer;
import org.pna.model.message.sh.ShRequest;
import org.pna.transport.diameter.codec.AvpCode;
import org.pna.transport.diameter.codec.DiameterHeader;
import org.pna.transport.diameter.codec.DiameterMessage;
import org.pna.transport.diameter.codec.ResultCode;
import org.pna.transport.diameter.codec.ShAnswers;
import org.pna.transport.diameter.codec.ShRequests;

/**
 * Our requests that have no answer yet, at most {@link DiameterNode.Bounds#requests}. A request
 * goes to the first peer of its realm that is up; when that one is lost, or says it is too busy or
 * cannot deliver, to the next that was not tried (RFC 6733 clauses 5.5.4 and 7.1.3), and when there
 * is none it ends.
 */
final class Outstanding {
  private final DiameterNode node;
  private final List<Peer> peers;
  private final ShRequests messages;
  private final InstantSource clock;
  private final ScheduledExecutorService timer;
  private final DiameterMeters meters;
  private final Semaphore room;
  private final Map<Key, Pending> pending = new ConcurrentHashMap<>();
  private final AtomicInteger endToEnd;
  private final AtomicLong sessions;

  Outstanding(
      DiameterNode node,
      List<Peer> peers,
      InstantSource clock,
      ScheduledExecutorService timer,
      DiameterMeters meters) {
    this.node = node;
    this.peers = List.copyOf(peers);
    this.messages = new ShRequests(node.host(), node.realm());
    this.clock = clock;
    this.timer = timer;
    this.meters = meters;
    this.room = new Semaphore(node.bounds().requests());
    // Both unique over restarts, as RFC 6733 clauses 3 and 8.8 have it.
    long seconds = clock.instant().getEpochSecond();
    this.endToEnd = new AtomicInteger((int) (seconds << 20));
    this.sessions = new AtomicLong(seconds << 32);
  }

  private record Key(Peer peer, int hopByHop) {}

  private final class Pending {
    final ShRequest request;
    final String realm;
    final Consumer<ShAnswer> answer;
    final Instant askedAt = clock.instant();
    final Set<Peer> tried = new HashSet<>();
    final DiameterMessage message;
    @Nullable Key key;
    @Nullable ScheduledFuture<?> timeout;
    boolean ended;

    Pending(ShRequest request, Consumer<ShAnswer> answer) {
      this.request = request;
      this.answer = answer;
      String named = request.realm();
      this.realm = named == null ? node.homeRealm() : named;
      long session = sessions.incrementAndGet();
      this.message =
          messages.encode(
              request,
              realm,
              node.host()
                  + ';'
                  + Integer.toUnsignedString((int) (session >>> 32))
                  + ';'
                  + Integer.toUnsignedString((int) session),
              0,
              endToEnd.incrementAndGet());
    }

    /** Sends to the next peer; when there is none it ends with the failure. */
    void next(ShAnswer otherwise) {
      while (true) {
        Peer peer;
        Key now;
        byte[] octets;
        synchronized (this) {
          if (ended) {
            return;
          }
          peer = choose(realm, tried);
          if (peer == null) {
            break;
          }
          boolean again = !tried.isEmpty();
          tried.add(peer);
          int hopByHop = peer.nextHopByHop();
          now = new Key(peer, hopByHop);
          key = now;
          octets = message.with(header(hopByHop, again)).encode();
          pending.put(now, this);
        }
        if (peer.send(octets)) {
          return;
        }
        pending.remove(now, this);
      }
      end(otherwise);
    }

    private DiameterHeader header(int hopByHop, boolean again) {
      DiameterHeader header = message.header();
      return again
          ? header.again(hopByHop)
          : DiameterHeader.request(
              header.command(), header.application(), hopByHop, header.endToEnd());
    }

    void end(ShAnswer result) {
      synchronized (this) {
        if (ended) {
          return;
        }
        ended = true;
        if (key != null) {
          pending.remove(key, this);
        }
        if (timeout != null) {
          timeout.cancel(false);
        }
      }
      room.release();
      tell(answer, result);
    }
  }

  /**
   * Sends a request.
   *
   * @param answer told exactly once, on any thread, also this one; it must not block
   */
  void send(ShRequest request, Consumer<ShAnswer> answer) {
    if (!ShRequests.canName(request.subscriber())) {
      tell(
          answer,
          new ShAnswer.Failed(
              ShAnswer.Kind.UNSUPPORTED, "Sh names no user by " + request.subscriber()));
      return;
    }
    if (!room.tryAcquire()) {
      tell(answer, new ShAnswer.Failed(ShAnswer.Kind.NO_ROOM, "too many requests unanswered"));
      return;
    }
    Pending entry = new Pending(request, answer);
    try {
      ScheduledFuture<?> timeout =
          timer.schedule(
              () -> entry.end(new ShAnswer.Failed(ShAnswer.Kind.TIMEOUT, "no answer")),
              node.timers().request().toMillis(),
              TimeUnit.MILLISECONDS);
      synchronized (entry) {
        entry.timeout = timeout;
      }
    } catch (RejectedExecutionException e) {
      entry.end(unreachable("the node is stopped"));
      return;
    }
    entry.next(unreachable("no peer of the realm is up"));
  }

  private void tell(Consumer<ShAnswer> answer, ShAnswer result) {
    meters.ended(
        result instanceof ShAnswer.Failed failed
            ? failed.kind().name().toLowerCase(java.util.Locale.ROOT)
            : "success");
    try {
      answer.accept(result);
    } catch (RuntimeException e) {
      meters.failed("answer", e);
    }
  }

  private static ShAnswer.Failed unreachable(String detail) {
    return new ShAnswer.Failed(ShAnswer.Kind.UNREACHABLE, detail);
  }

  private @Nullable Peer choose(String realm, Set<Peer> tried) {
    Peer relay = null;
    for (Peer peer : peers) {
      if (peer.settings().serves(realm) && !tried.contains(peer)) {
        PeerState.Condition condition = peer.state().condition();
        if (condition == PeerState.Condition.UP && peer.takesSh()) {
          return peer;
        }
        if (condition == PeerState.Condition.RELAY && relay == null) {
          relay = peer;
        }
      }
    }
    return relay;
  }

  /** An answer that came from a peer. */
  void answered(Peer from, DiameterMessage answer) {
    Pending entry = pending.remove(new Key(from, answer.header().hopByHop()));
    if (entry == null) {
      meters.guarded("answer-unasked");
      return;
    }
    if (answer.header().command() != entry.message.header().command()
        || answer.header().endToEnd() != entry.message.header().endToEnd()) {
      entry.end(new ShAnswer.Failed(ShAnswer.Kind.PROTOCOL, "answer to another request"));
      return;
    }
    ShAnswer result = decode(entry, answer);
    Long code = answer.number(AvpCode.RESULT_CODE);
    if (code != null && (code == ResultCode.UNABLE_TO_DELIVER || code == ResultCode.TOO_BUSY)) {
      entry.next(result);
    } else {
      entry.end(result);
    }
  }

  private ShAnswer decode(Pending entry, DiameterMessage answer) {
    Instant now = clock.instant();
    String dialogue = Integer.toHexString(answer.header().endToEnd());
    Origin origin = new Origin(now, new Place.Dialogue(node.name(), dialogue));
    try {
      return ShAnswers.decode(answer, entry.request, entry.askedAt, origin);
    } catch (RuntimeException e) {
      meters.failed("decoder", e);
      return new ShAnswer.Failed(ShAnswer.Kind.PROTOCOL, "decoder failed");
    }
  }

  /** An answer that cannot be decoded. */
  void undecodable(Peer from, DiameterHeader header, String fault) {
    Pending entry = pending.remove(new Key(from, header.hopByHop()));
    if (entry != null) {
      entry.end(new ShAnswer.Failed(ShAnswer.Kind.PROTOCOL, fault));
    }
  }

  /** A peer is lost: its answers will not come any more. */
  void lost(Peer peer) {
    List<Key> keys = pending.keySet().stream().filter(key -> key.peer() == peer).toList();
    for (Key key : keys) {
      Pending entry = pending.remove(key);
      if (entry != null) {
        entry.next(unreachable("the connection was lost, no other peer is up"));
      }
    }
  }

  /** Ends all of them. */
  void close() {
    List.copyOf(pending.values()).forEach(entry -> entry.end(unreachable("the node is stopped")));
  }

  int size() {
    return node.bounds().requests() - room.availablePermits();
  }
}
