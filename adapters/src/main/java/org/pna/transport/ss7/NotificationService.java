package org.pna.transport.ss7;

import org.jspecify.annotations.Nullable;
import org.mobicents.protocols.asn.AsnOutputStream;
import org.restcomm.protocols.ss7.map.MAPDialogImpl;
import org.restcomm.protocols.ss7.map.MAPProviderImpl;
import org.restcomm.protocols.ss7.map.MAPServiceBaseImpl;
import org.restcomm.protocols.ss7.map.api.MAPApplicationContext;
import org.restcomm.protocols.ss7.map.api.MAPDialog;
import org.restcomm.protocols.ss7.map.api.MAPException;
import org.restcomm.protocols.ss7.map.api.dialog.ServingCheckData;
import org.restcomm.protocols.ss7.map.api.dialog.ServingCheckResult;
import org.restcomm.protocols.ss7.map.api.errors.MAPErrorMessage;
import org.restcomm.protocols.ss7.map.api.primitives.AddressString;
import org.restcomm.protocols.ss7.map.dialog.ServingCheckDataImpl;
import org.restcomm.protocols.ss7.sccp.parameter.SccpAddress;
import org.restcomm.protocols.ss7.tcap.api.tc.dialog.Dialog;
import org.restcomm.protocols.ss7.tcap.asn.EncodeException;
import org.restcomm.protocols.ss7.tcap.asn.comp.ComponentType;
import org.restcomm.protocols.ss7.tcap.asn.comp.Invoke;
import org.restcomm.protocols.ss7.tcap.asn.comp.InvokeProblemType;
import org.restcomm.protocols.ss7.tcap.asn.comp.OperationCode;
import org.restcomm.protocols.ss7.tcap.asn.comp.OperationCodeType;
import org.restcomm.protocols.ss7.tcap.asn.comp.Parameter;
import org.restcomm.protocols.ss7.tcap.asn.comp.Problem;

/**
 * The MAP service of the contexts of {@link NotificationOperation}, which jSS7 knows by name only.
 */
final class NotificationService extends MAPServiceBaseImpl {
  private static final long serialVersionUID = 1;

  private final transient Delivery.Current current;
  private final transient MapMeters meters;

  NotificationService(MAPProviderImpl provider, Delivery.Current current, MapMeters meters) {
    super(provider);
    this.current = current;
    this.meters = meters;
  }

  @Override
  public ServingCheckData isServingService(MAPApplicationContext context) {
    boolean ours = NotificationOperation.of(context.getOID()) != null;
    return new ServingCheckDataImpl(
        ours ? ServingCheckResult.AC_Serving : ServingCheckResult.AC_NotServing);
  }

  @Override
  protected MAPDialogImpl createNewDialogIncoming(MAPApplicationContext context, Dialog dialogue) {
    Delivery delivery = current.get();
    if (delivery == null) {
      throw new IllegalStateException("a dialogue began outside a delivery");
    }
    return new NotificationDialogue(
        context, dialogue, mapProviderImpl, this, delivery.calling().toModel(), meters);
  }

  @Override
  public void processComponent(
      ComponentType type,
      @Nullable OperationCode operation,
      @Nullable Parameter parameter,
      MAPDialog dialogue,
      Long invokeId,
      @Nullable Long linkedId,
      @Nullable Invoke linked) {
    NotificationDialogue notification = (NotificationDialogue) dialogue;
    NotificationOperation served =
        NotificationOperation.of(dialogue.getApplicationContext().getOID());
    if (type != ComponentType.Invoke) {
      notification.hear();
    } else if (operation == null
        || served == null
        || operation.getOperationType() != OperationCodeType.Local
        || operation.getLocalOperationCode() != served.code()) {
      meters.refused("unrecognizedOperation");
      notification.reject(invokeId, InvokeProblemType.UnrecognizedOperation);
    } else {
      byte[] argument = parameter == null ? null : octets(parameter);
      Delivery delivery = current.get();
      if (argument == null || delivery == null) {
        meters.malformed("MISTYPED", "no argument");
        notification.reject(invokeId, InvokeProblemType.MistypedParameter);
      } else {
        notification.expectAnswer();
        delivery.add(new Notification(notification, served, invokeId, argument));
      }
    }
  }

  private static byte @Nullable [] octets(Parameter parameter) {
    try {
      AsnOutputStream octets = new AsnOutputStream();
      parameter.encode(octets);
      return octets.toByteArray();
    } catch (EncodeException e) {
      return null;
    }
  }

  @Override
  protected void deliverErrorComponent(MAPDialog dialogue, Long invokeId, MAPErrorMessage error) {
    ((NotificationDialogue) dialogue).hear();
  }

  @Override
  protected void deliverRejectComponent(
      MAPDialog dialogue, Long invokeId, Problem problem, boolean isLocalOriginated) {
    if (isLocalOriginated) {
      meters.refused("component");
    }
    ((NotificationDialogue) dialogue).hear();
  }

  @Override
  public MAPDialog createNewDialog(
      MAPApplicationContext context,
      SccpAddress from,
      AddressString fromReference,
      SccpAddress to,
      AddressString toReference)
      throws MAPException {
    throw new MAPException("notifications are only received here");
  }

  @Override
  public MAPDialog createNewDialog(
      MAPApplicationContext context,
      SccpAddress from,
      AddressString fromReference,
      SccpAddress to,
      AddressString toReference,
      Long localTransactionId)
      throws MAPException {
    throw new MAPException("notifications are only received here");
  }
}
