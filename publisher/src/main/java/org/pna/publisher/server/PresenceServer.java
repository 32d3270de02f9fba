package org.pna.publisher.server;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pna.model.sip.SipEndpoint;
import org.pna.model.sip.SipRequest;
import org.pna.model.sip.SipServerTransaction;
import org.pna.publisher.pen.Publication;
import org.pna.publisher.pen.PublicationListener;

/**
 * The notifier of the presence event package (RFC 3856, RFC 6665) over our presentities: takes
 * SUBSCRIBE, sends NOTIFY with the whole document in the watcher's view.
 *
 * <p>A watcher is who the From header says; unknown ones are held pending and told nothing. Each
 * presentity's subscriptions are touched on its lane only; no method blocks.
 */
public final class PresenceServer implements PublicationListener, AutoCloseable {
  /** NOTIFYs under way at a time: about 10 KiB each until they are answered. */
  private static final int MAX_UNDER_WAY = 10_000;

  private static final int MAX_PER_WATCHER = 10_000;

  /** Failed writes that are tried again at a time. */
  private static final int MAX_REWRITES = 1_000;

  private final PublicUris uris;
  private final Surroundings our;
  private final ScheduledExecutorService timer;
  private final ConcurrentMap<String, WatchedPresentity> watched = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Published> changes = new ConcurrentHashMap<>();
  private @Nullable ScheduledFuture<?> ticking;

  /**
   * Makes a server that begins with {@link #start}.
   *
   * @param settings what the operator decides
   * @param endpoint carries SIP; started and closed by this server
   * @param store keeps the subscriptions
   * @param lane runs what touches a presentity
   * @param documents what is committed of a presentity, version 0 and an empty document for one
   *     never heard of; called on its lane
   * @param clock tells when subscriptions end
   * @param timer calls once a second
   * @param registry takes the counters {@code pna.presence.*}
   */
  public PresenceServer(
      ServerSettings settings,
      SipEndpoint endpoint,
      SubscriptionStore store,
      PresentityLane lane,
      Function<String, Published> documents,
      InstantSource clock,
      ScheduledExecutorService timer,
      MeterRegistry registry) {
    this(settings, endpoint, store, lane, documents, clock, timer, registry, MAX_UNDER_WAY);
  }

  /**
   * @param maxUnderWay NOTIFYs
   */
  PresenceServer(
      ServerSettings settings,
      SipEndpoint endpoint,
      SubscriptionStore store,
      PresentityLane lane,
      Function<String, Published> documents,
      InstantSource clock,
      ScheduledExecutorService timer,
      MeterRegistry registry,
      int maxUnderWay) {
    this.uris = new PublicUris(settings.domains());
    this.timer = timer;
    NotifyWindow window = new NotifyWindow(maxUnderWay);
    this.our =
        new Surroundings(
            settings,
            endpoint,
            store,
            new Lanes(lane),
            documents,
            clock,
            new AllowList(settings.watchers(), uris),
            new Timers(),
            window,
            new WatcherLoad(MAX_PER_WATCHER),
            new PresenceMeters(registry, store, window),
            this::resume);
  }

  /**
   * Opens the sockets, takes up the subscriptions that were kept, begins.
   *
   * @throws IOException if a socket cannot be opened
   */
  public void start() throws IOException {
    Map<String, List<SubscriptionId>> kept = new HashMap<>();
    for (Subscription one : our.store().all()) {
      our.load().resumed(one.watcher());
      kept.computeIfAbsent(one.presentity(), key -> new ArrayList<>()).add(one.id());
    }
    our.endpoint().start(this::received); // before those who have missed something are told
    kept.forEach((presentity, ids) -> our.lanes().must(presentity, () -> restore(presentity, ids)));
    ticking = timer.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
  }

  private void restore(String presentity, List<SubscriptionId> ids) {
    ids.forEach(id -> watched(presentity).restore(id));
    tidy(presentity);
  }

