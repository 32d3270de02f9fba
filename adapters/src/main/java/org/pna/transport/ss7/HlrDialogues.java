package org.pna.transport.ss7;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.pna.model.MalformedMessageException;
import org.pna.model.message.map.HlrAnswer;
import org.pna.model.message.map.HlrAnswer.Kind;
import org.pna.model.message.map.HlrRequest;
import org.pna.transport.ss7.codec.Tcap;
import org.pna.transport.ss7.codec.TcapMessage;
import org.pna.transport.ss7.codec.TcapWriter;

/**
 * The dialogues of a link that we begin, one for each request to an HLR, at most {@link
 * Ss7Link.Queries#maxOpen} at a time. Each request is answered exactly once: by the HLR, by the
 * network, by its deadline, or by {@link #close}.
 *
 * <p>Their transaction ids have the top bit set, which jSS7's TCAP beside them never gives, and are
 * otherwise random: nobody who does not see the request can forge its answer, and an answer to a
 * former run of ours finds nothing. Safe for use by many threads.
 */
final class HlrDialogues {
  private static final long OURS = 0x8000_0000L;
  private static final int UNRECOGNIZED_TRANSACTION = 1;

  private final Ss7Link link;
  private final MapSender sender;
  private final MapMeters meters;
  private final InstantSource clock;
  private final Supplier<Deadlines> deadlines;
  private final Map<Long, HlrDialogue> open = new ConcurrentHashMap<>();
  private final Semaphore room;
  private final SecureRandom random = new SecureRandom();
  private volatile boolean isClosed = true;

  /**
   * @param clock gives the times of requests and answers
   * @param deadlines of the requests, on the same clock
   */
  HlrDialogues(
      Ss7Link link,
      MapSender sender,
      MapMeters meters,
      InstantSource clock,
      Supplier<Deadlines> deadlines) {
    this.link = link;
    this.sender = sender;
    this.meters = meters;
    this.clock = clock;
    this.deadlines = deadlines;
    this.room = new Semaphore(link.queries().maxOpen());
  }

  /** Takes requests from now on. */
  void start() {
    isClosed = false;
  }

  /** Takes no more requests, and answers those that are open. */
  void close() {
    isClosed = true;
    for (HlrDialogue dialogue : List.copyOf(open.values())) {
      leave(dialogue);
      finish(dialogue, HlrDialogue.failed(Kind.UNREACHABLE, "the link is stopped"));
    }
  }

  /** How many requests wait for their answer. */
  int size() {
    return open.size();
  }

  /**
   * Sends a request.
   *
   * @param listener told exactly once, on any thread, perhaps before this returns
   * @throws IllegalArgumentException if the subscriber's name is neither an IMSI nor an MSISDN
   */
  void ask(HlrRequest request, Consumer<HlrAnswer> listener) {
    HlrInvoke invoke = HlrInvoke.of(request);
    byte[] argument = invoke.argument(link.globalTitle());
    if (isClosed || !sender.isUp()) {
      tell(invoke, listener, HlrDialogue.failed(Kind.UNREACHABLE, "no association is up"));
      return;
    }
    if (!room.tryAcquire()) {
      tell(invoke, listener, HlrDialogue.failed(Kind.NO_ROOM, "too many open requests"));
      return;
    }
    HlrDialogue dialogue = begin(invoke, listener);
    try {
      dialogue.expires(deadlines.get().in(link.queries().timeout(), () -> expire(dialogue)));
      if (isClosed) {
        throw new IOException("the link is stopped");
      }
      sender.begin(
          request.hlr(),
          dialogue.id(),
          TcapWriter.begin(
              dialogue.id(),
              invoke.context(),
              TcapWriter.invoke(HlrDialogue.INVOKE_ID, invoke.operation(), argument)));
    } catch (IOException | RejectedExecutionException | IllegalStateException e) {
      finish(dialogue, HlrDialogue.failed(Kind.UNREACHABLE, "not sent"));
    } catch (RuntimeException e) {
      meters.failed("query", e);
      finish(dialogue, HlrDialogue.failed(Kind.UNREACHABLE, "not sent"));
    }
  }

