package org.pna.adapter.pr;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pna.model.AccessType;
import org.pna.model.Adapter;
import org.pna.model.DataNetworks;
import org.pna.model.PresenceReport;
import org.pna.model.RefusedException;
import org.pna.model.Source;
import org.pna.model.message.accounting.AccountingMessage;
import org.pna.model.message.accounting.AccountingRequest;

/**
 * What a 3GPP AAA server tells of wireless LAN access: a session that names an access point is a
 * tunnel, one that names none or the radio cell of a WLAN is an attachment alone.
 */
public final class PrAdapter implements Adapter<AccountingRequest> {
  /** Address of a WLAN access point, and its SSID (RFC 3580 clause 3.20). */
  private static final Pattern ACCESS_POINT =
      Pattern.compile("[0-9A-Fa-f]{2}([-:.]?[0-9A-Fa-f]{2}){5}(:.*)?");

  private final DataNetworks networks;

  /**
   * @param networks whose sessions make a subscriber reachable for data
   */
  public PrAdapter(DataNetworks networks) {
    this.networks = networks;
  }

  @Override
  public Source source() {
    return AccountingMessage.PR;
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
    String called = message.calledStationId();
    boolean data = isTunnel(called) && networks.isData(called);
    return List.of(message.report(List.of(message.session(AccessType.WLAN, data))));
  }

  private static boolean isTunnel(@Nullable String called) {
    return called != null && !ACCESS_POINT.matcher(called).matches();
  }
}
