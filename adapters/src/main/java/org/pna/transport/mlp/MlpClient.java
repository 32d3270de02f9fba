package org.pna.transport.mlp;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.support.service.ServiceHelper;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.Place;
import org.pna.model.message.Origin;
import org.pna.model.message.mlp.LocationReport;
import org.pna.model.message.mlp.LocationServer;
import org.pna.model.message.mlp.MlpAnswer;
import org.pna.model.message.mlp.MlpRequest;
import org.pna.model.message.mlp.MlpResult;
import org.pna.model.message.mlp.MlpService;
import org.pna.transport.meters.TransportMeters;
import org.pna.transport.mlp.codec.MlpRequests;
import org.pna.transport.mlp.codec.MlpResults;
import org.slf4j.LoggerFactory;

/**
 * Posts requests to location servers. A thread waits for each answer, up to as many as a link has
 * pending requests; beyond it there is no room. Safe for use by many threads.
 */
public final class MlpClient implements LocationServer, AutoCloseable {
  private static final String CONTENT_TYPE = "text/xml; charset=UTF-8";
  private static final long IDLE_SECONDS = 30;
  private static final long DRAIN_SECONDS = 5;
  private static final int OK = 200;

  private final CamelContext camel;
  private final InstantSource clock;
  private final Map<String, Way> ways = new HashMap<>();
  private final AtomicLong dialogues = new AtomicLong();

  private record Way(
      MlpLink link, Producer producer, ThreadPoolExecutor threads, TransportMeters meters) {}

  /**
   * Opens the ways.
   *
   * @param camel has or makes the components http and https
   * @param tls for servers whose URL is https
   * @param meters gets the counter {@code pna.mlp.answers} by link and end
   * @throws IllegalStateException if a URL is none that Camel can post to
   */
  public MlpClient(
      CamelContext camel,
      List<MlpLink> links,
      MlpTls tls,
      InstantSource clock,
      MeterRegistry meters) {
    this.camel = camel;
    camel
        .getComponent("https", HttpComponent.class)
        .setSslContextParameters(tls.parameters()); // before its endpoints are made
    this.clock = clock;
    for (MlpLink link : links) {
      ThreadPoolExecutor threads =
          new ThreadPoolExecutor(
              0,
              link.pending(),
              IDLE_SECONDS,
              TimeUnit.SECONDS,
              new SynchronousQueue<>(),
              task -> {
                Thread thread = new Thread(task, "pna-mlp-" + link.name());
                thread.setDaemon(true);
                return thread;
              });
      TransportMeters counts =
          new TransportMeters(
              meters, LoggerFactory.getLogger(MlpClient.class), "link", link.name(), "MLP link");
      ways.put(link.name(), new Way(link, producer(link), threads, counts));
    }
  }

  private Producer producer(MlpLink link) {
    long timeout = link.timeout().toMillis();
    String options =
        "throwExceptionOnFailure=false&disableStreamCache=true&followRedirects=false"
            + ("&connectTimeout=" + timeout + "&responseTimeout=" + timeout)
            + ("&soTimeout=" + timeout + "&connectionsPerRoute=" + link.pending())
            + ("&maxTotalConnections=" + link.pending());
    String uri = link.url() + (link.url().getQuery() == null ? "?" : "&") + options;
    try {
      Producer producer = camel.getEndpoint(uri).createProducer();
      ServiceHelper.startService(producer);
      return producer;
    } catch (Exception e) {
      throw new IllegalStateException("nothing can be posted to " + link.url(), e);
    }
  }

  @Override
  public void send(String server, MlpRequest request, Consumer<MlpAnswer> answer) {
    Way way = ways.get(server);
    if (way == null) {
      answer.accept(failed(MlpAnswer.Kind.UNREACHABLE, "there is no such location server"));
      return;
    }
    Instant askedAt = clock.instant();
    try {
      way.threads().execute(() -> answer.accept(counted(way, answer(way, request, askedAt))));
    } catch (RejectedExecutionException e) {
      answer.accept(
          counted(way, failed(MlpAnswer.Kind.NO_ROOM, "too many requests are under way")));
    }
  }

