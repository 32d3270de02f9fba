package org.pna.transport.ss7.codec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One TCAP message (Q.773 clause 3.1).
 *
 * @param kind message type
 * @param otid originating transaction id, 0 to 2^32 - 1, or -1 where the message has none
 * @param dtid destination transaction id, likewise
 * @param abortCause P-Abort-Cause 0 to 127, or -1
 * @param dialogue the dialogue portion, if any
 * @param components in the order of their bytes; their parameters lie in {@code data}
 * @param data the message's octets
 */
@SuppressWarnings("ArrayRecordComponent")
public record TcapMessage(
    Kind kind,
    long otid,
    long dtid,
    int abortCause,
    @Nullable DialoguePdu dialogue,
    List<Component> components,
    byte[] data) {
  /** Message types by their tags. */
  public enum Kind {
    UNIDIRECTIONAL(0x61),
    BEGIN(0x62),
    END(0x64),
    CONTINUE(0x65),
    ABORT(0x67);

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
