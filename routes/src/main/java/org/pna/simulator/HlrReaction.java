package org.pna.simulator;

import java.util.List;
import java.util.SplittableRandom;

/**
 * How a simulated HLR takes a request.
 *
 * @param kind in a word
 * @param code of an error, a P-Abort or a return; else 0
 */
public record HlrReaction(Kind kind, int code) {
  /** As it should. */
  public static final HlrReaction ANSWER = of(Kind.ANSWER);

  /** What it does. */
  public enum Kind {
    /** The result, in TC-END. */
    ANSWER,
    /** The result in TC-CONTINUE; the other side has to end the dialogue. */
    ANSWER_IN_CONTINUE,
    /** TC-CONTINUE that accepts the dialogue, then the result in TC-END. */
    CONTINUE_FIRST,
    /** It does what is asked, and the result is lost on its way. */
    LOSE,
    /** It hears nothing of the request. */
    IGNORE,
    /** ReturnError. */
    ERROR,
    /** Reject of the invoke, unrecognized operation. */
    REJECT,
    /** A result that cannot be decoded. */
    GARBLE,
    /** TC-U-ABORT. */
    USER_ABORT,
    /** TC-P-ABORT. */
    PROVIDER_ABORT,
    /** AARE that refuses the application context. */
    REFUSE_CONTEXT,
    /** The result under an application context that was not asked for. */
    OTHER_CONTEXT,
    /** The network gives the request back (UDTS). */
    RETURN
  }

  /** Chooses a reaction for each request; called by one thread at a time. */
  @FunctionalInterface
  public interface Chooser {
    /**
     * The next reaction.
     *
     * @param operation operation code of the request
     */
    HlrReaction next(int operation);
  }

  /** A reaction without a code. */
  public static HlrReaction of(Kind kind) {
    return new HlrReaction(kind, 0);
  }

  /** A ReturnError of this code. */
  public static HlrReaction error(int code) {
    return new HlrReaction(Kind.ERROR, code);
  }

  /**
   * Errors and lost answers by chance, the same with each run.
   *
   * @param errors share of requests that get an error, 0 to 1
   * @param codes the errors, one as often as the other
   * @param lost share of the other requests whose answer is lost, 0 to 1
   * @param seed of the chance
   */
  public static Chooser chance(double errors, List<Integer> codes, double lost, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return operation -> {
      if (random.nextDouble() < errors) {
        return error(codes.get(random.nextInt(codes.size())));
      }
      return random.nextDouble() < lost ? of(Kind.LOSE) : ANSWER;
    };
  }
}
