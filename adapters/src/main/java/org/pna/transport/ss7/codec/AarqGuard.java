package org.pna.transport.ss7.codec;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;

/**
 * Stands in front of the stack's TCAP and lets through only what it can bear: it loses messages
 * whose AARQ leaves the protocol version to its default, and writes stack traces over malformed
 * ones.
 *
 * <table>
 * <caption>Verdicts</caption>
 * <tr><th>message</th><th>verdict</th></tr>
 * <tr><td>well formed</td><td>{@link Pass}</td></tr>
 * <tr><td>AARQ without protocol version</td><td>{@link Pass} with version 1 written in</td></tr>
 * <tr><td>Abort with a P-Abort-Cause that has no name</td><td>{@link Pass} with cause 3</td></tr>
 * <tr><td>not one whole element; Begin or Continue whose OTID cannot be read; malformed End, Abort;
 * Unidirectional, which MAP and CAP do not know</td><td>{@link Drop}</td></tr>
 * <tr><td>unknown message type with an OTID</td><td>{@link Answer}: P-Abort 0</td></tr>
 * <tr><td>Begin or Continue with a malformed transaction or dialogue portion</td><td>{@link Answer}:
 * P-Abort 2</td></tr>
 * <tr><td>Begin or Continue with a dialogue PDU that does not belong there</td><td>{@link Answer}:
 * P-Abort 3</td></tr>
 * <tr><td>Begin or Continue with a malformed component</td><td>{@link Answer}: End with Reject,
 * badlyStructuredComponent</td></tr>
 * <tr><td>Begin or Continue with a global operation code</td><td>{@link Answer}: End with Reject,
 * unrecognizedOperation</td></tr>
 * </table>
 *
 * <p>An answer to a Continue leaves our own half of the dialogue to its idle timeout.
 */
public final class AarqGuard {
  private static final byte[] VERSION = {(byte) 0x80, 2, 7, (byte) 0x80};
  private static final int OTID = 0x48;
  private static final int UNRECOGNIZED_MESSAGE_TYPE = 0;
  private static final int BADLY_FORMATTED = 2;
  private static final int INCORRECT = 3;
  private static final int RESOURCE_LIMITATION = 4;

  /** With 127, noCommonDialoguePortion, a cause of the dialogue sublayer. */
  private static final int ABNORMAL_DIALOGUE = 126;

  private static final int GENERAL_PROBLEM = 0;
  private static final int BADLY_STRUCTURED_COMPONENT = 2;
  private static final int INVOKE_PROBLEM = 1;
  private static final int UNRECOGNIZED_OPERATION = 1;

  private AarqGuard() {}

  /** What becomes of a message. */
  public sealed interface Verdict {}

  /**
   * It goes to the stack.
   *
   * @param message its octets, rewritten where needed
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Pass(byte[] message) implements Verdict {}

  /**
   * It goes nowhere and nobody is told.
   *
   * @param reason what is wrong, without any identity
   */
  public record Drop(String reason) implements Verdict {}

  /**
   * It does not reach the stack; its sender gets an answer.
   *
   * @param message the answer's octets
   * @param reason what is wrong, without any identity
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Answer(byte[] message, String reason) implements Verdict {}

  /** Judges a message: the user data of one SCCP message. Throws nothing. */
  public static Verdict check(byte[] data) {
    long otid;
    int type;
    try {
      BerReader outer = new BerReader(data, 0, data.length, "TCMessage");
      if (!outer.next() || outer.end() != data.length) {
        return new Drop("not one whole element");
      }
      type = outer.tag();
      otid = otid(outer);
    } catch (MalformedMessageException e) {
      return new Drop(reason(e));
    }
    return switch (type) {
      case 0x61 -> new Drop("unidirectional");
      case 0x62, 0x65 -> otid < 0 ? new Drop("no otid") : checkRequest(data, otid);
      case 0x64, 0x67 -> checkEnding(data);
      default ->
          otid < 0
              ? new Drop("unknown message type")
              : new Answer(
                  TcapWriter.providerAbort(otid, UNRECOGNIZED_MESSAGE_TYPE),
                  "unknown message type");
    };
  }

  /** The originating transaction id, which stands first; -1 without one. */
  private static long otid(BerReader outer) throws MalformedMessageException {
    BerReader portions = outer.contents("TCMessage");
    return portions.next() && portions.tag() == OTID ? Tcap.transactionId(portions, "otid") : -1;
  }

