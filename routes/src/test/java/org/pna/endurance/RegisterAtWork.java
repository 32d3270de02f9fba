package org.pna.endurance;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.model.message.map.Csi;
import org.pna.simulator.HlrSubscriber;
import org.pna.simulator.M3uaLink;
import org.pna.simulator.SimulatedHlr;
import org.pna.simulator.Subscriber;

/** A gateway in a process of its own that is killed while it asks and arms a register in this. */
final class RegisterAtWork implements Closeable {
  static final int INTERROGATION = 71;
  static final int SUBSCRIPTION = 62;
  static final int MODIFICATION = 65;

  private static final String OURS = "46709999999";
  private static final String TITLE = "46700000006";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String PH =
      """
      ph:
        hlrs:
          - {name: hlr1, link: msc1, global-title: "%s", ati-rate: %d, atm-rate: %d}
        arming: {for: none, service-keys: [100]}
      """;

  final GatewayFolder folder;
  final M3uaLink link;
  final SimulatedHlr hlr;
  private final int subscribers;
  private final int atmRate;
  private final long begun = System.nanoTime();
  private @Nullable GatewayProcess process;

  /**
   * @param atmRate changes and questions about CSI a second, and as many interrogations
   */
  RegisterAtWork(Path folder, int subscribers, int atmRate) throws IOException {
    this.subscribers = subscribers;
    this.atmRate = atmRate;
    this.folder = GatewayFolder.in(folder, subscribers, PH.formatted(TITLE, atmRate, atmRate));
    replace(
        "global-title: \"" + OURS + "\"\n",
        "global-title: \"" + OURS + "\"\n      query-timeout: 3s\n");
    link = this.folder.link();
    hlr =
        new SimulatedHlr(
            link,
            new SimulatedHlr.Identity(TITLE, GatewayFolder.VLR.pointCode()),
            InstantSource.system(),
            PATIENCE);
    for (int i = 0; i < subscribers; i++) {
      hlr.subscribers().put(HlrSubscriber.attached(Subscriber.numbered(i)).provisioned(OURS, 100));
    }
  }

  private void replace(String what, String by) throws IOException {
    Path yaml = folder.folder().resolve("pna.yaml");
    String text = Files.readString(yaml);
    if (!text.contains(what)) {
      throw new IOException("the configuration is another");
    }
    Files.writeString(yaml, text.replace(what, by));
  }

  /** Whose reports are wanted from the next start on. */
  void want(String before, String after) throws IOException {
    replace("{for: " + before + ",", "{for: " + after + ",");
  }

  void start() throws IOException, InterruptedException {
    process = GatewayProcess.start(folder, GatewayProcess.SHORT_LIVED);
    if (!link.awaitActive(PATIENCE)) {
      throw new IOException("see " + folder.folder().resolve("gateway.log"));
    }
  }

  void kill() throws IOException, InterruptedException {
    GatewayProcess life = process;
    if (life == null) {
      throw new IllegalStateException("not started");
    }
    life.kill();
    if (!link.awaitInactive(PATIENCE)) {
      throw new IOException("the association outlived the gateway");
    }
  }

  /** Kills it, once so many more requests of a kind have come in, and starts it again. */
  void killAfter(int more, int operation) throws IOException, InterruptedException {
    long before = hlr.counts().of(operation);
    await(() -> hlr.counts().of(operation) >= before + more, PATIENCE.multipliedBy(10));
    kill();
    System.out.printf("killed after %s%n", requests());
    start();
  }

  HlrSubscriber subscriber(int number) {
    HlrSubscriber found = hlr.subscribers().get(new Imsi(Subscriber.numbered(number).imsi()));
    if (found == null) {
      throw new IllegalStateException("no such subscriber");
    }
    return found;
  }

  void change(int number, Csi.Kind kind, @Nullable Csi csi) {
    hlr.subscribers()
        .change(new Imsi(Subscriber.numbered(number).imsi()), one -> one.with(kind, csi));
  }

  /** CSIs that are ours and active. */
  int active() {
    int active = 0;
    for (int i = 0; i < subscribers; i++) {
      for (Csi.Kind kind : Csi.Kind.values()) {
        Csi csi = subscriber(i).csi(kind);
        active += csi != null && csi.active() && csi.gsmScfAddress().equals(OURS) ? 1 : 0;
      }
    }
    return active;
  }

  /** Requests that share a budget in the busiest second. */
  int busiestSecond(int... operations) {
    Map<Long, Integer> seconds = new HashMap<>();
    for (int operation : operations) {
      hlr.counts()
          .bySecond(operation)
          .forEach((second, count) -> seconds.merge(second, count, Integer::sum));
    }
    return seconds.values().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  /** All that was asked so far, in words. */
  String requests() {
    return "%d ATSI, %d ATM, %d ATI, %d and %d in the busiest second of %d, in %d s"
        .formatted(
            hlr.counts().of(SUBSCRIPTION),
            hlr.counts().of(MODIFICATION),
            hlr.counts().of(INTERROGATION),
            busiestSecond(SUBSCRIPTION, MODIFICATION),
            busiestSecond(INTERROGATION),
            atmRate,
            Duration.ofNanos(System.nanoTime() - begun).toSeconds());
  }

  /** Looks every 50 ms: nobody tells. */
  static void await(BooleanSupplier condition, Duration patience)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new IOException("it takes too long");
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
    hlr.close();
    link.close();
  }
}
