package org.pna.simulator;

import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.pna.simulator.Answer.Outcome;

/** Reads what TCAP brings back (Q.773 clause 3), independently of the gateway's own codec. */
final class AnswerReader {
  private static final int END = 0x64;
  private static final int ABORT = 0x67;
  private static final int DTID = 0x49;
  private static final int DIALOGUE_PORTION = 0x6b;
  private static final int COMPONENTS = 0x6c;
  private static final int[] AARE = {DIALOGUE_PORTION, 0x28, 0xa0, 0x61};

  /** MM event reporting context v3, 0.4.0.0.1.0.42.3. */
  private static final byte[] MM_EVENT = {0x04, 0, 0, 0x01, 0, 0x2a, 0x03};

  /** Subscriber data modification notification context v3, 0.4.0.0.1.0.22.3. */
  private static final byte[] DATA_MODIFICATION = {0x04, 0, 0, 0x01, 0, 0x16, 0x03};

  private AnswerReader() {}

  /** The transaction id that the answer is for, or null if it cannot be told. */
  static @Nullable Integer transaction(byte[] tcap) {
    Ber all = Ber.ofValue(tcap);
    for (int tag : new int[] {END, ABORT, 0x65}) {
      Ber id = all.find(tag, DTID);
      if (id != null && id.value().length == 4) {
        return id.number();
      }
    }
    return null;
  }

  /** How the dialogue ended. */
  static Answer read(byte[] tcap) {
    String hex = HexFormat.of().formatHex(tcap);
    Ber all = Ber.ofValue(tcap);
    Ber abort = all.child(ABORT);
    if (abort != null) {
      Ber cause = abort.child(0x4a);
      return cause == null
          ? new Answer(Outcome.USER_ABORT, -1, hex)
          : new Answer(Outcome.PROVIDER_ABORT, cause.number(), hex);
    }
    Ber end = all.child(END);
    Ber components = end == null ? null : end.child(COMPONENTS);
    if (end == null || components == null) {
      return new Answer(Outcome.MALFORMED, -1, hex);
    }
    Ber reject = components.child(0xa4);
    if (reject != null) {
      return new Answer(Outcome.REJECT, problem(reject), hex);
    }
    if (!isAccepted(end)) {
      return new Answer(Outcome.MALFORMED, -1, hex);
    }
    Ber error = components.find(0xa3, 0x02);
    if (error != null) {
      return new Answer(Outcome.ERROR, errorCode(components), hex);
    }
    return new Answer(
        components.find(0xa2, 0x02) == null ? Outcome.MALFORMED : Outcome.RESULT, -1, hex);
  }

  /** The second INTEGER of ReturnError; the first is the invoke id. */
  private static int errorCode(Ber components) {
    Ber error = components.child(0xa3);
    byte[] value = error == null ? new byte[0] : error.value();
    return value.length >= 6 && value[0] == 0x02 && value[1] == 0x01 && value[3] == 0x02
        ? value[5] & 0xff
        : -1;
  }

  private static int problem(Ber reject) {
    for (int tag = 0x80; tag <= 0x83; tag++) {
      Ber problem = reject.child(tag);
      if (problem != null) {
        return problem.number();
      }
    }
    return -1;
  }

  private static boolean isAccepted(Ber end) {
    Ber aare = end.find(AARE);
    Ber context = aare == null ? null : aare.find(0xa1, 0x06);
    Ber result = aare == null ? null : aare.find(0xa2, 0x02);
    return context != null
        && (Arrays.equals(context.value(), MM_EVENT)
            || Arrays.equals(context.value(), DATA_MODIFICATION))
        && result != null
        && result.number() == 0;
  }
}
