package org.pna.app.replay;

import org.jspecify.annotations.Nullable;
import org.pna.model.message.accounting.AccountingMessage;
import org.pna.model.message.accounting.AccountingRequest;
import org.pna.model.message.accounting.AccountingStatus;
import org.pna.model.message.accounting.FramedAddress;
import org.pna.model.message.accounting.NasEvent;
import org.pna.model.message.accounting.UserLocation;

/** Accounting-Requests as replay prints them. */
final class AccountingEvents {
  private AccountingEvents() {}

  static Told told(AccountingRequest message) {
    return told(
        message,
        whereabouts(message.access().location()),
        message.calledStationId(),
        address(message.framed()));
  }

  static Told told(NasEvent message) {
    return told(message, Whereabouts.NOT_TOLD, message.calledStationId(), null);
  }

  private static Told told(
      AccountingMessage message, Whereabouts where, @Nullable String apn, @Nullable String ip) {
    AccountingStatus status = AccountingStatus.of(message.statusType());
    return new Told(
        message.source().name(),
        "Accounting-Request",
        status == null ? null : status.specName(),
        Integer.toString(message.statusType()),
        where,
        apn,
        ip);
  }

  private static @Nullable String address(FramedAddress framed) {
    if (framed.ipv4() != null) {
      return framed.ipv4();
    }
    return framed.ipv6() == null ? framed.ipv6Prefix() : framed.ipv6();
  }

  private static Whereabouts whereabouts(@Nullable UserLocation location) {
    if (location instanceof UserLocation.OfCell place) {
      boolean area = place.cell().serviceArea();
      String name = place.cell().toString();
      return new Whereabouts(null, area ? null : name, area ? name : null, null, null, null, null);
    } else if (location instanceof UserLocation.OfRoutingArea place) {
      return new Whereabouts(null, null, null, null, place.area().toString(), null, null);
    }
    return Whereabouts.NOT_TOLD;
  }
}
