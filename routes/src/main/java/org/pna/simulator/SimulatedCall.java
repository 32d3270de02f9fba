package org.pna.simulator;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** A call that a switch tells of. */
public final class SimulatedCall {
  private final CapDialogue dialogue;
  private final CompletableFuture<CapAnswer> answer;

  SimulatedCall(CapDialogue dialogue, CompletableFuture<CapAnswer> answer) {
    this.dialogue = dialogue;
    this.answer = answer;
  }

  /** What the InitialDP was answered with. */
  public CompletableFuture<CapAnswer> answer() {
    return answer;
  }

  /** Completed when the dialogue has ended. */
  public CompletableFuture<CapAnswer> closed() {
    return dialogue.closed();
  }

  /**
   * Reports an event.
   *
   * @param event EventTypeBCSM
   * @param leg 1 the calling party's, 2 the called party's
   * @throws IOException if the association is not active, or the InitialDP not answered
   */
  public void report(int event, int leg) throws IOException {
    dialogue.send(CapArguments.report(dialogue.nextInvokeId(), event, leg));
  }

  /** Reports the last event in the message that ends the dialogue. */
  public void reportAndEnd(int event, int leg) throws IOException {
    dialogue.end(CapArguments.report(dialogue.nextInvokeId(), event, leg));
  }

  /** Aborts the dialogue; the call goes on untold. */
  public void abort() throws IOException {
    dialogue.abort();
  }
}
