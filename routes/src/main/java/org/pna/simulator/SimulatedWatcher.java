package org.pna.simulator;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.publisher.pidf.PidfReader;

/**
 * A SIP user agent that watches presentities (RFC 3856) over UDP on a socket of its own, speaking
 * plain text.
 */
public final class SimulatedWatcher implements Closeable {
  private static final int REQUEST_TIMEOUT = 408;
  private static final int MAX_SUBSCRIPTIONS = 1_000;

  private final String uri;
  private final SipSocket sip;
  private final Map<String, WatcherSubscription> subscriptions = new ConcurrentHashMap<>();
  private volatile Listener listener = notice -> {};

  /** Hears what the watcher is told; called by the thread that reads the socket. */
  public interface Listener {
    void notified(Notice notice);
  }

  /**
   * How the dialog of a subscription stands.
   *
   * @param subscribes SUBSCRIBEs sent in it
   * @param lastNotified CSeq of the newest NOTIFY; -1 before the first
   * @param notifies NOTIFYs taken, each once
   * @param strays new NOTIFYs with a CSeq that was used before, or with another tag
   */
  public record DialogState(long subscribes, long lastNotified, int notifies, int strays) {}

  private SimulatedWatcher(String uri, InetSocketAddress server) throws IOException {
    this.uri = uri;
    this.sip = new SipSocket(server, "simulator-watcher", this::received);
  }

  /**
   * A watcher on a free loopback port.
   *
   * @param uri who watches, such as {@code sip:w1@example.org}
   * @param server where the presence server listens, on loopback
   */
  public static SimulatedWatcher open(String uri, InetSocketAddress server) throws IOException {
    SimulatedWatcher watcher = new SimulatedWatcher(uri, server);
    watcher.sip.start();
    return watcher;
  }

  /** Sets who hears of the next NOTIFYs, in place of any other. */
  public void listener(Listener listener) {
    this.listener = listener;
  }

  /**
   * Watches a presentity; the subscription is refreshed until it is ended.
   *
   * @return the status of the final response; 408 when none came within 32 s
   */
  public CompletableFuture<Integer> subscribe(String presentity, Duration expires) {
    if (subscriptions.size() >= MAX_SUBSCRIPTIONS) {
      throw new IllegalStateException(MAX_SUBSCRIPTIONS + " subscriptions are held already");
    }
    WatcherSubscription made = new WatcherSubscription(presentity, uri, sip.local());
    subscriptions.put(presentity, made);
    return request(made, expires.toSeconds());
  }

  /**
   * Ends a subscription; its last NOTIFY still comes.
   *
   * @return the status of the final response; 481 if there is no such subscription
   */
  public CompletableFuture<Integer> unsubscribe(String presentity) {
    WatcherSubscription subscription = subscriptions.get(presentity);
    return subscription == null ? CompletableFuture.completedFuture(481) : request(subscription, 0);
  }

  /** The dialog of a subscription; null if there is no such subscription, or it has ended. */
  public @Nullable DialogState dialog(String presentity) {
    WatcherSubscription subscription = subscriptions.get(presentity);
    return subscription == null ? null : subscription.state();
  }

  @Override
  public void close() {
    sip.close();
  }

  private CompletableFuture<Integer> request(WatcherSubscription subscription, long seconds) {
    return sip.request(branch -> subscription.subscribe(branch, seconds))
        .handle(
            (response, failure) ->
                response == null ? REQUEST_TIMEOUT : answered(subscription, response, seconds));
  }

  private int answered(WatcherSubscription subscription, SipMessage response, long asked) {
    int status = response.status();
    if (status >= 200 && status < 300) {
      subscription.learn(response.parameter("to", "tag"), response.field("contact"));
      String granted = response.field("expires");
      long seconds = granted.matches("[0-9]{1,9}") ? Long.parseLong(granted) : asked;
      if (seconds > 0 && asked > 0) {
        sip.later(seconds * 800, () -> refresh(subscription, seconds));
      }
    } else {
      subscriptions.remove(subscription.presentity, subscription);
    }
    return status;
  }

  private void refresh(WatcherSubscription subscription, long seconds) {
    if (subscriptions.get(subscription.presentity) == subscription) {
      var unused = request(subscription, seconds);
    }
  }

  private void received(SipMessage message, InetSocketAddress from) {
    if (!message.method().equals("NOTIFY")) {
      sip.send(message.answer("405 Method Not Allowed"), from);
      return;
    }
    WatcherSubscription subscription = find(message);
    String status = subscription == null ? "481 Subscription Does Not Exist" : "200 OK";
    sip.send(message.answer(status), from);
    if (subscription != null && subscription.accept(message)) {
      Notice notice = read(subscription.presentity, message);
      if (notice.state().equals("terminated")) {
        subscriptions.remove(subscription.presentity, subscription);
      }
      listener.notified(notice);
    }
  }

  private @Nullable WatcherSubscription find(SipMessage notify) {
    for (WatcherSubscription subscription : subscriptions.values()) {
      if (subscription.owns(notify)) {
        return subscription;
      }
    }
    return null;
  }

  private static Notice read(String presentity, SipMessage notify) {
    String state = notify.field("subscription-state").split(";", -1)[0].strip();
    byte[] body = notify.body();
    if (body.length == 0) {
      return new Notice(presentity, state, null, null);
    }
    try {
      return new Notice(presentity, state, PidfReader.read(body), null);
    } catch (MalformedMessageException e) {
      return new Notice(presentity, state, null, "unreadable document: " + e.getMessage());
    }
  }
}
