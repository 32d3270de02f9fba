package org.pna.simulator;

/**
 * How a simulated GMLC takes a request.
 *
 * @param kind in a word
 * @param code of a result or an HTTP status; else 0
 */
public record GmlcReaction(Kind kind, int code) {
  /** As it should. */
  public static final GmlcReaction ANSWER = of(Kind.ANSWER);

  /** What it does. */
  public enum Kind {
    /** What it was asked, and says so. */
    ANSWER,
    /** The connection stays open, and nothing comes. */
    IGNORE,
    /** A result for the whole request. */
    RESULT,
    /** A general error message (gem) with a result. */
    GENERAL_ERROR,
    /** An HTTP status without a document. */
    STATUS,
    /** Half of the right document. */
    TRUNCATE,
    /** The right document with an external entity in it. */
    ENTITY,
    /** Status 200 and no document. */
    EMPTY,
    /** It cuts the connection. */
    DISCONNECT
  }

  /** Chooses a reaction for each request; called by one thread at a time. */
  @FunctionalInterface
  public interface Chooser {
    /**
     * The next reaction.
     *
     * @param service {@code slir}, {@code tlrr} or {@code tlrsr}
     */
    GmlcReaction next(String service);
  }

  /** A reaction without a code. */
  public static GmlcReaction of(Kind kind) {
    return new GmlcReaction(kind, 0);
  }

  /** A resid for the whole request. */
  public static GmlcReaction result(int resid) {
    return new GmlcReaction(Kind.RESULT, resid);
  }
}
