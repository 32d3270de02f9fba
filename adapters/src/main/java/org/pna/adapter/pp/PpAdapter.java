package org.pna.adapter.pp;

import java.util.List;
import org.pna.model.AccessType;
import org.pna.model.Adapter;
import org.pna.model.DataNetworks;
import org.pna.model.PresenceReport;
import org.pna.model.RefusedException;
import org.pna.model.Source;
import org.pna.model.message.accounting.AccountingMessage;
import org.pna.model.message.accounting.AccountingRequest;

/** Tunnels of a PDG (TS 29.161): who has one is reachable for data by wireless LAN. */
public final class PpAdapter implements Adapter<AccountingRequest> {
  private final DataNetworks networks;

  /**
   * @param networks whose sessions make a subscriber reachable for data
   */
  public PpAdapter(DataNetworks networks) {
    this.networks = networks;
  }

  @Override
  public Source source() {
    return AccountingMessage.PP;
  }

  @Override
  public Class<AccountingRequest> messageType() {
    return AccountingRequest.class;
  }

  @Override
  public boolean hears(AccountingRequest message) {
    return message.source().equals(source());
  }

  @Override
  public List<PresenceReport> reports(AccountingRequest message) throws RefusedException {
    if (message.status() == null) {
      throw new RefusedException(
          RefusedException.Reason.EVENT_NOT_SUPPORTED, "Acct-Status-Type " + message.statusType());
    }
    boolean data = networks.isData(message.calledStationId());
    return List.of(message.report(List.of(message.session(AccessType.WLAN, data))));
  }
}
