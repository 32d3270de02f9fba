package org.pna.simulator;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.pna.transport.ss7.codec.TcapWriter;

/** A TC dialogue that a switch or an SGSN began. Its ActivityTests are answered by themselves. */
final class CapDialogue {
  private final SimulatedSwitch owner;
  private final int transaction;
  private final long startNanos;
  private final Queue<CompletableFuture<CapAnswer>> waiting = new ArrayDeque<>(1);
  private final CompletableFuture<CapAnswer> closed = new CompletableFuture<>();
  private @Nullable Integer peer;
  private int invokeId = 1;

  CapDialogue(SimulatedSwitch owner, int transaction) {
    this.owner = owner;
    this.transaction = transaction;
    this.startNanos = System.nanoTime();
  }

  int transaction() {
    return transaction;
  }

  /** The time for an answer is over. */
  void giveUpUnanswered() {
    if (peerOrNull() == null) {
      finish(CapAnswer.none(micros()));
    }
  }

  /** Completed with the message that ended it; after one of our own, with none. */
  CompletableFuture<CapAnswer> closed() {
    return closed;
  }

  synchronized int nextInvokeId() {
    invokeId = invokeId % 100 + 1;
    return invokeId;
  }

  /** The next message that comes. */
  synchronized CompletableFuture<CapAnswer> expect() {
    CompletableFuture<CapAnswer> answer = new CompletableFuture<>();
    waiting.add(answer);
    return answer;
  }

  /**
   * Goes on.
   *
   * @throws IOException if the association is not active
   */
  void send(byte[]... components) throws IOException {
    Integer to = peerOrNull();
    if (to == null) {
      throw new IOException("the dialogue is not answered yet");
    }
    owner.send(
        TcapWriter.continuing(
            Integer.toUnsignedLong(transaction), Integer.toUnsignedLong(to), null, components),
        transaction);
  }

  /** Ends it from our side; nothing is sent where nothing was heard. */
  void end(byte[]... components) throws IOException {
    Integer to = peerOrNull();
    if (to != null) {
      owner.send(TcapWriter.end(Integer.toUnsignedLong(to), null, components), transaction);
    }
    finish(CapAnswer.none(micros()));
  }

  /** Aborts it. */
  void abort() throws IOException {
    Integer to = peerOrNull();
    if (to != null) {
      owner.send(TcapWriter.userAbort(Integer.toUnsignedLong(to)), transaction);
    }
    finish(CapAnswer.none(micros()));
  }

  private synchronized @Nullable Integer peerOrNull() {
    return peer;
  }

  void received(byte[] tcap) throws IOException {
    CapAnswer answer = CapAnswer.read(tcap, micros());
    CompletableFuture<CapAnswer> first;
    synchronized (this) {
      peer = answer.peer() == null ? peer : answer.peer();
      boolean isOnlyTest = !answer.tests().isEmpty() && answer.operations().size() == 1;
      first = isOnlyTest ? null : waiting.poll();
    }
    if (owner.answersTests()) {
      for (int test : answer.tests()) {
        send(TcapWriter.result(test));
      }
    }
    if (answer.kind() != CapAnswer.Kind.CONTINUE) {
      owner.forget(transaction);
      closed.complete(answer);
    }
    if (first != null) {
      first.complete(answer);
    }
  }

  /** No further message is waited for. */
  void finish(CapAnswer last) {
    owner.forget(transaction);
    closed.complete(last);
    CompletableFuture<CapAnswer> next;
    do {
      synchronized (this) {
        next = waiting.poll();
      }
      if (next != null) {
        next.complete(last);
      }
    } while (next != null);
  }

  long micros() {
    return (System.nanoTime() - startNanos) / 1_000;
  }
}
