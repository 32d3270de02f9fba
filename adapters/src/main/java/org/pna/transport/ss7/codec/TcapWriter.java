package org.pna.transport.ss7.codec;

import org.jspecify.annotations.Nullable;

/**
 * Writes TCAP messages (Q.773) with transaction ids of four octets; a peer's has as many as it came
 * with where it is given as {@link Tcap#peer} read it.
 */
public final class TcapWriter {
  private static final byte[] NONE = {};
  private static final byte[] VERSION = {(byte) 0x80, 2, 7, (byte) 0x80};
  private static final int REJECT_PERMANENT = 1;
  private static final int CONTEXT_NOT_SUPPORTED = 2;

  private TcapWriter() {}

  /**
   * TC-BEGIN.
   *
   * @param otid our transaction id, 0 to 2^32 - 1
   * @param applicationContext dotted; null for no dialogue portion
   * @param components as made here, or none
   */
  public static byte[] begin(long otid, @Nullable String applicationContext, byte[]... components) {
    return begin(otid, applicationContext, (GprsReference) null, components);
  }

  /**
   * TC-BEGIN of a GPRS dialogue.
   *
   * @param reference in the user information of the AARQ; null for none
   */
  public static byte[] begin(
      long otid,
      @Nullable String applicationContext,
      @Nullable GprsReference reference,
      byte[]... components) {
    return BerWriter.element(
        0x62,
        transactionId(0x48, otid),
        applicationContext == null ? NONE : request(applicationContext, reference),
        components.length == 0 ? NONE : BerWriter.element(0x6c, components));
  }

  /**
   * TC-CONTINUE.
   *
   * @param otid our transaction id
   * @param dtid the peer's
   * @param accepted the context that an AARE accepts, in the first backward message; else null
   * @param components as made here, or none
   */
  public static byte[] continuing(
      long otid, long dtid, @Nullable String accepted, byte[]... components) {
    return continuing(otid, dtid, accepted, (GprsReference) null, components);
  }

  /**
   * TC-CONTINUE of a GPRS dialogue.
   *
   * @param reference in the user information of the AARE, if this has one; null for none
   */
  public static byte[] continuing(
      long otid,
      long dtid,
      @Nullable String accepted,
      @Nullable GprsReference reference,
      byte[]... components) {
    return BerWriter.element(
        0x65,
        transactionId(0x48, otid),
        transactionId(0x49, dtid),
        accepted == null ? NONE : response(accepted, 0, 0, reference),
        components.length == 0 ? NONE : BerWriter.element(0x6c, components));
  }

  /**
   * TC-END.
   *
   * @param dtid the peer's transaction id
   * @param accepted the context that an AARE accepts, if this is the first backward message; else
   *     null
   * @param components as made here, or none
   */
  public static byte[] end(long dtid, @Nullable String accepted, byte[]... components) {
    return end(dtid, accepted, (GprsReference) null, components);
  }

  /**
   * TC-END of a GPRS dialogue.
   *
   * @param reference in the user information of the AARE, if this has one; null for none
   */
  public static byte[] end(
      long dtid,
      @Nullable String accepted,
      @Nullable GprsReference reference,
      byte[]... components) {
    return BerWriter.element(
        0x64,
        transactionId(0x49, dtid),
        accepted == null ? NONE : response(accepted, 0, 0, reference),
        components.length == 0 ? NONE : BerWriter.element(0x6c, components));
  }

  /**
   * TC-U-ABORT.
   *
   * @param dtid the peer's transaction id
   * @param userInformation whole elements of the user's abort reason (EXTERNAL), or none
   */
  public static byte[] userAbort(long dtid, byte[]... userInformation) {
    byte[] source = {(byte) 0x80, 1, 0};
    byte[] information =
        userInformation.length == 0 ? NONE : BerWriter.element(0xbe, userInformation);
    return BerWriter.element(
        0x67, transactionId(0x49, dtid), dialogue(BerWriter.element(0x64, source, information)));
  }

