package org.pna.endurance;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.pna.publisher.pidf.ReceivedPresence;
import org.pna.simulator.Notice;
import org.pna.simulator.SimulatedWatcher;

/** A watcher and what he was told last of each presentity. */
final class Sight implements SimulatedWatcher.Listener, Closeable {
  private final SimulatedWatcher watcher;
  private final Map<String, Notice> latest = new HashMap<>();

  Sight(String uri, GatewayFolder gateway) throws IOException {
    watcher = SimulatedWatcher.open(uri, gateway.sip());
    watcher.listener(this);
  }

  @Override
  public synchronized void notified(Notice notice) {
    latest.put(notice.presentity(), notice);
    notifyAll();
  }

  /** Subscribes; the first NOTIFY comes in its own time. */
  void watch(String presentity, Duration expires) {
    var unused = watcher.subscribe(presentity, expires);
  }

  /** What the last NOTIFY of an active subscription said; null if there is none. */
  synchronized @Nullable ReceivedPresence of(String presentity) {
    Notice notice = latest.get(presentity);
    return notice == null || !notice.state().equals("active") ? null : notice.presence();
  }

  SimulatedWatcher.@Nullable DialogState dialog(String presentity) {
    return watcher.dialog(presentity);
  }

  /** Waits, looking again at each NOTIFY; false when the time is over before. */
  synchronized boolean await(BooleanSupplier condition, Duration patience)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  /** The documents of the first so many subscribers as a new watcher gets them. */
  static Map<String, String> documents(GatewayFolder gateway, int subscribers, Duration patience)
      throws IOException, InterruptedException {
    try (Sight auditor = new Sight(GatewayFolder.AUDITOR, gateway)) {
      Map<String, String> documents = new TreeMap<>();
      for (int i = 0; i < subscribers; i++) {
        auditor.watch(GatewayFolder.presentity(i), Duration.ofMinutes(10));
      }
      auditor.await(() -> auditor.latest.size() == subscribers, patience);
      for (int i = 0; i < subscribers; i++) {
        String presentity = GatewayFolder.presentity(i);
        documents.put(presentity, DocumentText.of(auditor.of(presentity)));
      }
      return documents;
    }
  }

  @Override
  public void close() {
    watcher.close();
  }
}
