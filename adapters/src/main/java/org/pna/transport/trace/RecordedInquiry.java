package org.pna.transport.trace;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.MalformedMessageException;
import org.pna.model.SubscriberId;
import org.pna.transport.ss7.codec.Component;
import org.pna.transport.ss7.codec.InterrogationCodec;
import org.pna.transport.ss7.codec.SubscriptionCodec;

/**
 * A dialogue in which a home location register is asked: a result says of whom and of when it is
 * only together with its request (rule T3).
 *
 * <p>Bound: {@value #MAX_OPEN} requests of a dialogue that wait for their results; one beyond them
 * is not noted, so that its result is no event.
 */
final class RecordedInquiry implements DialogueUser {
  private static final int MAX_OPEN = 16;

  /** A request that waits for its result. */
  private record Request(
      int operation, SubscriberId subscriber, @Nullable Domain domain, Instant askedAt) {}

  private final Map<Integer, Request> requests = new HashMap<>(4);

  @Override
  public boolean invoke(Said said, Component invoke) throws MalformedMessageException {
    int offset = invoke.parameterOffset();
    int length = invoke.parameterLength();
    Request request =
        switch (invoke.code()) {
          case InterrogationCodec.OPERATION -> {
            InterrogationCodec.Request asked =
                InterrogationCodec.request(said.data(), offset, length);
            yield new Request(
                invoke.code(), asked.subscriber(), asked.domain(), said.origin().time());
          }
          case SubscriptionCodec.OPERATION ->
              new Request(
                  invoke.code(),
                  SubscriptionCodec.request(said.data(), offset, length).subscriber(),
                  null,
                  said.origin().time());
          default -> null;
        };
    if (request != null && requests.size() < MAX_OPEN) {
      requests.putIfAbsent(invoke.invokeId(), request);
    }
    return false; // a question tells nothing of its subscriber
  }

  @Override
  public void result(Said said, Component result) throws MalformedMessageException {
    Request request = requests.remove(result.invokeId());
    if (request == null) {
      return;
    }
    int offset = result.parameterOffset();
    int length = result.parameterLength();
    List<SubscriberId> subscriber = List.of(request.subscriber());
    said.listener()
        .event(
            request.operation() == InterrogationCodec.OPERATION
                ? InterrogationCodec.result(
                    said.data(),
                    offset,
                    length,
                    said.origin(),
                    said.fingerprint(result),
                    said.calling(),
                    subscriber,
                    request.askedAt(),
                    request.domain())
                : SubscriptionCodec.result(
                    said.data(),
                    offset,
                    length,
                    said.origin(),
                    said.fingerprint(result),
                    said.calling(),
                    subscriber,
                    request.askedAt()));
  }
}
