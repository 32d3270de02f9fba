package org.pna.transport.mlp;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.net.SocketAddress;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConstants;
import org.apache.camel.support.AsyncProcessorSupport;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.Place;
import org.pna.model.Refusal;
import org.pna.model.RefusalListener;
import org.pna.model.ReportingNode;
import org.pna.model.message.Origin;
import org.pna.model.message.mlp.LocationReport;
import org.pna.model.message.mlp.MlpResult;
import org.pna.model.message.mlp.MlpService;
import org.pna.model.message.mlp.ResultCode;
import org.pna.transport.meters.TransportMeters;
import org.pna.transport.mlp.codec.MlpReports;
import org.pna.transport.mlp.codec.MlpRequests;
import org.pna.transport.mlp.codec.MlpResults;
import org.slf4j.LoggerFactory;

/**
 * Takes what location servers post to us (slrep, slirep, tlrep) and answers once it is safe: 200,
 * for a slrep with slra; 400 with the reason if it cannot be read, 403 to strangers, 503 if there
 * was no room and it may be sent again: then its subscribers are suspect (rule T1). What is refused
 * for good gets 200 with the result, in slra or gem: it would be refused again.
 */
public final class MlpReceiver extends AsyncProcessorSupport {
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int UNAVAILABLE = 503;
  private static final ResultCode NO_ROOM = ResultCode.CONGESTION_IN_LOCATION_SERVER;
  private static final String RETRY_SECONDS = "10";

  private final Map<String, MlpLink> senders = new HashMap<>();
  private final ReportTaker taker;
  private final RefusalListener refusals;
  private final InstantSource clock;
  private final TransportMeters meters;
  private final AtomicLong dialogues = new AtomicLong();

  /**
   * @param links whose reports are taken
   * @param taker takes each report
   * @param refusals told of each for which there was no room
   * @param meters gets the counter {@code pna.mlp.reports} by status and result
   */
  public MlpReceiver(
      List<MlpLink> links,
      ReportTaker taker,
      RefusalListener refusals,
      InstantSource clock,
      MeterRegistry meters) {
    links.forEach(link -> link.senders().forEach(sender -> senders.put(sender, link)));
    this.taker = taker;
    this.refusals = refusals;
    this.clock = clock;
    this.meters =
        new TransportMeters(
            meters, LoggerFactory.getLogger(MlpReceiver.class), "link", "mlp", "Receiver");
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    MlpLink link = senders.get(sender(exchange));
    if (link == null) {
      answer(exchange, FORBIDDEN, "not one of our location servers");
      callback.done(true);
      return true;
    }
    byte[] body = exchange.getMessage().getBody(byte[].class);
    byte[] document = body == null ? new byte[0] : body;
    MlpResult result;
    try {
      result = MlpResults.read(document);
    } catch (MalformedMessageException e) {
      meters.warn("malformed report of " + link.name() + ": " + e.getMessage());
      answer(exchange, BAD_REQUEST, String.valueOf(e.getMessage()));
      callback.done(true);
      return true;
    }
    String dialogue = "r" + dialogues.incrementAndGet();
    Origin origin = new Origin(clock.instant(), new Place.Dialogue(link.name(), dialogue));
    List<LocationReport> reports = MlpReports.unasked(result, document, origin, link.name());
    if (reports.isEmpty()) {
      finish(exchange, link, result.service(), ResultCode.OK);
      callback.done(true);
      return true;
    }
    AtomicInteger left = new AtomicInteger(reports.size());
    AtomicReference<ResultCode> worst = new AtomicReference<>(ResultCode.OK);
    for (LocationReport report : reports) {
      taker.take(
          report,
          result.requestId(),
          end -> {
            if (end.equals(NO_ROOM)) {
              refusals.refused(
                  new Refusal(
                      report.origin(),
                      report.subscriber(),
                      new ReportingNode(null, link.name()),
                      null,
                      "overloaded"));
            }
            worst.accumulateAndGet(end, MlpReceiver::worse);
            if (left.decrementAndGet() == 0) {
              finish(exchange, link, result.service(), Objects.requireNonNull(worst.get()));
              callback.done(false);
            }
          });
    }
    return false;
  }

  /** What may be sent again is: then also the rest of it. Else the first that is wrong. */
  private static ResultCode worse(ResultCode before, ResultCode next) {
    return before.equals(NO_ROOM) || (!next.equals(NO_ROOM) && !before.equals(ResultCode.OK))
        ? before
        : next;
  }

  private void finish(Exchange exchange, MlpLink link, MlpService service, ResultCode result) {
    boolean isFull = result.equals(NO_ROOM);
    answer(exchange, isFull ? UNAVAILABLE : OK, result, "");
    if (isFull) {
      exchange.getMessage().setHeader("Retry-After", RETRY_SECONDS);
    }
    if (service == MlpService.SLREP || !result.equals(ResultCode.OK)) {
      exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "text/xml; charset=UTF-8");
      String words = words(result);
      exchange
          .getMessage()
          .setBody(
              service == MlpService.SLREP
                  ? MlpRequests.acknowledge(result, words, link.version())
                  : MlpRequests.error(result, words, link.version()));
    }
  }

  private static String words(ResultCode result) {
    if (result.equals(ResultCode.OK)) {
      return "OK";
    } else if (result.equals(NO_ROOM)) {
      return "CONGESTION IN LOCATION SERVER";
    } else if (result.equals(ResultCode.UNKNOWN_SUBSCRIBER)) {
      return "UNKNOWN SUBSCRIBER";
    }
    return result.equals(ResultCode.POSITIONING_NOT_ALLOWED)
        ? "POSITIONING NOT ALLOWED"
        : "UNSPECIFIED ERROR";
  }

  private static @Nullable String sender(Exchange exchange) {
    Object address = exchange.getMessage().getHeader(VertxPlatformHttpConstants.REMOTE_ADDRESS);
    return address instanceof SocketAddress socket ? socket.hostAddress() : null;
  }

  private void answer(Exchange exchange, int status, String text) {
    answer(exchange, status, null, text);
  }

  private void answer(Exchange exchange, int status, @Nullable ResultCode result, String text) {
    meters.count(
        "pna.mlp.reports",
        "status",
        Integer.toString(status),
        "result",
        result == null ? "none" : Integer.toString(result.id()));
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "text/plain; charset=UTF-8");
    exchange.getMessage().setBody(text);
  }
}
