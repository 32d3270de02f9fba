package org.pna.adapter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.model.Nai;
import org.pna.model.Place;
import org.pna.model.Source;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.accounting.AccessNetwork;
import org.pna.model.message.accounting.AccountingRequest;
import org.pna.model.message.accounting.AccountingTimes;
import org.pna.model.message.accounting.FramedAddress;
import org.pna.model.message.accounting.Nas;

/** Accounting for sessions by wireless LAN. */
public final class WirelessSessions {
  private static final Instant TIME = Instant.parse("2026-11-20T12:00:00Z");

  private WirelessSessions() {}

  /** Of alice@pna.test, by a reference point. */
  public static AccountingRequest request(Source source, int status, @Nullable String called) {
    return new AccountingRequest(
        new Origin(TIME, new Place.Dialogue("wm", "77")),
        new Fingerprint(1, 2),
        source,
        "Accounting-Request",
        status,
        "77",
        new Nas(null, "gw1", "192.0.2.1"),
        null,
        null,
        new Nai("alice@pna.test"),
        null,
        called,
        FramedAddress.NONE,
        new AccessNetwork(null, null, null, AccessNetwork.WLAN, null),
        null,
        null,
        false,
        null,
        new AccountingTimes(TIME, null, null));
  }
}