  private static Verdict checkRequest(byte[] data, long otid) {
    TcapMessage message;
    try {
      message = Tcap.decode(data);
    } catch (MalformedMessageException e) {
      return malformed(data, otid, reason(e));
    }
    DialoguePdu dialogue = message.dialogue();
    boolean begins = message.kind() == TcapMessage.Kind.BEGIN;
    DialoguePdu.Kind right = begins ? DialoguePdu.Kind.AARQ : DialoguePdu.Kind.AARE;
    if (dialogue != null && dialogue.kind() != right) {
      return new Answer(
          TcapWriter.providerAbort(otid, INCORRECT), dialogue.kind() + " in " + message.kind());
    }
    for (Component component : message.components()) {
      if (component.kind() == Component.Kind.INVOKE && component.globalCode() != null) {
        byte[] reject =
            TcapWriter.reject(component.invokeId(), INVOKE_PROBLEM, UNRECOGNIZED_OPERATION);
        return new Answer(TcapWriter.end(otid, accepted(message), reject), "global operation code");
      }
    }
    if (dialogue != null && begins && !dialogue.hasVersion()) {
      return withVersion(data);
    }
    return new Pass(data);
  }

  private static Verdict malformed(byte[] data, long otid, String reason) {
    TcapMessage frame;
    try {
      frame = Tcap.decode(data, false);
    } catch (MalformedMessageException e) {
      return new Answer(TcapWriter.providerAbort(otid, BADLY_FORMATTED), reason);
    }
    byte[] reject = TcapWriter.reject(Component.NONE, GENERAL_PROBLEM, BADLY_STRUCTURED_COMPONENT);
    return new Answer(TcapWriter.end(otid, accepted(frame), reject), reason);
  }

  private static Verdict checkEnding(byte[] data) {
    try {
      TcapMessage message = Tcap.decode(data);
      DialoguePdu dialogue = message.dialogue();
      if (message.abortCause() > RESOURCE_LIMITATION && message.abortCause() < ABNORMAL_DIALOGUE) {
        return new Pass(TcapWriter.providerAbort(message.dtid(), INCORRECT));
      }
      if (dialogue == null
          || dialogue.kind() == DialoguePdu.Kind.AARE
          || (dialogue.kind() == DialoguePdu.Kind.ABRT
              && message.kind() == TcapMessage.Kind.ABORT)) {
        return new Pass(data);
      }
      return new Drop(dialogue.kind() + " in " + message.kind());
    } catch (MalformedMessageException e) {
      return new Drop(reason(e));
    }
  }

  /** The context to accept in a first backward message. */
  private static @Nullable String accepted(TcapMessage message) {
    DialoguePdu dialogue = message.dialogue();
    return message.kind() == TcapMessage.Kind.BEGIN && dialogue != null
        ? dialogue.applicationContext()
        : null;
  }

  private static Verdict withVersion(byte[] data) {
    try {
      return new Pass(insert(data, 0, data.length, 0x62, 0x6b, 0x28, 0xa0, 0x60));
    } catch (MalformedMessageException e) {
      return new Drop(reason(e));
    }
  }

  /**
   * Writes the version in at the end of a path of tags.
   *
   * @param path tags from the outermost element inward
   * @return the elements from offset on, with the first one of the path's tag changed
   */
  private static byte[] insert(byte[] data, int offset, int length, int... path)
      throws MalformedMessageException {
    if (path.length == 0) {
      byte[] contents = Arrays.copyOf(VERSION, VERSION.length + length);
      System.arraycopy(data, offset, contents, VERSION.length, length);
      return contents;
    }
    BerReader elements = new BerReader(data, offset, length, "AARQ");
    do {
      if (!elements.next()) {
        throw Tcap.mistyped("AARQ", "not found");
      }
    } while (elements.tag() != path[0]);
    int[] rest = Arrays.copyOfRange(path, 1, path.length);
    byte[] changed =
        BerWriter.element(path[0], insert(data, elements.offset(), elements.length(), rest));
    byte[] out = Arrays.copyOfRange(data, offset, elements.start());
    int after = offset + length - elements.end();
    byte[] whole = Arrays.copyOf(out, out.length + changed.length + after);
    System.arraycopy(changed, 0, whole, out.length, changed.length);
    System.arraycopy(data, elements.end(), whole, out.length + changed.length, after);
    return whole;
  }

  private static String reason(MalformedMessageException e) {
    return String.valueOf(e.getMessage());
  }
}