  /** TC-U-ABORT that says: this application context is not supported (Q.774 clause 3.2.1.2). */
  public static byte[] contextNotSupported(long dtid, String applicationContext) {
    return BerWriter.element(
        0x67,
        transactionId(0x49, dtid),
        response(applicationContext, REJECT_PERMANENT, CONTEXT_NOT_SUPPORTED, null));
  }

  /**
   * TC-P-ABORT.
   *
   * @param dtid the peer's transaction id
   * @param cause Q.773 table 9: 0 unrecognizedMessageType, 1 unrecognizedTransactionID, 2
   *     badlyFormattedTransactionPortion, 3 incorrectTransactionPortion, 4 resourceLimitation
   */
  public static byte[] providerAbort(long dtid, int cause) {
    return BerWriter.element(0x67, transactionId(0x49, dtid), BerWriter.integer(0x4a, cause));
  }

  /**
   * An Invoke.
   *
   * @param invokeId -128 to 127
   * @param operation local operation code
   * @param parameter the whole parameter with its tag, or empty
   */
  public static byte[] invoke(int invokeId, int operation, byte[] parameter) {
    return BerWriter.element(
        0xa1, BerWriter.integer(0x02, invokeId), BerWriter.integer(0x02, operation), parameter);
  }

  /** A ReturnResultLast without operation and parameter. */
  public static byte[] result(int invokeId) {
    return BerWriter.element(0xa2, BerWriter.integer(0x02, invokeId));
  }

  /** A ReturnResultLast with its operation and the whole parameter. */
  public static byte[] result(int invokeId, int operation, byte[] parameter) {
    return BerWriter.element(
        0xa2,
        BerWriter.integer(0x02, invokeId),
        BerWriter.element(0x30, BerWriter.integer(0x02, operation), parameter));
  }

  /** A ReturnError with a local error code. */
  public static byte[] error(int invokeId, int code) {
    return BerWriter.element(
        0xa3, BerWriter.integer(0x02, invokeId), BerWriter.integer(0x02, code));
  }

  /**
   * A Reject.
   *
   * @param invokeId of the rejected component, or {@link Component#NONE}
   * @param problem kind of problem, 0 general, 1 invoke, 2 return result, 3 return error
   * @param code problem code (Q.773 tables 24 to 27)
   */
  public static byte[] reject(int invokeId, int problem, int code) {
    byte[] id =
        invokeId == Component.NONE ? BerWriter.element(0x05) : BerWriter.integer(0x02, invokeId);
    return BerWriter.element(0xa4, id, BerWriter.integer(0x80 + problem, code));
  }

  private static byte[] request(String applicationContext, @Nullable GprsReference reference) {
    return dialogue(
        BerWriter.element(0x60, VERSION, context(applicationContext), userInformation(reference)));
  }

  private static byte[] userInformation(@Nullable GprsReference reference) {
    return reference == null ? NONE : BerWriter.element(0xbe, reference.external());
  }

  private static byte[] response(
      String applicationContext, int result, int diagnostic, @Nullable GprsReference reference) {
    return dialogue(
        BerWriter.element(
            0x61,
            VERSION,
            context(applicationContext),
            BerWriter.element(0xa2, BerWriter.integer(0x02, result)),
            BerWriter.element(0xa3, BerWriter.element(0xa1, BerWriter.integer(0x02, diagnostic))),
            userInformation(reference)));
  }

  private static byte[] context(String applicationContext) {
    return BerWriter.element(0xa1, ObjectIdentifiers.element(applicationContext));
  }

  private static byte[] dialogue(byte[] pdu) {
    return BerWriter.element(
        0x6b,
        BerWriter.element(
            0x28,
            BerWriter.element(0x06, ObjectIdentifiers.DIALOGUE),
            BerWriter.element(0xa0, pdu)));
  }

  /** An id of four octets, or of fewer where {@link Tcap#peer} says so. */
  private static byte[] transactionId(int tag, long id) {
    byte[] octets = new byte[4 - (int) (id >>> 32 & 3)];
    for (int i = octets.length - 1, shift = 0; i >= 0; i--, shift += 8) {
      octets[i] = (byte) (id >> shift);
    }
    return BerWriter.element(tag, octets);
  }
}
