package org.pna.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class StepsInOrderTest {
  private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());
  private final List<String> heard = new ArrayList<>();
  private final Deque<Runnable> later = new ArrayDeque<>();

  private Processor says(String word) {
    return ignored -> heard.add(word);
  }

  /** A step that ends when somebody else says so. */
  private final class Waits extends AsyncProcessorSupport {
    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
      later.add(() -> callback.done(false));
      return false;
    }
  }

  private boolean run(Processor... steps) {
    return new StepsInOrder(List.of(steps))
        .process(exchange, doneHere -> heard.add("done " + doneHere));
  }

  @Test
  void stepsRunInTheirOrder() {
    assertThat(run(says("1"), says("2"), says("3"))).isTrue();
    assertThat(heard).containsExactly("1", "2", "3", "done true");
  }

  @Test
  void whatFollowsAStepThatWaitsFollowsWhenItEnds() {
    assertThat(run(says("1"), new Waits(), says("2"), new Waits(), says("3"))).isFalse();
    assertThat(heard).containsExactly("1");
    later.remove().run();
    assertThat(heard).containsExactly("1", "2");
    later.remove().run();
    assertThat(heard).containsExactly("1", "2", "3", "done false");
  }

  @Test
  void anExceptionEndsIt() {
    RuntimeException fault = new IllegalStateException();
    Processor broken =
        ignored -> {
          throw fault;
        };
    assertThat(run(says("1"), broken, says("2"))).isTrue();
    assertThat(heard).containsExactly("1", "done true");
    assertThat(exchange.getException()).isSameAs(fault);
  }

  @Test
  void anErrorBehindAStepThatWaitsEndsItToo() {
    Processor broken =
        ignored -> {
          throw new StackOverflowError();
        };
    run(new Waits(), broken, says("1"));
    later.remove().run();
    assertThat(heard).containsExactly("done false");
    assertThat(exchange.getException(StackOverflowError.class)).isNotNull();
  }

  @Test
  void aStepMayEndTheRoute() {
    run(says("1"), stopped -> stopped.setRouteStop(true), says("2"));
    assertThat(heard).containsExactly("1", "done true");
    assertThat(exchange.getException()).isNull();
  }
}
