package org.pna.app;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.support.service.ServiceHelper;
import org.pna.model.message.map.HlrAnswer;
import org.pna.model.message.map.HlrRequest;
import org.pna.model.message.map.HomeLocationRegister;
import org.pna.ph.Hlr;
import org.pna.ph.Hlrs;
import org.pna.ph.Way;

/** The way to the registers over the links of the configuration: {@code map:LINK}. */
final class CamelHomeLocationRegister implements HomeLocationRegister {
  private final Map<String, String> links = new HashMap<>(); // by global title
  private volatile Map<String, AsyncProducer> producers = Map.of(); // by link

  CamelHomeLocationRegister(Hlrs hlrs) {
    for (Hlr hlr : hlrs.all()) {
      if (hlr.way() instanceof Way.Map way) {
        links.put(way.globalTitle(), way.link());
      }
    }
  }

  /**
   * Opens the way; until then nobody is reached.
   *
   * @throws IllegalStateException if there is no such link
   */
  void connect(CamelContext camel) {
    Map<String, AsyncProducer> made = new HashMap<>();
    for (String link : links.values()) {
      if (!made.containsKey(link)) {
        made.put(link, CamelEntrance.producer(camel, "map:" + link));
      }
    }
    producers = Map.copyOf(made);
  }

  /** Ends it; requests under way are answered as the link sees fit. */
  void disconnect() {
    Map<String, AsyncProducer> made = producers;
    producers = Map.of();
    made.values().forEach(ServiceHelper::stopService);
  }

  @Override
  public void send(HlrRequest request, Consumer<HlrAnswer> answer) {
    String link = links.get(request.hlr());
    AsyncProducer producer = link == null ? null : producers.get(link);
    if (producer == null) {
      answer.accept(
          new HlrAnswer.Failed(HlrAnswer.Kind.UNREACHABLE, null, "there is no link to the HLR"));
      return;
    }
    Endpoint endpoint = producer.getEndpoint();
    Exchange exchange = endpoint.createExchange();
    exchange.getMessage().setBody(request);
    producer.process(exchange, doneSync -> answer.accept(answer(exchange)));
  }

  private static HlrAnswer answer(Exchange exchange) {
    Exception failure = exchange.getException();
    if (failure == null && exchange.getMessage().getBody() instanceof HlrAnswer answer) {
      return answer;
    }
    String why = failure == null ? "no answer" : failure.getClass().getSimpleName();
    return new HlrAnswer.Failed(HlrAnswer.Kind.UNREACHABLE, null, why);
  }
}
