package org.pna.model.message.map;

import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.model.Location;
import org.pna.model.Msisdn;
import org.pna.model.SubscriberId;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.Origin;

/**
 * The invoke of noteMM-Event (TS 29.002 clause 8.10 and 17.7.1, operation 89).
 *
 * @param origin when and where
 * @param fingerprint of the invoke
 * @param calling SCCP calling party address
 * @param serviceKey of the CSI that armed the report
 * @param eventMet MM-Code octet, 0 to 255, also when unknown to {@link MmCode}
 * @param imsi the subscriber
 * @param msisdn the subscriber's basic number
 * @param location CS location
 * @param vlrNumber E.164 digits, from the CS location
 * @param locationGprs PS location
 * @param sgsnNumber E.164 digits, from the PS location
 * @param supportedCamelPhases bit string as an integer, bit 0 = phase 1; null when absent
 * @param offeredCamel4Functionalities first octets of the bit string, bit 0 = initiateCallAttempt;
 *     null when absent
 */
public record NoteMmEvent(
    Origin origin,
    Fingerprint fingerprint,
    SccpAddress calling,
    long serviceKey,
    int eventMet,
    Imsi imsi,
    Msisdn msisdn,
    @Nullable Location location,
    @Nullable String vlrNumber,
    @Nullable Location locationGprs,
    @Nullable String sgsnNumber,
    @Nullable Integer supportedCamelPhases,
    @Nullable Integer offeredCamel4Functionalities)
    implements NetworkMessage {

  private static final String[] CODES = new String[256];

  static {
    for (int i = 0; i < CODES.length; i++) {
      CODES[i] = HexFormat.of().toHexDigits((byte) i);
    }
  }

  @Override
  public List<SubscriberId> subscriber() {
    return List.of(imsi, msisdn);
  }

  /** The MM-Code as two hexadecimal digits in lower case. */
  public String code() {
    return CODES[eventMet];
  }

  /** The event, or null for an unknown code. */
  public @Nullable MmCode mmCode() {
    return MmCode.of(eventMet);
  }

  /** Whether the code belongs to the packet-switched domain: its top bit is set. */
  public boolean isPacketSwitched() {
    return (eventMet & 0x80) != 0;
  }
}
