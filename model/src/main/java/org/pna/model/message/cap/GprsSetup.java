package org.pna.model.message.cap;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.model.Location;
import org.pna.model.Msisdn;
import org.pna.model.SubscriberId;

/**
 * What an InitialDPGPRS says (TS 29.078 clause 8.1, operation 78), which all later events of the
 * relationship build on, also in later dialogues.
 *
 * @param relationship names the relationship of gprsSSF and gsmSCF: our originationReference in
 *     hexadecimal
 * @param serviceKey of GPRS-CSI
 * @param event GPRSEventType of the trigger, a raw number
 * @param imsi the subscriber
 * @param msisdn the subscriber's number
 * @param apn access point name, dotted
 * @param address the end user's IP address (RFC 5952)
 * @param location where the subscriber is
 * @param sgsnNumber E.164 digits, from the location
 */
public record GprsSetup(
    String relationship,
    long serviceKey,
    int event,
    Imsi imsi,
    Msisdn msisdn,
    @Nullable String apn,
    @Nullable String address,
    @Nullable Location location,
    @Nullable String sgsnNumber) {

  /** The names of the subscriber. */
  public List<SubscriberId> subscriber() {
    return List.of(imsi, msisdn);
  }
}
