package org.pna.transport.ss7;

import java.util.concurrent.locks.ReentrantLock;
import org.pna.model.message.map.SccpAddress;
import org.pna.transport.ss7.codec.MapError;
import org.restcomm.protocols.ss7.map.MAPDialogImpl;
import org.restcomm.protocols.ss7.map.MAPProviderImpl;
import org.restcomm.protocols.ss7.map.MAPServiceBaseImpl;
import org.restcomm.protocols.ss7.map.api.MAPApplicationContext;
import org.restcomm.protocols.ss7.map.api.MAPException;
import org.restcomm.protocols.ss7.map.api.dialog.MAPDialogState;
import org.restcomm.protocols.ss7.map.api.dialog.ResourceUnavailableReason;
import org.restcomm.protocols.ss7.map.dialog.MAPUserAbortChoiceImpl;
import org.restcomm.protocols.ss7.tcap.api.TCAPSendException;
import org.restcomm.protocols.ss7.tcap.api.tc.dialog.Dialog;
import org.restcomm.protocols.ss7.tcap.asn.TcapFactory;
import org.restcomm.protocols.ss7.tcap.asn.comp.Component;
import org.restcomm.protocols.ss7.tcap.asn.comp.ErrorCode;
import org.restcomm.protocols.ss7.tcap.asn.comp.InvokeProblemType;
import org.restcomm.protocols.ss7.tcap.asn.comp.Problem;
import org.restcomm.protocols.ss7.tcap.asn.comp.ProblemType;
import org.restcomm.protocols.ss7.tcap.asn.comp.Reject;
import org.restcomm.protocols.ss7.tcap.asn.comp.ReturnError;
import org.restcomm.protocols.ss7.tcap.asn.comp.ReturnResultLast;

/**
 * A dialogue of a {@link NotificationOperation}'s context that a peer began. It ends with the
 * answer to its last open invoke; all its state is guarded by the TCAP dialogue's lock.
 */
final class NotificationDialogue extends MAPDialogImpl {
  private static final long serialVersionUID = 1;

  private final SccpAddress calling;
  private final MapMeters meters;
  private int open;
  private boolean heard;

  NotificationDialogue(
      MAPApplicationContext context,
      Dialog dialogue,
      MAPProviderImpl provider,
      MAPServiceBaseImpl service,
      SccpAddress calling,
      MapMeters meters) {
    super(context, dialogue, provider, service, null, null);
    this.calling = calling;
    this.meters = meters;
  }

  SccpAddress calling() {
    return calling;
  }

  /** An invoke came whose answer will follow. */
  void expectAnswer() {
    heard = true;
    open++;
  }

  /** A component came to which there is nothing more to say than what TCAP said. */
  void hear() {
    heard = true;
  }

  /** Rejects an invoke (Q.773 clause 3.2.3.4.2). */
  void reject(long invokeId, InvokeProblemType problem) {
    heard = true;
    try {
      getTcapDialog().sendComponent(rejection(invokeId, problem));
    } catch (TCAPSendException e) {
      meters.failed("reject", e);
    }
  }

  /** All components of a message were handed over. */
  void endOfMessage() {
    if (open > 0 || getState() == MAPDialogState.EXPUNGED) {
      return;
    }
    try {
      if (heard) {
        close(false);
      } else if (getState() == MAPDialogState.INITIAL_RECEIVED) {
        setReturnMessageOnError(true);
        send();
        setReturnMessageOnError(false);
      }
    } catch (MAPException | RuntimeException e) {
      giveUp("close", e);
    }
  }

  /** Answers one invoke, and ends the dialogue if it was the last; from any thread. */
  void answer(NotificationOperation operation, long invokeId, Answer answer) {
    ReentrantLock lock = getTcapDialog().getDialogLock();
    lock.lock();
    try {
      if (getState() == MAPDialogState.EXPUNGED) {
        meters.unsent("dialogue-ended");
        return;
      }
      meters.answered(operation, answer);
      if (answer == Answer.ABORT) {
        MAPUserAbortChoiceImpl choice = new MAPUserAbortChoiceImpl();
        choice.setResourceUnavailableReason(ResourceUnavailableReason.shortTermResourceLimitation);
        abort(choice);
        return;
      }
      getTcapDialog().sendComponent(component(invokeId, answer));
      if (--open == 0) {
        close(false);
      }
    } catch (MAPException | TCAPSendException | RuntimeException e) {
      giveUp("answer", e);
    } finally {
      lock.unlock();
    }
  }

  private void giveUp(String where, Exception cause) {
    meters.failed(where, cause);
    release();
  }

  private static Component component(long invokeId, Answer answer) {
    MapError error = answer.error();
    if (error != null) {
      ErrorCode code = TcapFactory.createErrorCode();
      code.setLocalErrorCode((long) error.code());
      ReturnError component = TcapFactory.createComponentReturnError();
      component.setInvokeId(invokeId);
      component.setErrorCode(code);
      return component;
    }
    if (answer == Answer.MISTYPED) {
      return rejection(invokeId, InvokeProblemType.MistypedParameter);
    }
    ReturnResultLast component = TcapFactory.createComponentReturnResultLast();
    component.setInvokeId(invokeId);
    return component;
  }

  private static Reject rejection(long invokeId, InvokeProblemType type) {
    Problem problem = TcapFactory.createProblem(ProblemType.Invoke);
    problem.setInvokeProblemType(type);
    Reject component = TcapFactory.createComponentReject();
    component.setInvokeId(invokeId);
    component.setProblem(problem);
    return component;
  }
}
