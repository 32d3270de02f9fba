package org.pna.transport.ss7;

import org.restcomm.protocols.ss7.sccp.SccpConnection;
import org.restcomm.protocols.ss7.sccp.SccpListener;
import org.restcomm.protocols.ss7.sccp.parameter.Credit;
import org.restcomm.protocols.ss7.sccp.parameter.ErrorCause;
import org.restcomm.protocols.ss7.sccp.parameter.Importance;
import org.restcomm.protocols.ss7.sccp.parameter.ProtocolClass;
import org.restcomm.protocols.ss7.sccp.parameter.RefusalCause;
import org.restcomm.protocols.ss7.sccp.parameter.ReleaseCause;
import org.restcomm.protocols.ss7.sccp.parameter.ResetCause;
import org.restcomm.protocols.ss7.sccp.parameter.SccpAddress;

/** A user of SCCP's connectionless service: {@link SccpNode} lets nothing else through. */
abstract class ConnectionlessListener implements SccpListener {
  private static final long serialVersionUID = 1;

  @Override
  public void onConnectIndication(
      SccpConnection connection,
      SccpAddress called,
      SccpAddress calling,
      ProtocolClass protocolClass,
      Credit credit,
      byte[] data,
      Importance importance) {}

  @Override
  public void onConnectConfirm(SccpConnection connection, byte[] data) {}

  @Override
  public void onDisconnectIndication(SccpConnection connection, ReleaseCause cause, byte[] data) {}

  @Override
  public void onDisconnectIndication(SccpConnection connection, RefusalCause cause, byte[] data) {}

  @Override
  public void onDisconnectIndication(SccpConnection connection, ErrorCause cause) {}

  @Override
  public void onResetIndication(SccpConnection connection, ResetCause cause) {}

  @Override
  public void onResetConfirm(SccpConnection connection) {}

  @Override
  public void onData(SccpConnection connection, byte[] data) {}

  @Override
  public void onDisconnectConfirm(SccpConnection connection) {}
}
