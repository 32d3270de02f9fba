package org.pna.transport.ss7;

import org.jspecify.annotations.Nullable;
import org.mobicents.protocols.asn.AsnException;
import org.mobicents.protocols.asn.AsnInputStream;
import org.restcomm.protocols.ss7.map.MAPProviderImpl;
import org.restcomm.protocols.ss7.map.api.MAPDialog;
import org.restcomm.protocols.ss7.map.api.MAPDialogueAS;
import org.restcomm.protocols.ss7.map.api.MAPException;
import org.restcomm.protocols.ss7.map.api.MAPParsingComponentException;
import org.restcomm.protocols.ss7.map.api.dialog.MAPProviderAbortReason;
import org.restcomm.protocols.ss7.map.dialog.MAPOpenInfoImpl;
import org.restcomm.protocols.ss7.tcap.api.TCAPProvider;
import org.restcomm.protocols.ss7.tcap.api.TCAPSendException;
import org.restcomm.protocols.ss7.tcap.api.tc.dialog.Dialog;
import org.restcomm.protocols.ss7.tcap.api.tc.dialog.events.TCBeginIndication;
import org.restcomm.protocols.ss7.tcap.api.tc.dialog.events.TCUserAbortIndication;
import org.restcomm.protocols.ss7.tcap.api.tc.dialog.events.TCUserAbortRequest;
import org.restcomm.protocols.ss7.tcap.asn.ApplicationContextName;
import org.restcomm.protocols.ss7.tcap.asn.DialogServiceUserType;
import org.restcomm.protocols.ss7.tcap.asn.TcapFactory;
import org.restcomm.protocols.ss7.tcap.asn.UserInformation;
import org.restcomm.protocols.ss7.tcap.tc.dialog.events.TCBeginIndicationImpl;
import org.restcomm.protocols.ss7.tcap.tc.dialog.events.TCUserAbortIndicationImpl;

/**
 * jSS7's MAP with {@link NotificationService} beside its own services. Dialogues that we do not
 * serve are refused here, before jSS7's, which throws on some of them.
 */
final class NotificationProvider extends MAPProviderImpl {
  private static final long serialVersionUID = 1;

  private static final int MAP_OPEN = 0;

  private final transient Delivery.Current current;
  private final transient MapMeters meters;

  NotificationProvider(String name, TCAPProvider tcap, Delivery.Current current, MapMeters meters) {
    super(name, tcap);
    this.current = current;
    this.meters = meters;
    NotificationService service = new NotificationService(this, current, meters);
    service.acivate();
    mapServices.add(service);
    addMAPDialogListener(new Dialogues());
  }

  @Override
  public void onTCBegin(TCBeginIndication begin) {
    Dialog dialogue = begin.getDialog();
    try {
      ApplicationContextName context = begin.getApplicationContextName();
      if (context == null) {
        meters.refused("no-application-context");
        fireTCAbortV1(dialogue, false);
      } else if (NotificationOperation.of(context.getOid()) == null) {
        meters.refused("application-context");
        refuse(dialogue, context);
      } else if (!isReadable(begin.getUserInformation())) {
        meters.refused("map-open");
        fireTCAbortProvider(dialogue, MAPProviderAbortReason.invalidPDU, null, false);
      } else {
        // Nothing of a sound MAP-OPEN is needed, and jSS7 would parse it again.
        ((TCBeginIndicationImpl) begin).setUserInformation(null);
        super.onTCBegin(begin);
      }
    } catch (MAPException | TCAPSendException | RuntimeException e) {
      meters.failed("begin", e);
      Delivery delivery = current.get();
      if (delivery != null) {
        delivery.fail();
      }
      dialogue.release();
    }
  }

  /** TS 29.002 clause 5.2: an AARE that names the version we have, if only the version differs. */
  private void refuse(Dialog dialogue, ApplicationContextName asked) throws TCAPSendException {
    NotificationOperation ours = NotificationOperation.ofAnyVersion(asked.getOid());
    TCUserAbortRequest abort = getTCAPProvider().getDialogPrimitiveFactory().createUAbort(dialogue);
    abort.setApplicationContextName(
        ours == null ? asked : TcapFactory.createApplicationContextName(ours.objectIdentifier()));
    abort.setDialogServiceUserType(DialogServiceUserType.AcnNotSupported);
    dialogue.send(abort);
  }

  private static boolean isReadable(@Nullable UserInformation information) {
    if (information == null) {
      return true;
    }
    if (!information.isOid()
        || !information.isAsn()
        || MAPDialogueAS.getInstance(information.getOidValue()) == null) {
      return false;
    }
    try {
      AsnInputStream octets = new AsnInputStream(information.getEncodeType());
      if (octets.readTag() != MAP_OPEN) {
        return false;
      }
      new MAPOpenInfoImpl().decodeAll(octets);
      return true;
    } catch (AsnException
        | java.io.IOException
        | MAPParsingComponentException
        | RuntimeException e) {
      return false;
    }
  }

  @Override
  public void onTCUserAbort(TCUserAbortIndication abort) {
    // The reason changes nothing for us.
    ((TCUserAbortIndicationImpl) abort).setUserInformation(null);
    super.onTCUserAbort(abort);
  }

  /** The dialogue's own class knows what to do; here is only the way to it. */
  private static final class Dialogues extends SilentDialogListener {
    @Override
    public void onDialogDelimiter(MAPDialog dialogue) {
      if (dialogue instanceof NotificationDialogue notification) {
        notification.endOfMessage();
      }
    }

    @Override
    public void onDialogNotice(
        MAPDialog dialogue,
        org.restcomm.protocols.ss7.map.api.dialog.MAPNoticeProblemDiagnostic diagnostic) {
      dialogue.release();
    }
  }
}
