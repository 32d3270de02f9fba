package org.pna.adapter.pk;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.AccessType;
import org.pna.model.Adapter;
import org.pna.model.Attachment;
import org.pna.model.DataNetworks;
import org.pna.model.Domain;
import org.pna.model.Fact;
import org.pna.model.Location;
import org.pna.model.PresenceReport;
import org.pna.model.Reachability;
import org.pna.model.RefusedException;
import org.pna.model.Source;
import org.pna.model.message.accounting.AccessNetwork;
import org.pna.model.message.accounting.AccountingMessage;
import org.pna.model.message.accounting.AccountingRequest;
import org.pna.model.message.accounting.UserLocation;

/**
 * Sessions of a GGSN or PGW (TS 29.061 clause 16.4). The radio tells the network: who has a session
 * by GERAN or UTRAN is attached to the packet-switched domain and can be paged; that a session ends
 * says nothing of either.
 */
public final class PkAdapter implements Adapter<AccountingRequest> {
  private final DataNetworks networks;

  /**
   * @param networks whose sessions make a subscriber reachable for data
   */
  public PkAdapter(DataNetworks networks) {
    this.networks = networks;
  }

  @Override
  public Source source() {
    return AccountingMessage.PK;
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
    AccessType access = access(message.access().ratType());
    List<Fact> facts = new ArrayList<>(4);
    facts.add(message.session(access, networks.isData(message.calledStationId())));
    if (access == AccessType.PS && !message.isEnd()) {
      facts.add(new Attachment(Domain.PS, Attachment.State.ATTACHED));
      facts.add(new Reachability(Domain.PS, true));
    }
    Location location = location(message.access().location());
    if (location != null) {
      facts.add(location);
    }
    return List.of(message.report(facts));
  }

  /**
   * Rule T10. A GGSN of old tells no RAT type: it knows no other network than the packet-switched
   * domain.
   */
  private static @Nullable AccessType access(@Nullable Integer ratType) {
    if (ratType == null) {
      return AccessType.PS;
    }
    return switch (ratType) {
      case 1, 2, 4, 5 -> AccessType.PS;
      case 6, 8 -> AccessType.EPS;
      case 51 -> AccessType.FIVE_GS;
      case AccessNetwork.WLAN -> AccessType.WLAN;
      default -> null;
    };
  }

  private static @Nullable Location location(@Nullable UserLocation told) {
    if (told instanceof UserLocation.OfCell place) {
      return new Location(Domain.PS, null, place.cell(), null, null);
    } else if (told instanceof UserLocation.OfRoutingArea place) {
      return new Location(Domain.PS, null, null, null, place.area());
    } else if (told instanceof UserLocation.Tai place) {
      return new Location(Domain.PS, null, null, null, null, place.area(), null);
    } else if (told instanceof UserLocation.Ecgi place) {
      return new Location(Domain.PS, null, null, null, null, null, place.cell());
    } else if (told instanceof UserLocation.TaiAndEcgi place) {
      return new Location(
          Domain.PS, null, null, null, null, place.tai().area(), place.ecgi().cell());
    }
    return null;
  }
}