  private HlrDialogue begin(HlrInvoke invoke, Consumer<HlrAnswer> listener) {
    while (true) {
      long id = OURS | Integer.toUnsignedLong(random.nextInt());
      HlrDialogue dialogue = new HlrDialogue(id, invoke, clock.instant(), listener);
      if (open.putIfAbsent(id, dialogue) == null) {
        return dialogue;
      }
    }
  }

  private void expire(HlrDialogue dialogue) {
    leave(dialogue);
    finish(dialogue, HlrDialogue.failed(Kind.TIMEOUT, "no answer in time"));
  }

  /**
   * Takes a message, if it is one of these dialogues'.
   *
   * @param data one TCAP message, as it was received
   * @return whether it is
   */
  boolean receive(byte[] data, ReceivedAddress calling) {
    long id = Tcap.destination(data);
    if (id < OURS) {
      return false;
    }
    HlrDialogue dialogue = open.get(id);
    if (dialogue == null) {
      late(data, calling);
      return true;
    }
    HlrAnswer answer;
    TcapMessage message = null;
    try {
      message = Tcap.decode(data);
      answer = dialogue.read(message, calling.toModel(), clock.instant(), link.name());
    } catch (MalformedMessageException e) {
      answer = HlrDialogue.failed(Kind.PROTOCOL, String.valueOf(e.getMessage()));
    }
    if (message != null && message.kind() == TcapMessage.Kind.CONTINUE) {
      dialogue.continued(message.otid(), calling);
      if (answer != null) {
        end(dialogue, answer);
      }
    }
    if (answer != null) {
      finish(dialogue, answer);
    }
    return true;
  }

  /** Nobody waits for it any more; a dialogue that its sender holds open is not. */
  private void late(byte[] data, ReceivedAddress calling) {
    meters.unsent("late-answer");
    try {
      TcapMessage message = Tcap.decode(data);
      if (message.kind() == TcapMessage.Kind.CONTINUE) {
        reply(calling, message.otid(), abort(message.otid()));
      }
    } catch (MalformedMessageException e) {
      meters.stopped("tcap", "dropped");
    }
  }

  private static byte[] abort(long peer) {
    return TcapWriter.providerAbort(peer, UNRECOGNIZED_TRANSACTION);
  }

  /**
   * Takes a message of ours that the network gave back, if it began one of these dialogues.
   *
   * @param data the message
   * @param cause return cause (Q.713 clause 3.12)
   * @return whether it did
   */
  boolean returned(byte[] data, int cause) {
    long id = Tcap.originating(data);
    if (id < OURS) {
      return false;
    }
    HlrDialogue dialogue = open.get(id);
    if (dialogue != null) {
      finish(dialogue, HlrDialogue.failed(Kind.UNREACHABLE, "returned, cause " + cause));
    }
    return true;
  }

  /** Ends a dialogue that the other end holds open, by now that it was answered. */
  private void end(HlrDialogue dialogue, HlrAnswer answer) {
    HlrDialogue.Peer peer = dialogue.peer();
    if (peer != null) {
      boolean isSound = !(answer instanceof HlrAnswer.Failed failed) || failed.kind() == Kind.ERROR;
      byte[] message = isSound ? TcapWriter.end(peer.id(), null) : TcapWriter.userAbort(peer.id());
      reply(peer.address(), dialogue.id(), message);
    }
  }

  /** Aborts a dialogue that the other end holds open. */
  private void leave(HlrDialogue dialogue) {
    HlrDialogue.Peer peer = dialogue.peer();
    if (peer != null && open.containsKey(dialogue.id())) {
      reply(peer.address(), dialogue.id(), TcapWriter.userAbort(peer.id()));
    }
  }

  private void reply(ReceivedAddress to, long id, byte[] message) {
    try {
      sender.reply(to, id, message);
    } catch (IOException e) {
      meters.unsent("no-route");
    } catch (RuntimeException e) {
      meters.failed("query", e);
    }
  }

  private void finish(HlrDialogue dialogue, HlrAnswer answer) {
    if (open.remove(dialogue.id(), dialogue)) {
      room.release();
      dialogue.ended();
      tell(dialogue.invoke(), dialogue.listener(), answer);
    }
  }

  private void tell(HlrInvoke invoke, Consumer<HlrAnswer> listener, HlrAnswer answer) {
    meters.sent(invoke.operation(), invoke.context(), answer);
    try {
      listener.accept(answer);
    } catch (RuntimeException e) {
      meters.failed("query-answer", e);
    }
  }
}
