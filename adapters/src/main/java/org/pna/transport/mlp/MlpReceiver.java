package org.pna.transport.mlp;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.net.SocketAddress;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpConstants;
import org.apache.camel.support.AsyncProcessorSupport;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.Place;
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
 * for a slrep with slra; 400 with the reason if it cannot be read, 403 to strangers, 503 if it
 * could not be taken and may be sent again.
 */
public final class MlpReceiver extends AsyncProcessorSupport {
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int UNAVAILABLE = 503;
  private static final String RETRY_SECONDS = "10";

  private final Map<String, MlpLink> senders = new HashMap<>();
  private final ReportTaker taker;
  private final InstantSource clock;
  private final TransportMeters meters;
  private final AtomicLong dialogues = new AtomicLong();

  /**
   * @param links whose reports are taken
   * @param taker takes each report
   * @param meters gets the counter {@code pna.mlp.reports} by end
   */
  public MlpReceiver(
      List<MlpLink> links, ReportTaker taker, InstantSource clock, MeterRegistry meters) {
    links.forEach(link -> link.senders().forEach(sender -> senders.put(sender, link)));
    this.taker = taker;
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
      taken(exchange, link, result);
      callback.done(true);
      return true;
    }
    AtomicInteger left = new AtomicInteger(reports.size());
    AtomicInteger failed = new AtomicInteger();
    for (LocationReport report : reports) {
      taker.take(
          report,
          accepted -> {
            if (!accepted) {
              failed.incrementAndGet();
            }
            if (left.decrementAndGet() == 0) {
              finish(exchange, link, result, failed.get());
              callback.done(false);
            }
          });
    }
    return false;
  }

  private void finish(Exchange exchange, MlpLink link, MlpResult result, int failed) {
    if (failed == 0) {
      taken(exchange, link, result);
    } else {
      exchange.getMessage().setHeader("Retry-After", RETRY_SECONDS);
      answer(exchange, UNAVAILABLE, "not taken: try again later");
    }
  }

  private void taken(Exchange exchange, MlpLink link, MlpResult result) {
    answer(exchange, OK, "");
    if (result.service() == MlpService.SLREP) {
      exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "text/xml; charset=UTF-8");
      exchange.getMessage().setBody(MlpRequests.acknowledge(ResultCode.OK, "OK", link.version()));
    }
  }

  private static @Nullable String sender(Exchange exchange) {
    Object address = exchange.getMessage().getHeader(VertxPlatformHttpConstants.REMOTE_ADDRESS);
    return address instanceof SocketAddress socket ? socket.hostAddress() : null;
  }

  private void answer(Exchange exchange, int status, String text) {
    meters.count("pna.mlp.reports", "status", Integer.toString(status));
    exchange.getMessage().removeHeaders("*", "Retry-After");
    exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "text/plain; charset=UTF-8");
    exchange.getMessage().setBody(text);
  }
}
