package org.pna.ph;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.map.HlrAnswer;
import org.pna.model.message.map.HlrRequest;
import org.pna.model.message.map.HomeLocationRegister;
import org.pna.model.message.sh.HomeSubscriberServer;
import org.pna.model.message.sh.ShAnswer;
import org.pna.model.message.sh.ShRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ways to the registers and into the route that answer exactly once, also where they fail: a
 * question whose end nobody tells would wait for ever, and keep its room.
 */
public final class OnceAnswered {
  private static final Logger LOG = LoggerFactory.getLogger(OnceAnswered.class);
  private static final HlrAnswer NOT_SENT =
      new HlrAnswer.Failed(HlrAnswer.Kind.UNREACHABLE, null, "not sent");
  private static final Entrance.End NOT_TAKEN = new Entrance.End(false, null, false, "failed");

  private final AtomicBoolean failing = new AtomicBoolean();

  private OnceAnswered() {}

  static HomeLocationRegister register(HomeLocationRegister way) {
    OnceAnswered ends = new OnceAnswered();
    return (HlrRequest request, Consumer<HlrAnswer> answer) -> {
      Consumer<HlrAnswer> once = once(answer);
      try {
        way.send(request, once);
        ends.failing.set(false);
      } catch (RuntimeException e) {
        ends.failed(e);
        once.accept(NOT_SENT);
      }
    };
  }

  /** The way to a server. */
  public static HomeSubscriberServer server(HomeSubscriberServer way) {
    OnceAnswered ends = new OnceAnswered();
    return (ShRequest request, Consumer<ShAnswer> answer) -> {
      Consumer<ShAnswer> once = once(answer);
      try {
        way.send(request, once);
        ends.failing.set(false);
      } catch (RuntimeException e) {
        ends.failed(e);
        once.accept(new ShAnswer.Failed(ShAnswer.Kind.UNREACHABLE, "not sent"));
      }
    };
  }

  /** The way into the route. */
  public static Entrance entrance(Entrance way) {
    OnceAnswered ends = new OnceAnswered();
    return (NetworkMessage message, Consumer<Entrance.End> end) -> {
      Consumer<Entrance.End> once = once(end);
      try {
        way.enter(message, once);
        ends.failing.set(false);
      } catch (RuntimeException e) {
        ends.failed(e);
        once.accept(NOT_TAKEN);
      }
    };
  }

  /** A way that goes on failing is told of once. */
  private void failed(RuntimeException e) {
    if (failing.compareAndSet(false, true)) {
      LOG.warn("A question or its answer could not go its way: {}", e.getClass().getName());
    }
    LOG.debug("It failed so", e); // may name a subscriber
  }

  private static <T> Consumer<T> once(Consumer<T> listener) {
    AtomicBoolean told = new AtomicBoolean();
    return value -> {
      if (told.compareAndSet(false, true)) {
        listener.accept(value);
      }
    };
  }
}
