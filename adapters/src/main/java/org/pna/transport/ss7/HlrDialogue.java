package org.pna.transport.ss7;

import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.Place;
import org.pna.model.message.Origin;
import org.pna.model.message.map.HlrAnswer;
import org.pna.model.message.map.HlrAnswer.Kind;
import org.pna.model.message.map.SccpAddress;
import org.pna.transport.ss7.codec.Component;
import org.pna.transport.ss7.codec.DialoguePdu;
import org.pna.transport.ss7.codec.Fingerprints;
import org.pna.transport.ss7.codec.TcapMessage;

/** A dialogue that we began with an HLR for one invoke, and what its messages mean. */
final class HlrDialogue {
  static final int INVOKE_ID = 1;

  private static final int ACCEPTED = 0;

  private final long id;
  private final HlrInvoke invoke;
  private final Instant askedAt;
  private final Consumer<HlrAnswer> listener;
  private Deadlines.@Nullable Pending deadline;
  private @Nullable Peer peer;

  /** The other end, known since it continued the dialogue. */
  record Peer(long id, ReceivedAddress address) {}

  /**
   * @param id our transaction id
   * @param listener told of the answer
   */
  HlrDialogue(long id, HlrInvoke invoke, Instant askedAt, Consumer<HlrAnswer> listener) {
    this.id = id;
    this.invoke = invoke;
    this.askedAt = askedAt;
    this.listener = listener;
  }

  long id() {
    return id;
  }

  HlrInvoke invoke() {
    return invoke;
  }

  Consumer<HlrAnswer> listener() {
    return listener;
  }

  synchronized void expires(Deadlines.Pending atDeadline) {
    deadline = atDeadline;
  }

  synchronized void ended() {
    if (deadline != null) {
      deadline.cancel();
    }
  }

  synchronized void continued(long peerId, ReceivedAddress address) {
    peer = new Peer(peerId, address);
  }

  /** The other end; null while it has not continued the dialogue. */
  synchronized @Nullable Peer peer() {
    return peer;
  }

  static HlrAnswer failed(Kind kind, String detail) {
    return new HlrAnswer.Failed(kind, null, detail);
  }

  /**
   * What a message says. A first backward message that leaves out its AARE is taken as if it
   * accepted the context: its transaction id shows that it is the answer.
   *
   * @param now when it came
   * @param link on which it came
   * @return null when the answer is still to come
   */
  @Nullable HlrAnswer read(TcapMessage message, SccpAddress calling, Instant now, String link) {
    DialoguePdu dialogue = message.dialogue();
    if (message.kind() == TcapMessage.Kind.ABORT) {
      return failed(Kind.ABORTED, abort(message));
    }
    if (dialogue != null && dialogue.result() != ACCEPTED) {
      return failed(Kind.ABORTED, "application context refused");
    }
    if (dialogue != null && !invoke.context().equals(dialogue.applicationContext())) {
      return failed(Kind.ABORTED, "another application context");
    }
    for (Component component : message.components()) {
      HlrAnswer answer = read(component, message, calling, now, link);
      if (answer != null) {
        return answer;
      }
    }
    return message.kind() == TcapMessage.Kind.CONTINUE
        ? null
        : failed(Kind.PROTOCOL, "ended without a result");
  }

  private static String abort(TcapMessage message) {
    DialoguePdu dialogue = message.dialogue();
    if (message.abortCause() >= 0) {
      return "provider abort " + message.abortCause();
    }
    return dialogue != null && dialogue.kind() == DialoguePdu.Kind.AARE
        ? "application context refused"
        : "user abort";
  }

  private @Nullable HlrAnswer read(
      Component component, TcapMessage message, SccpAddress calling, Instant now, String link) {
    if (component.kind() == Component.Kind.REJECT) {
      int rejected = component.invokeId();
      return rejected == INVOKE_ID || rejected == Component.NONE
          ? failed(Kind.PROTOCOL, "reject " + component.problem() + "." + component.code())
          : null;
    }
    if (component.kind() == Component.Kind.INVOKE || component.invokeId() != INVOKE_ID) {
      return null;
    }
    if (component.kind() == Component.Kind.RETURN_ERROR) {
      return component.globalCode() == null
          ? new HlrAnswer.Failed(Kind.ERROR, component.code(), "error " + component.code())
          : failed(Kind.PROTOCOL, "global error code");
    }
    if (component.kind() == Component.Kind.RETURN_RESULT_NOT_LAST) {
      return failed(Kind.PROTOCOL, "result in parts");
    }
    if (component.code() != invoke.operation() && component.parameterLength() > 0) {
      return failed(Kind.PROTOCOL, "result of another operation");
    }
    try {
      return result(component, message, calling, now, link);
    } catch (MalformedMessageException e) {
      return failed(Kind.PROTOCOL, String.valueOf(e.getMessage()));
    }
  }

  private HlrAnswer result(
      Component component, TcapMessage message, SccpAddress calling, Instant now, String link)
      throws MalformedMessageException {
    int offset = component.parameterOffset();
    int length = component.parameterLength();
    return invoke.answer(
        message.data(),
        offset,
        length,
        new Origin(now, new Place.Dialogue(link, Long.toString(id))),
        Fingerprints.of(calling, id, INVOKE_ID, message.data(), offset, length),
        calling,
        askedAt);
  }
}
