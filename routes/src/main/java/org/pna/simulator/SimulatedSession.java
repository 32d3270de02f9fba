package org.pna.simulator;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.pna.transport.ss7.codec.GprsReference;

/**
 * A GPRS session or PDP context that an SGSN tells of: each event in a dialogue of its own, which
 * the SGSN ends, as gprsSSFs do that close their idle dialogues.
 */
public final class SimulatedSession {
  private final SimulatedSwitch owner;
  private final CompletableFuture<CapAnswer> answer;
  private final CapDialogue first;
  private final int reference;

  SimulatedSession(
      SimulatedSwitch owner,
      CapDialogue first,
      int reference,
      CompletableFuture<CapAnswer> answer) {
    this.owner = owner;
    this.first = first;
    this.reference = reference;
    this.answer = answer;
  }

  /** What the InitialDPGPRS was answered with. */
  public CompletableFuture<CapAnswer> answer() {
    return answer;
  }

  /**
   * Ends the dialogue that began the relationship, which goes on.
   *
   * @throws IOException if the association is not active
   */
  public void idle() throws IOException {
    first.end();
  }

  /**
   * Reports an event in a dialogue of its own.
   *
   * @param event GPRSEventType
   * @param pdpId null for the only one
   * @return what it was confirmed with
   * @throws IOException if the association is not active, or the InitialDPGPRS not answered
   */
  public CompletableFuture<CapAnswer> report(int event, @Nullable Integer pdpId)
      throws IOException {
    return later(CapArguments.reportGprs(1, event, pdpId));
  }

  /** Tells likewise that a context, or without one all, was released. */
  public CompletableFuture<CapAnswer> released(@Nullable Integer pdpId) throws IOException {
    return later(CapArguments.releasedGprs(1, pdpId));
  }

  private CompletableFuture<CapAnswer> later(byte[] invoke) throws IOException {
    CapAnswer begun = answer.getNow(CapAnswer.none(0));
    Integer theirs = begun.reference();
    if (theirs == null) {
      throw new IOException("the gateway has told no reference number");
    }
    CapDialogue dialogue = owner.dialogue();
    CompletableFuture<CapAnswer> confirmed = dialogue.expect();
    owner.begin(
        dialogue,
        SimulatedSwitch.SESSIONS,
        new GprsReference(Integer.toUnsignedLong(theirs), (long) reference),
        invoke);
    return confirmed.thenApply(
        result -> {
          if (result.kind() == CapAnswer.Kind.CONTINUE) {
            try {
              dialogue.end();
            } catch (IOException e) {
              dialogue.finish(result);
            }
          }
          return result;
        });
  }
}
