package org.pna.transport.ss7.codec;

import org.jspecify.annotations.Nullable;

/**
 * The dialogue portion of a TCAP message (Q.773 clause 4.2).
 *
 * @param kind which PDU
 * @param applicationContext dotted object identifier; null in ABRT
 * @param result of AARE: 0 accepted, 1 reject-permanent; of ABRT its source: 0 user, 1 provider;
 *     else -1
 * @param diagnostic of AARE, the user's or provider's number, else -1
 * @param diagnosedByUser whether the diagnostic is the dialogue service user's
 * @param hasVersion whether AARQ or AARE names its protocol version, which may be left out
 * @param gprsReference the reference number that the user information of AARQ or AARE holds, if any
 */
public record DialoguePdu(
    Kind kind,
    @Nullable String applicationContext,
    int result,
    int diagnostic,
    boolean diagnosedByUser,
    boolean hasVersion,
    @Nullable GprsReference gprsReference) {
  /** Dialogue PDUs by their tags; a unidirectional message has AUDT under the tag of AARQ. */
  public enum Kind {
    AARQ(0x60),
    AARE(0x61),
    ABRT(0x64);

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
