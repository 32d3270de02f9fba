package org.pna.transport.trace;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.SubscriberId;
import org.pna.model.message.mlp.LocationReport;
import org.pna.model.message.mlp.MlpRequest;
import org.pna.model.message.mlp.MlpResult;
import org.pna.model.message.mlp.MlpService;
import org.pna.transport.mlp.codec.MlpReports;
import org.pna.transport.mlp.codec.MlpRequestReader;
import org.pna.transport.mlp.codec.MlpResults;
import org.pna.transport.mlp.codec.MlpServiceName;

/**
 * MLP of a trace, both directions: what location servers tell, asked or not, is reported; every
 * other request is counted by its service. An answer is of the moment at which it was asked for
 * (rule T3); one whose request is not in the trace is ignored as {@code unknown-dialogue}.
 */
final class RecordedMlp {
  /** Connections with a request under way; beyond it the oldest is forgotten. */
  static final int MAX_OPEN = 65_536;

  private static final int OK = 200;

  private final TraceListener listener;

  /** By the way that the answer takes. Nobody sends MLP in pipelines: one for each connection. */
  private final Map<Ends, Asked> open =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Ends, Asked> eldest) {
          return size() > MAX_OPEN;
        }
      };

  /**
   * A request.
   *
   * @param immediate whether it is a slir
   * @param subscriber whom it asks about, if it is one
   */
  private record Asked(boolean immediate, @Nullable SubscriberId subscriber, Instant at) {}

  RecordedMlp(TraceListener listener) {
    this.listener = listener;
  }

  void message(Arrival at, Ends ends, HttpMessage message) {
    int status = message.status();
    if (status / 100 == 1) {
      return; // the answer is still to come
    }
    Asked asked = status < 0 ? null : open.remove(ends);
    String service = null;
    try {
      service = MlpServiceName.of(message.body());
      if (status < 0) {
        open.remove(ends.reversed());
        request(at, ends, service, message.body());
      } else if (service != null && status == OK) {
        answer(at, ends, service, asked, message.body());
      }
    } catch (MalformedMessageException e) {
      listener.malformed(at.place(), (service == null ? "MLP" : service) + ": " + e.getMessage());
    }
  }

  private void request(Arrival at, Ends ends, @Nullable String service, byte[] document)
      throws MalformedMessageException {
    if (service == null) {
      return;
    }
    listener.operation(service);
    if (MlpService.of(service) != null) {
      List<LocationReport> reports =
          MlpReports.unasked(MlpResults.read(document), document, at.origin(), ends.source());
      if (reports.isEmpty()) {
        listener.ignored(service);
      }
      reports.forEach(listener::location);
      return;
    }
    listener.ignored(service); // a question tells nothing of its subscriber
    boolean immediate = service.equals("slir");
    open.put(
        ends.reversed(),
        new Asked(immediate, immediate ? subscriber(document) : null, at.origin().time()));
  }

  /** Of several the answer names each. */
  private static @Nullable SubscriberId subscriber(byte[] document) {
    try {
      return MlpRequestReader.read(document) instanceof MlpRequest.Immediate request
          ? request.subscriber()
          : null;
    } catch (MalformedMessageException e) {
      return null;
    }
  }

  private void answer(Arrival at, Ends ends, String service, @Nullable Asked asked, byte[] document)
      throws MalformedMessageException {
    if (!service.equals(MlpService.SLIA.specName())) {
      return; // it tells nothing of a subscriber
    }
    if (asked == null || !asked.immediate) {
      listener.ignored(RecordedDialogues.UNKNOWN_DIALOGUE);
      return;
    }
    MlpResult result = MlpResults.read(document);
    MlpReports.asked(result, document, at.origin(), ends.source(), asked.subscriber, asked.at)
        .forEach(listener::location);
  }
}
