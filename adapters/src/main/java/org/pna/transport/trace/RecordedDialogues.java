package org.pna.transport.trace;

import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.Place;
import org.pna.model.message.Fingerprint;
import org.pna.transport.ss7.codec.Component;
import org.pna.transport.ss7.codec.DialoguePdu;
import org.pna.transport.ss7.codec.Fingerprints;
import org.pna.transport.ss7.codec.MapOperation;
import org.pna.transport.ss7.codec.NoteMmEventCodec;
import org.pna.transport.ss7.codec.Tcap;
import org.pna.transport.ss7.codec.TcapMessage;

/**
 * Makes dialogues of a trace's SCCP messages, both directions, and reports what their invokes say.
 *
 * <p>An event is the invoke of noteMM-Event (operation 89) in a dialogue that began with
 * application context mm-EventReporting version 3, in whichever of its messages; in any other
 * context a live node would refuse it, so that there it is ignored by its name, like every other
 * operation. What was answered never changes what was asked. A message of a dialogue that is not
 * open, and whose end was not seen lately, is ignored as {@code unknown-dialogue}. A Begin with a
 * transaction id that its node has in use already takes the old dialogue's place, unless it is the
 * same Begin once more.
 *
 * <p>Bounds: {@value #MAX_OPEN} open dialogues; MAP's go after 60 s of silence, CAP's after 12 h.
 */
public final class RecordedDialogues {
  private static final int MAX_OPEN = 65_536;
  private static final String MM_EVENT_REPORTING = "0.4.0.0.1.0.42.3";
  private static final String UNKNOWN_DIALOGUE = "unknown-dialogue";
  private static final int NOTE_MM_EVENT = 89;
  private static final int CAP_SUBSYSTEM = 146;

  /** A context of CAP, for the names of operations where only the subsystem tells. */
  private static final String ANY_CAP_CONTEXT = "0.4.0.0.1.23.3.4";

  private final RecordedMessages listener;
  private final DialogueTable table;

  /**
   * @param listener is told what the dialogues hold
   */
  public RecordedDialogues(RecordedMessages listener) {
    this(listener, MAX_OPEN);
  }

  RecordedDialogues(RecordedMessages listener, int bound) {
    this.listener = listener;
    this.table = new DialogueTable(bound);
  }

  /** Dialogues that were let go before their end, by age or at the bound. */
  public long aged() {
    return table.aged();
  }

  /** Dialogues that are open. */
  public int open() {
    return table.size();
  }

  /** Takes the next SCCP message of the trace; its place is a frame. */
  public void accept(SccpUnit unit) {
    table.advance(unit.origin().time().toEpochMilli());
    if (isWithoutTcap(unit.called().subsystem())) {
      return;
    }
    TcapMessage message;
    try {
      message = Tcap.decode(unit.data());
    } catch (MalformedMessageException e) {
      malformed(unit, e);
      return;
    }
    switch (message.kind()) {
      case BEGIN -> begin(unit, message);
      case CONTINUE, END, ABORT -> carryOn(unit, message);
      case UNIDIRECTIONAL -> invokes(unit, message, null);
    }
  }

  private void begin(SccpUnit unit, TcapMessage message) {
    String context = contextOf(message);
    CRC32 octets = new CRC32();
    octets.update(unit.data());
    int checksum = (int) octets.getValue();
    RecordedDialogue old = table.find(message.otid(), unit.calling());
    if (old != null && !old.ended && old.checksum == checksum) {
      table.touch(old);
    } else {
      if (old != null) {
        table.drop(old);
      }
      table.open(
          new RecordedDialogue(context, message.otid(), unit.called(), checksum), unit.calling());
    }
    invokes(unit, message, context);
  }

  private void carryOn(SccpUnit unit, TcapMessage message) {
    RecordedDialogue dialogue = table.find(message.dtid(), unit.called());
    if (dialogue == null && message.kind() == TcapMessage.Kind.CONTINUE) {
      dialogue = table.find(message.otid(), unit.calling());
    }
    if (dialogue == null) {
      unknown(unit, message);
    } else if (dialogue.ended) {
      if (!message.components().isEmpty()
          && message.components().get(0).kind() == Component.Kind.INVOKE) {
        unknown(unit, message);
      }
    } else {
      if (message.kind() == TcapMessage.Kind.CONTINUE) {
        table.carryOn(dialogue, message.otid(), unit.calling());
      } else {
        table.end(dialogue);
      }
      invokes(unit, message, dialogue.applicationContext);
    }
  }

  private void unknown(SccpUnit unit, TcapMessage message) {
    for (Component component : message.components()) {
      if (component.kind() == Component.Kind.INVOKE) {
        listener.operation(name(unit, component, contextOf(message)));
      }
    }
    listener.ignored(UNKNOWN_DIALOGUE);
  }

  private void invokes(SccpUnit unit, TcapMessage message, @Nullable String context) {
    for (Component component : message.components()) {
      if (component.kind() != Component.Kind.INVOKE) {
        continue;
      }
      String name = name(unit, component, context);
      listener.operation(name);
      if (component.code() == NOTE_MM_EVENT && MM_EVENT_REPORTING.equals(context)) {
        noteMmEvent(unit, message, component);
      } else {
        listener.ignored(name);
      }
    }
  }

  private void noteMmEvent(SccpUnit unit, TcapMessage message, Component invoke) {
    byte[] data = message.data();
    int offset = invoke.parameterOffset();
    int length = invoke.parameterLength();
    boolean named = message.kind() != TcapMessage.Kind.END; // an End has its receiver's id only
    long transaction = named ? message.otid() : message.dtid();
    Fingerprint fingerprint =
        Fingerprints.of(unit.calling(), transaction, invoke.invokeId(), data, offset, length);
    try {
      listener.event(
          NoteMmEventCodec.decode(
              data, offset, length, unit.origin(), fingerprint, unit.calling()));
    } catch (MalformedMessageException e) {
      malformed(unit, e);
    }
  }

  private void malformed(SccpUnit unit, MalformedMessageException e) {
    listener.malformed((Place.Frame) unit.origin().place(), String.valueOf(e.getMessage()));
  }

  /** SCMG, ISUP, RANAP, RNSAP, PCAP and BSSAP (TS 23.003 clause 8): their users speak no TCAP. */
  private static boolean isWithoutTcap(int subsystem) {
    return switch (subsystem) {
      case 1, 3, 142, 143, 249, 250, 251, 252, 253, 254 -> true;
      default -> false;
    };
  }

  private static @Nullable String contextOf(TcapMessage message) {
    DialoguePdu dialogue = message.dialogue();
    return dialogue == null ? null : dialogue.applicationContext();
  }

  private static String name(SccpUnit unit, Component invoke, @Nullable String context) {
    if (invoke.globalCode() != null) {
      return "unknown-" + invoke.globalCode();
    }
    boolean cap =
        context == null
            && (unit.called().subsystem() == CAP_SUBSYSTEM
                || unit.calling().subsystem() == CAP_SUBSYSTEM);
    return MapOperation.of(cap ? ANY_CAP_CONTEXT : context, invoke.code());
  }
}
