package org.pna.transport.sip;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Starts the stack on a thread of a group of its own, which all its threads inherit: some of them
 * end by an exception when a message is too large, and that belongs in a counter, not on stderr.
 */
final class JainThreads {
  /** What is run. */
  @FunctionalInterface
  interface Start {
    void run() throws IOException;
  }

  private JainThreads() {}

  static void run(SipMeters meters, Start start) throws IOException {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread thread =
        new Thread(
            new Group(meters),
            () -> {
              try {
                start.run();
                done.complete(null);
              } catch (IOException | RuntimeException e) {
                done.completeExceptionally(e);
              }
            },
            "sip-start");
    thread.setDaemon(true);
    thread.start();
    try {
      done.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while opening the SIP sockets", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io
          ? io
          : new IOException("SIP stack", e.getCause());
    }
  }

  private static final class Group extends ThreadGroup {
    private final SipMeters meters;

    Group(SipMeters meters) {
      super("sip");
      this.meters = meters;
    }

    @Override
    public void uncaughtException(Thread thread, Throwable e) {
      meters.stackFault();
    }
  }
}
