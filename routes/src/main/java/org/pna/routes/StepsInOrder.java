package org.pna.routes;

import java.util.List;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.AsyncProcessorSupport;

/**
 * The steps of a route as one processor. Camel gives each processor of a route an error handler and
 * a place among its tasks, which costs more than most of the steps.
 */
final class StepsInOrder extends AsyncProcessorSupport {
  private final List<Processor> steps;

  StepsInOrder(List<Processor> steps) {
    this.steps = List.copyOf(steps);
  }

  @Override
  public boolean process(Exchange exchange, AsyncCallback callback) {
    boolean here = goOn(exchange, 0, callback);
    if (here) {
      callback.done(true);
    }
    return here;
  }

  /**
   * @return whether this is the end; false: somebody else goes on, or has ended it
   */
  private boolean goOn(Exchange exchange, int from, AsyncCallback callback) {
    for (int i = from; i < steps.size() && !isOver(exchange); i++) {
      if (!isDone(exchange, i, callback)) {
        return false;
      }
    }
    return true;
  }

  private boolean isDone(Exchange exchange, int step, AsyncCallback callback) {
    try {
      if (steps.get(step) instanceof AsyncProcessor async) {
        return async.process(
            exchange,
            doneHere -> {
              if (!doneHere && goOn(exchange, step + 1, callback)) {
                callback.done(false);
              }
            });
      }
      steps.get(step).process(exchange);
    } catch (Exception | Error e) { // the sender must hear of it, whatever it is
      exchange.setException(e);
    }
    return true;
  }

  private static boolean isOver(Exchange exchange) {
    return exchange.getException() != null || exchange.isRouteStop();
  }
}
