package org.pna.simulator;

import java.util.List;
import java.util.SplittableRandom;

/**
 * How a simulated HSS takes a request.
 *
 * @param kind in a word
 * @param code of a result; else 0
 */
public record HssReaction(Kind kind, int code) {
  /** As it should. */
  public static final HssReaction ANSWER = of(Kind.ANSWER);

  /** What it does. */
  public enum Kind {
    /** What it was asked, and says so. */
    ANSWER,
    /** It does what is asked, and the answer is lost on its way. */
    LOSE,
    /** It hears nothing of the request. */
    IGNORE,
    /** Experimental-Result of TS 29.329. */
    EXPERIMENTAL,
    /** Result-Code of the base protocol. */
    RESULT,
    /** User-Data that is no document. */
    GARBLE,
    /** Success without User-Data. */
    WITHOUT_DATA,
    /** It cuts the connection. */
    DISCONNECT
  }

  /** Chooses a reaction for each request; called by one thread at a time for each connection. */
  @FunctionalInterface
  public interface Chooser {
    /**
     * The next reaction.
     *
     * @param command 306 User-Data, 308 Subscribe-Notifications
     */
    HssReaction next(int command);
  }

  /** A reaction without a code. */
  public static HssReaction of(Kind kind) {
    return new HssReaction(kind, 0);
  }

  /** An Experimental-Result-Code. */
  public static HssReaction experimental(int code) {
    return new HssReaction(Kind.EXPERIMENTAL, code);
  }

  /** A Result-Code. */
  public static HssReaction result(int code) {
    return new HssReaction(Kind.RESULT, code);
  }

  /**
   * Experimental errors and lost answers by chance, the same with each run over one connection.
   *
   * @param errors share of requests that get an error, 0 to 1
   * @param codes the errors, one as often as the other
   * @param lost share of the other requests whose answer is lost, 0 to 1
   * @param seed of the chance
   */
  public static Chooser chance(double errors, List<Integer> codes, double lost, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return command -> {
      synchronized (random) {
        if (random.nextDouble() < errors) {
          return experimental(codes.get(random.nextInt(codes.size())));
        }
        return random.nextDouble() < lost ? of(Kind.LOSE) : ANSWER;
      }
    };
  }
}