  private static MlpAnswer counted(Way way, MlpAnswer answer) {
    String end = answer instanceof MlpAnswer.Failed failed ? failed.kind().name() : "ANSWERED";
    way.meters().count("pna.mlp.answers", "end", end);
    if (answer instanceof MlpAnswer.Failed failed) {
      way.meters().warn(failed.detail());
    }
    return answer;
  }

  private MlpAnswer answer(Way way, MlpRequest request, Instant askedAt) {
    Exchange exchange = way.producer().getEndpoint().createExchange();
    exchange.getMessage().setHeader(Exchange.HTTP_METHOD, "POST");
    exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, CONTENT_TYPE);
    try {
      MlpLink link = way.link();
      exchange.getMessage().setBody(MlpRequests.write(request, link.client(), link.version()));
      way.producer().process(exchange);
      if (exchange.getException() != null) {
        return failed(exchange.getException());
      }
      Integer status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
      byte[] document = document(exchange);
      if (status == null || status != OK) {
        return failed(MlpAnswer.Kind.UNREACHABLE, "HTTP status " + status);
      }
      return answer(way, request, askedAt, document);
    } catch (MalformedMessageException e) {
      return failed(MlpAnswer.Kind.PROTOCOL, "malformed answer: " + e.getMessage());
    } catch (Exception e) {
      return failed(e);
    }
  }

  /** No more than is read of a document; one that is longer is refused by its reader. */
  private static byte[] document(Exchange exchange) throws IOException {
    try (InputStream body = exchange.getMessage().getBody(InputStream.class)) {
      return body == null ? new byte[0] : body.readNBytes(MlpResults.MOST_OCTETS + 1);
    }
  }

  private MlpAnswer answer(Way way, MlpRequest request, Instant askedAt, byte[] document)
      throws MalformedMessageException {
    MlpResult result = MlpResults.read(document);
    if (!isAnswerTo(request, result.service())) {
      return result.service() == MlpService.GEM
          ? new MlpAnswer.Failed(MlpAnswer.Kind.RESULT, result.result(), "general error")
          : failed(MlpAnswer.Kind.PROTOCOL, "the answer to another request");
    }
    if (request instanceof MlpRequest.Immediate immediate) {
      String server = way.link().name();
      String dialogue = Long.toString(dialogues.incrementAndGet());
      Origin origin = new Origin(clock.instant(), new Place.Dialogue(server, dialogue));
      List<LocationReport> reports =
          MlpReports.asked(result, document, origin, server, immediate.subscriber(), askedAt);
      if (!reports.isEmpty()) {
        return new MlpAnswer.Told(reports);
      }
    }
    String id = result.requestId();
    if (id != null && result.isGood()) {
      return new MlpAnswer.Accepted(id);
    }
    return new MlpAnswer.Failed(MlpAnswer.Kind.RESULT, result.result(), "no success");
  }

  private static boolean isAnswerTo(MlpRequest request, MlpService service) {
    if (request instanceof MlpRequest.Immediate) {
      return service == MlpService.SLIA;
    }
    return service
        == (request instanceof MlpRequest.Triggered ? MlpService.TLRA : MlpService.TLRSA);
  }

  private static MlpAnswer failed(@Nullable Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SocketTimeoutException) {
        return failed(MlpAnswer.Kind.TIMEOUT, "no answer in time");
      }
    }
    String why = e == null ? "no answer" : e.getClass().getSimpleName();
    return failed(MlpAnswer.Kind.UNREACHABLE, why);
  }

  private static MlpAnswer failed(MlpAnswer.Kind kind, String detail) {
    return new MlpAnswer.Failed(kind, null, detail);
  }

  /** Sends nothing any more; who waits is still answered, within seconds. */
  @Override
  public void close() {
    ways.values().forEach(way -> way.threads().shutdown());
    for (Way way : ways.values()) {
      try {
        if (!way.threads().awaitTermination(DRAIN_SECONDS, TimeUnit.SECONDS)) {
          way.threads().shutdownNow();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      ServiceHelper.stopService(way.producer());
      way.meters().close();
    }
  }
}
