package org.pna.transport.ss7.codec;

import org.jspecify.annotations.Nullable;

/**
 * One component of a TCAP message (Q.773 clause 3.2).
 *
 * @param kind which of the five
 * @param invokeId -128 to 127; {@link #NONE} in a Reject without one
 * @param linkedId of an Invoke, else {@link #NONE}
 * @param code local operation code of an Invoke or result, local error code of a ReturnError,
 *     problem code of a Reject; {@link #NONE} when global or absent
 * @param globalCode global operation or error code, dotted; null when local or absent
 * @param problem of a Reject, the kind of problem 0 to 3 (general, invoke, return result, return
 *     error), else {@link #NONE}
 * @param parameterOffset where the parameter's tag stands in the message
 * @param parameterLength octets of the whole parameter, 0 when absent
 */
public record Component(
    Kind kind,
    int invokeId,
    int linkedId,
    int code,
    @Nullable String globalCode,
    int problem,
    int parameterOffset,
    int parameterLength) {
  /** What stands for a number that is not there. */
  public static final int NONE = Integer.MIN_VALUE;

  /** Component types by their tags. */
  public enum Kind {
    INVOKE(0xa1),
    RETURN_RESULT_LAST(0xa2),
    RETURN_ERROR(0xa3),
    REJECT(0xa4),
    RETURN_RESULT_NOT_LAST(0xa7);

    private final int tag;

    Kind(int tag) {
      this.tag = tag;
    }

    /** Tag octet on the wire. */
    public int tag() {
      return tag;
    }
  }
}
