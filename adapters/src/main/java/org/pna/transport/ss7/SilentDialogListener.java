package org.pna.transport.ss7;

import org.restcomm.protocols.ss7.map.api.MAPDialog;
import org.restcomm.protocols.ss7.map.api.MAPDialogListener;
import org.restcomm.protocols.ss7.map.api.dialog.MAPAbortProviderReason;
import org.restcomm.protocols.ss7.map.api.dialog.MAPAbortSource;
import org.restcomm.protocols.ss7.map.api.dialog.MAPNoticeProblemDiagnostic;
import org.restcomm.protocols.ss7.map.api.dialog.MAPRefuseReason;
import org.restcomm.protocols.ss7.map.api.dialog.MAPUserAbortChoice;
import org.restcomm.protocols.ss7.map.api.primitives.AddressString;
import org.restcomm.protocols.ss7.map.api.primitives.MAPExtensionContainer;
import org.restcomm.protocols.ss7.tcap.asn.ApplicationContextName;

/** Lets every event of a dialogue pass. */
class SilentDialogListener implements MAPDialogListener {
  @Override
  public void onDialogDelimiter(MAPDialog dialogue) {}

  @Override
  public void onDialogRequest(
      MAPDialog dialogue, AddressString to, AddressString from, MAPExtensionContainer extension) {}

  @Override
  public void onDialogRequestEricsson(
      MAPDialog dialogue,
      AddressString to,
      AddressString from,
      AddressString msisdn,
      AddressString vlr) {}

  @Override
  public void onDialogAccept(MAPDialog dialogue, MAPExtensionContainer extension) {}

  @Override
  public void onDialogReject(
      MAPDialog dialogue,
      MAPRefuseReason reason,
      ApplicationContextName alternative,
      MAPExtensionContainer extension) {}

  @Override
  public void onDialogUserAbort(
      MAPDialog dialogue, MAPUserAbortChoice reason, MAPExtensionContainer extension) {}

  @Override
  public void onDialogProviderAbort(
      MAPDialog dialogue,
      MAPAbortProviderReason reason,
      MAPAbortSource source,
      MAPExtensionContainer extension) {}

  @Override
  public void onDialogClose(MAPDialog dialogue) {}

  @Override
  public void onDialogNotice(MAPDialog dialogue, MAPNoticeProblemDiagnostic diagnostic) {}

  @Override
  public void onDialogRelease(MAPDialog dialogue) {}

  @Override
  public void onDialogTimeout(MAPDialog dialogue) {}
}
