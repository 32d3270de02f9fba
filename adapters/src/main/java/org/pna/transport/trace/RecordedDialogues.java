package org.pna.transport.trace;

import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.Place;
import org.pna.transport.ss7.codec.Component;
import org.pna.transport.ss7.codec.DialoguePdu;
import org.pna.transport.ss7.codec.MapOperation;
import org.pna.transport.ss7.codec.Tcap;
import org.pna.transport.ss7.codec.TcapMessage;

/**
 * Makes dialogues of a trace's SCCP messages, both directions, and reports what their components
 * say.
 *
 * <p>Events are the operations of {@link DialogueUsers}, in whichever of a dialogue's messages they
 * stand, in a dialogue that began with the context that they belong to; in any other context a live
 * node would refuse them, so that there they are ignored by their names, like every other
 * operation. What was answered never changes what was asked. A message of a dialogue that is not
 * open, and whose end was not seen lately, is ignored as {@code unknown-dialogue}. A Begin with a
 * transaction id that its node has in use already takes the old dialogue's place, unless it is the
 * same Begin once more.
 *
 * <p>Bounds: {@value #MAX_OPEN} open dialogues; MAP's go after 60 s of silence, CAP's after 12 h.
 */
public final class RecordedDialogues {
  private static final int MAX_OPEN = 65_536;

  /** Why a message is ignored whose dialogue, or request, began before the trace. */
  public static final String UNKNOWN_DIALOGUE = "unknown-dialogue";

  private static final int CAP_SUBSYSTEM = 146;

  /** A context of CAP, for the names of operations where only the subsystem tells. */
  private static final String ANY_CAP_CONTEXT = "0.4.0.0.1.23.3.4";

  private final RecordedMessages listener;
  private final DialogueTable table;
  private final DialogueUsers users = new DialogueUsers();

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
      listener.malformed((Place.Frame) unit.origin().place(), String.valueOf(e.getMessage()));
      return;
    }
    switch (message.kind()) {
      case BEGIN -> begin(unit, message);
      case CONTINUE, END, ABORT -> carryOn(unit, message);
      case UNIDIRECTIONAL -> components(new Said(unit, message, listener), null, DialogueUser.NONE);
    }
  }

  private void begin(SccpUnit unit, TcapMessage message) {
    String context = contextOf(message);
    CRC32 octets = new CRC32();
    octets.update(unit.data());
    int checksum = (int) octets.getValue();
    Said said = new Said(unit, message, listener);
    RecordedDialogue dialogue = table.find(message.otid(), unit.calling());
    if (dialogue != null && !dialogue.ended && dialogue.checksum == checksum) {
      table.touch(dialogue);
    } else {
      if (dialogue != null) {
        boolean open = !dialogue.ended;
        table.drop(dialogue);
        if (open) {
          dialogue.user.over(said);
        }
      }
      dialogue =
          new RecordedDialogue(context, users.of(context), message.otid(), unit.called(), checksum);
      table.open(dialogue, unit.calling());
    }
    dialogue.user.message(said);
    components(said, context, dialogue.user);
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
      Said said = new Said(unit, message, listener);
      dialogue.user.message(said);
      components(said, dialogue.applicationContext, dialogue.user);
      if (message.kind() != TcapMessage.Kind.CONTINUE) {
        dialogue.user.over(said);
      }
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

  private static void components(Said said, @Nullable String context, DialogueUser user) {
    for (Component component : said.message().components()) {
      try {
        switch (component.kind()) {
          case INVOKE -> invoke(said, component, context, user);
          case RETURN_RESULT_LAST -> user.result(said, component);
          default -> {}
        }
      } catch (MalformedMessageException e) {
        said.malformed(e);
      }
    }
  }

  private static void invoke(
      Said said, Component invoke, @Nullable String context, DialogueUser user)
      throws MalformedMessageException {
    String name = name(said.unit(), invoke, context);
    said.listener().operation(name);
    if (!user.invoke(said, invoke)) {
      said.listener().ignored(name);
    }
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