  private void received(SipServerTransaction transaction) {
    try {
      SipRequest request = transaction.request();
      if (request.method().equals("CANCEL")) {
        throw Refusal.noSubscription();
      }
      if (!request.method().equals("SUBSCRIBE")) {
        throw Refusal.methodNotAllowed();
      }
      Subscribe subscribe = Subscribe.of(request);
      String toTag = subscribe.toTag();
      if (toTag == null) {
        String presentity = presentity(request.uri());
        String watcher = uris.normalised(subscribe.from()).orElse(subscribe.from());
        onLane(
            transaction,
            presentity,
            () -> watched(presentity).subscribe(transaction, subscribe, watcher));
      } else {
        SubscriptionId id = subscribe.id(toTag);
        String presentity =
            our.store().find(id).map(Subscription::presentity).orElseThrow(Refusal::noSubscription);
        onLane(
            transaction, presentity, () -> watched(presentity).refresh(transaction, id, subscribe));
      }
    } catch (Refusal refusal) {
      refuse(transaction, refusal);
    }
  }

  private String presentity(String uri) throws Refusal {
    return switch (uris.owner(uri)) {
      case OURS -> uris.normalised(uri).orElseThrow(Refusal::notFound);
      case FOREIGN -> throw Refusal.notFound();
      case OTHER_SCHEME -> throw Refusal.unsupportedScheme();
      case MALFORMED -> throw Refusal.badRequest("Request-URI");
    };
  }

  /** Work on a presentity that can end in a refusal. */
  @FunctionalInterface
  private interface Work {
    void run() throws Refusal;
  }

  private void onLane(SipServerTransaction transaction, String presentity, Work work)
      throws Refusal {
    boolean taken =
        our.lanes()
            .offer(
                presentity,
                () -> {
                  try {
                    work.run();
                  } catch (Refusal refusal) {
                    refuse(transaction, refusal);
                  } catch (RuntimeException e) {
                    our.meters().unreadable();
                    refuse(transaction, Refusal.faultOfOurs());
                  }
                  tidy(presentity);
                });
    if (!taken) {
      throw Refusal.overloaded();
    }
  }

  private void refuse(SipServerTransaction transaction, Refusal refusal) {
    our.meters().request(refusal.response().status());
    transaction.respond(refusal.response());
  }

  /** On the presentity's lane only. */
  private WatchedPresentity watched(String presentity) {
    return watched.computeIfAbsent(
        presentity, key -> new WatchedPresentity(key, our, () -> watched.remove(key)));
  }

  /** A SUBSCRIBE that was refused may leave a presentity behind that nobody watches. */
  private void tidy(String presentity) {
    WatchedPresentity one = watched.get(presentity);
    if (one != null && one.isUnwatched()) {
      watched.remove(presentity);
    }
  }

  /**
   * Tells the watchers; presentities that nobody watches cost a look-up. Any thread, in order for
   * each presentity.
   */
  @Override
  public void published(Publication publication) {
    String presentity = publication.presentity();
    Published now = new Published(publication.version(), publication.after());
    if (watched.containsKey(presentity) && changes.put(presentity, now) == null) {
      our.lanes().must(presentity, () -> changed(presentity));
    }
  }

  /** Whether somebody watches, or is about to: before his first NOTIFY is composed. Any thread. */
  boolean isWatched(String presentity) {
    return watched.containsKey(presentity);
  }

  private void changed(String presentity) {
    Published now = changes.remove(presentity);
    WatchedPresentity one = watched.get(presentity);
    if (one != null && now != null) {
      one.changed(now);
    }
  }

  /** Looks after what is due; called once a second. */
  void tick() {
    our.lanes().retry();
    for (Subscription one : our.store().unwritten(MAX_REWRITES)) {
      our.lanes().offer(one.presentity(), () -> our.store().rewrite(one));
    }
    our.timers()
        .due(
            our.clock().instant(),
            entry ->
                our.lanes()
                    .offer(
                        entry.presentity(),
                        () -> {
                          WatchedPresentity one = watched.get(entry.presentity());
                          if (one != null) {
                            one.wake(entry.id());
                          }
                        }));
    for (NotifyWindow.Waiting one = our.window().next(); one != null; one = our.window().next()) {
      resume(one);
    }
  }

  /** Lets go on who has waited for room in the window. */
  private void resume(NotifyWindow.Waiting waiting) {
    our.lanes()
        .must(
            waiting.presentity(),
            () -> {
              WatchedPresentity one = watched.get(waiting.presentity());
              if (one != null) {
                one.resume(waiting.id());
              }
            });
  }

  @Override
  public void close() {
    ScheduledFuture<?> running = ticking;
    if (running != null) {
      running.cancel(false);
    }
    our.endpoint().close();
  }
}
