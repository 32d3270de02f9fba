package org.pna.model.message.cap;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Call;
import org.pna.model.Imsi;
import org.pna.model.Location;
import org.pna.model.Msisdn;
import org.pna.model.SubscriberId;

/**
 * What a call's InitialDP says (TS 29.078 clause 6.1.1, operation 0), which all later events of the
 * dialogue build on. At least one of imsi and served is there.
 *
 * @param call names the call: call reference number and MSC address in hexadecimal where both are
 *     given, else the dialogue's transaction id and node; the same for every dialogue of a call
 * @param serviceKey of the CSI that triggered
 * @param event EventTypeBCSM of the trigger, a raw number; -1 when absent
 * @param imsi the served subscriber
 * @param served the served subscriber's number, told only where no IMSI is: the calling party of an
 *     originating call
 * @param bearer what the call carries
 * @param redirected whether a redirecting party is given: at a triggering of the forwarding leg
 *     that is the served subscriber (rule T8)
 * @param fromGateway whether a GMSC asks (T-CSI: no serving VLR's trigger), as far as is told
 * @param location where the subscriber is
 * @param vlrNumber E.164 digits, from the location
 * @param mscAddress E.164 digits of the switch
 */
public record CallSetup(
    String call,
    long serviceKey,
    int event,
    @Nullable Imsi imsi,
    @Nullable Msisdn served,
    Call.Bearer bearer,
    boolean redirected,
    boolean fromGateway,
    @Nullable Location location,
    @Nullable String vlrNumber,
    @Nullable String mscAddress) {

  /** The names of the served subscriber. */
  public List<SubscriberId> subscriber() {
    List<SubscriberId> names = new ArrayList<>(2);
    if (imsi != null) {
      names.add(imsi);
    }
    if (served != null) {
      names.add(served);
    }
    return names;
  }
}
