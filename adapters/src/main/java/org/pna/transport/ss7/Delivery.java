package org.pna.transport.ss7;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One MTP3 message on its way up through the stack. jSS7 hands on less than it received and holds
 * the dialogue's lock while it calls its users: what the layers above need of the message, and what
 * they want done when the lock is free again, travels here beside it.
 */
final class Delivery {
  private final ReceivedAddress calling;
  private final List<Notification> invocations = new ArrayList<>(1);
  private final List<Runnable> afterwards = new ArrayList<>(1);
  private boolean failed;

  Delivery(ReceivedAddress calling) {
    this.calling = calling;
  }

  ReceivedAddress calling() {
    return calling;
  }

  void add(Notification invocation) {
    invocations.add(invocation);
  }

  List<Notification> invocations() {
    return invocations;
  }

  /** Has something done when the stack has let go of the message. */
  void afterwards(Runnable task) {
    afterwards.add(task);
  }

  /** The stack has let go. */
  void finish() {
    afterwards.forEach(Runnable::run);
  }

  /** A fault of ours ended it. */
  void fail() {
    failed = true;
  }

  /** Whether a fault ended it before any invoke was heard. */
  boolean isLost() {
    return failed && invocations.isEmpty();
  }

  /** The delivery that the current thread is about, if any; one for each stack. */
  static final class Current {
    // Not static: it lives as long as its stack, and is empty between two messages.
    @SuppressWarnings("ThreadLocalUsage")
    private final ThreadLocal<@Nullable Delivery> delivery = new ThreadLocal<>();

    @Nullable Delivery get() {
      return delivery.get();
    }

    void set(Delivery value) {
      delivery.set(value);
    }

    void clear() {
      delivery.remove();
    }
  }
}
