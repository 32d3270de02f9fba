package org.pna.endurance;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.pna.simulator.HssNotification;
import org.pna.simulator.HssSubscriber;
import org.pna.simulator.SimulatedHss;
import org.pna.simulator.Subscriber;

/**
 * A home subscriber server, to which the gateway connects: what was not answered is sent again with
 * the same End-to-End Identifier and the flag T (RFC 6733 clause 3).
 */
final class NotificationSenders implements Senders<NotificationCourse> {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** How long a sender waits for a connection before it looks whether it may still send. */
  private static final Duration RECONNECTION = Duration.ofMillis(200);

  private final SimulatedHss hss;

  /**
   * Listens from now on.
   *
   * @param at where the gateway looks for it
   * @param subscribers how many it has
   */
  NotificationSenders(InetSocketAddress at, int subscribers) throws IOException {
    hss = SimulatedHss.open(GatewayFolder.HSS, at, InstantSource.system(), PATIENCE);
    for (int i = 0; i < subscribers; i++) {
      hss.subscribers()
          .put(HssSubscriber.attached(Subscriber.numbered(i), GatewayFolder.presentity(i)));
    }
  }

  @Override
  public NotificationCourse course(int number) {
    return new NotificationCourse(number);
  }

  @Override
  public Sender<NotificationCourse> open() {
    return new Notifier();
  }

  @Override
  public boolean awaitReachable(Duration patience) throws InterruptedException {
    return hss.awaitConnected(patience);
  }

  @Override
  public void close() {
    hss.close();
  }

  private final class Notifier implements Sender<NotificationCourse> {
    private @Nullable HssNotification notification;
    private boolean wasSent;

    @Override
    public void begin(NotificationCourse course) {
      String identity = GatewayFolder.presentity(course.number);
      HssSubscriber unused =
          hss.subscribers().change(identity, one -> one.registered(course.state()));
      notification = hss.notification(identity);
      wasSent = false;
    }

    @Override
    public boolean send() throws IOException, InterruptedException {
      HssNotification what = notification;
      if (what == null || !hss.awaitConnected(RECONNECTION)) {
        return false;
      }
      boolean again = wasSent;
      wasSent = true;
      try {
        return hss.send(what, again).get().isSuccess();
      } catch (ExecutionException e) {
        throw new IOException(e); // never: it is not completed exceptionally
      }
    }

    @Override
    public void close() {}
  }
}
