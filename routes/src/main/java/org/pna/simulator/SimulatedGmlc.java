package org.pna.simulator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A gateway mobile location centre that speaks MLP over HTTP (OMA MLP 3.4): says where its
 * subscribers are, reports it of its own accord, and for whom it was asked to again and again. It
 * may be made to err, to be slow, to say nothing and to cut connections; it reads and writes
 * documents by itself.
 */
public final class SimulatedGmlc implements Closeable {
  private static final int MAX_SUBSCRIBERS = 100_000;
  private static final int MAX_TRIGGERED = 10_000;
  private static final int MAX_DOCUMENT = 1 << 20;
  private static final int UNKNOWN_SUBSCRIBER = 4;
  private static final int CONGESTION = 101;
  private static final int UNKNOWN_REQUEST = 110;
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;

  private final URI gateway;
  private final InstantSource clock;
  private final Duration patience;
  private final HttpServer server;
  private final HttpClient client;
  private final Map<String, GmlcSubscriber> subscribers = new ConcurrentHashMap<>();
  private final Map<String, String> imsis = new ConcurrentHashMap<>();
  private final Map<String, Standing> triggered = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
  private final AtomicInteger requests = new AtomicInteger(1000);
  private final ScheduledThreadPoolExecutor timers =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread thread = new Thread(task, "simulator-gmlc");
            thread.setDaemon(true);
            return thread;
          });
  private volatile GmlcReaction.Chooser reactions = service -> GmlcReaction.ANSWER;
  private volatile GmlcQuestion.Listener listener = question -> {};
  private volatile Duration delay = Duration.ZERO;

  private record Standing(
      String imsi, URI reportsTo, boolean whenAvailable, @Nullable ScheduledFuture<?> periodic) {}

  private SimulatedGmlc(InetSocketAddress at, URI gateway, InstantSource clock, Duration patience)
      throws IOException {
    this.gateway = gateway;
    this.clock = clock;
    this.patience = patience;
    this.server = HttpServer.create(at, 0);
    this.client = HttpClient.newBuilder().connectTimeout(patience).executor(timers).build();
    server.createContext("/mlp", this::asked); // by its one thread, one request after the other
    server.createContext("/entity", this::fetched);
  }

  /**
   * Listens from now on.
   *
   * @param at where; port 0 for any
   * @param gateway where its reports go, unless a request names another place
   * @param clock of the times that it tells
   * @param patience how long it waits for the answer to a report
   * @throws IOException if the port is not free
   */
  public static SimulatedGmlc open(
      InetSocketAddress at, URI gateway, InstantSource clock, Duration patience)
      throws IOException {
    SimulatedGmlc gmlc = new SimulatedGmlc(at, gateway, clock, patience);
    gmlc.server.start();
    return gmlc;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  /** Where requests are posted to. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + address().getPort() + "/mlp");
  }

  /**
   * Knows this of a subscriber from now on; of anybody else, that he is unknown.
   *
   * @throws IllegalStateException beyond 100,000
   */
  public void put(GmlcSubscriber subscriber) {
    Subscriber who = subscriber.who();
    if (subscribers.size() >= MAX_SUBSCRIBERS && !subscribers.containsKey(who.imsi())) {
      throw new IllegalStateException("more than " + MAX_SUBSCRIBERS + " subscribers");
    }
    subscribers.put(who.imsi(), subscriber);
    imsis.put(who.msisdn(), who.imsi());
    imsis.put("+" + who.msisdn(), who.imsi());
    imsis.put(who.imsi(), who.imsi());
  }

  /** Tells from now on of each question about a known subscriber, in place of anybody else. */
  public void listener(GmlcQuestion.Listener other) {
    listener = other;
  }

  /** Takes requests from now on as the chooser says. */
  public void react(GmlcReaction.Chooser chooser) {
    reactions = chooser;
  }

  /** Answers from now on after this time. */
  public void delay(Duration time) {
    delay = time;
  }

  /**
   * Requests so far.
   *
   * @param service {@code slir}, {@code tlrr} or {@code tlrsr}; {@code entity} for the external
   *     entity that nobody should fetch
   */
  public int count(String service) {
    return count(service, 0);
  }

  private int count(String service, int more) {
    return counts.computeIfAbsent(service, one -> new AtomicInteger()).addAndGet(more);
  }

  /** Triggered requests that were not stopped. */
  public int triggered() {
    return triggered.size();
  }

  /**
   * Reports where a subscriber is, without having been asked (slrep).
   *
   * @return the answer; never completed exceptionally
   * @throws IllegalArgumentException if he is not known
   */
  public CompletableFuture<ReportAnswer> report(Subscriber who) {
    return post(
        gateway,
        MlpDocument.position("slrep", "MSISDN", who.msisdn(), known(who), clock.instant()));
  }

  /**
   * A subscriber becomes reachable: whoever asked to be told then is told (tlrep).
   *
   * @return the answer to the last of the reports; status 0 if nobody asked
   * @throws IllegalArgumentException if he is not known
   */
  public CompletableFuture<ReportAnswer> available(Subscriber who) {
    known(who);
    CompletableFuture<ReportAnswer> last = nothing();
    for (Map.Entry<String, Standing> one : triggered.entrySet()) {
      if (one.getValue().imsi.equals(who.imsi()) && one.getValue().whenAvailable) {
        last = tell(one.getKey(), one.getValue().imsi, one.getValue().reportsTo, "MS_AVAIL");
      }
    }
    return last;
  }

  /**
   * Posts anything to the gateway.
   *
   * @return the answer; never completed exceptionally
   */
  public CompletableFuture<ReportAnswer> post(byte[] document) {
    return post(gateway, document);
  }

  private GmlcSubscriber known(Subscriber who) {
    GmlcSubscriber found = subscribers.get(who.imsi());
    if (found == null) {
      throw new IllegalArgumentException("no such subscriber");
    }
    return found;
  }

  private CompletableFuture<ReportAnswer> tell(
      String requestId, String imsi, URI to, String trigger) {
    GmlcSubscriber found = subscribers.get(imsi);
    return found == null
        ? nothing()
        : post(to, MlpDocument.report(requestId, trigger, found, clock.instant()));
  }

  private static CompletableFuture<ReportAnswer> nothing() {
    return CompletableFuture.completedFuture(new ReportAnswer(0, ""));
  }

  private CompletableFuture<ReportAnswer> post(URI to, byte[] document) {
    HttpRequest request =
        HttpRequest.newBuilder(to)
            .timeout(patience)
            .header("Content-Type", "text/xml; charset=UTF-8")
            .POST(HttpRequest.BodyPublishers.ofByteArray(document))
            .build();
    return client
        .sendAsync(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
        .handle(
            (answer, failure) ->
                answer == null
                    ? new ReportAnswer(0, "")
                    : new ReportAnswer(answer.statusCode(), answer.body()));
  }

  private void asked(HttpExchange exchange) throws IOException {
    MlpAsked asked;
    try {
      asked = MlpAsked.read(exchange.getRequestBody().readNBytes(MAX_DOCUMENT));
    } catch (IOException e) {
      answer(exchange, BAD_REQUEST, MlpDocument.generalError(105));
      return;
    }
    int unused = count(asked.service(), 1);
    GmlcReaction reaction = reactions.next(asked.service());
    String answering = answering(asked.service());
    switch (reaction.kind()) {
      case ANSWER -> later(exchange, OK, answer(asked));
      case RESULT -> later(exchange, OK, MlpDocument.refused(answering, reaction.code()));
      case GENERAL_ERROR -> later(exchange, OK, MlpDocument.generalError(reaction.code()));
      case STATUS -> later(exchange, reaction.code(), new byte[0]);
      case TRUNCATE -> {
        byte[] whole = answer(asked);
        later(exchange, OK, Arrays.copyOf(whole, whole.length / 2));
      }
      case ENTITY -> later(exchange, OK, withEntity(answer(asked)));
      case EMPTY -> later(exchange, OK, new byte[0]);
      case DISCONNECT -> exchange.close();
      case IGNORE -> {
        // left as it is until the other side gives up
      }
    }
  }

  private void fetched(HttpExchange exchange) {
    int unused = count("entity", 1);
    answer(exchange, OK, new byte[0]);
  }

  private static String answering(String service) {
    return service.equals("tlrsr") ? "tlrsa" : service.equals("tlrr") ? "tlra" : "slia";
  }

  /** What it was asked to, done. */
  private byte[] answer(MlpAsked asked) throws IOException {
    return switch (asked.service()) {
      case "slir" -> locate(asked);
      case "tlrr" -> begin(asked);
      default -> stop(asked);
    };
  }

  private @Nullable GmlcSubscriber find(MlpAsked asked) {
    String imsi = imsis.get(asked.name());
    return imsi == null ? null : subscribers.get(imsi);
  }

  private byte[] locate(MlpAsked asked) {
    GmlcSubscriber found = find(asked);
    if (found == null) {
      found = GmlcSubscriber.lost(new Subscriber("", ""), UNKNOWN_SUBSCRIBER);
    } else {
      listener.asked(new GmlcQuestion.Immediate(found.who(), asked.type()));
    }
    return MlpDocument.position("slia", asked.nameType(), asked.name(), found, clock.instant());
  }

  private byte[] begin(MlpAsked asked) throws IOException {
    GmlcSubscriber found = find(asked);
    if (found == null || triggered.size() >= MAX_TRIGGERED) {
      return MlpDocument.refused("tlra", found == null ? UNKNOWN_SUBSCRIBER : CONGESTION);
    }
    String imsi = found.who().imsi();
    String id = Integer.toString(requests.incrementAndGet());
    String url = asked.text("url");
    URI to = url == null ? gateway : URI.create(url);
    Duration interval = asked.interval();
    ScheduledFuture<?> periodic = interval == null ? null : every(interval, id, imsi, to);
    triggered.put(id, new Standing(imsi, to, asked.isWhenAvailable(), periodic));
    listener.asked(new GmlcQuestion.Triggered(found.who(), id, interval, asked.isWhenAvailable()));
    return MlpDocument.accepted("tlra", id);
  }

  private ScheduledFuture<?> every(Duration interval, String id, String imsi, URI to) {
    return timers.scheduleAtFixedRate(
        () -> {
          var unused = tell(id, imsi, to, "PERIODIC");
        },
        interval.toMillis(),
        interval.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private byte[] stop(MlpAsked asked) {
    String id = String.valueOf(asked.text("req_id"));
    Standing standing = triggered.remove(id);
    if (standing == null) {
      return MlpDocument.refused("tlrsa", UNKNOWN_REQUEST);
    }
    if (standing.periodic != null) {
      standing.periodic.cancel(false);
    }
    GmlcSubscriber found = subscribers.get(standing.imsi);
    if (found != null) {
      listener.asked(new GmlcQuestion.Stop(found.who(), id));
    }
    return MlpDocument.accepted("tlrsa", id);
  }

  /** The document as one whose DTD names an entity that is to be fetched from here. */
  private byte[] withEntity(byte[] document) {
    String declared =
        "?>\n<!DOCTYPE svc_result [<!ENTITY e SYSTEM \"" + url().resolve("/entity") + "\">]>";
    String text = new String(document, StandardCharsets.UTF_8);
    return text.replaceFirst("\\?>", declared)
        .replaceFirst("</msid>", "&e;</msid>")
        .getBytes(StandardCharsets.UTF_8);
  }

  private void later(HttpExchange exchange, int status, byte[] document) {
    try {
      ScheduledFuture<?> unused =
          timers.schedule(
              () -> answer(exchange, status, document), delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      exchange.close(); // closed meanwhile
    }
  }

  private static void answer(HttpExchange exchange, int status, byte[] document) {
    try {
      exchange.getResponseHeaders().set("Content-Type", "text/xml; charset=UTF-8");
      exchange.sendResponseHeaders(status, document.length == 0 ? -1 : document.length);
      exchange.getResponseBody().write(document);
    } catch (IOException e) {
      // The other side gave up: as if the answer were lost.
    } finally {
      exchange.close();
    }
  }

  @Override
  public void close() {
    timers.shutdownNow();
    server.stop(0);
  }
}
