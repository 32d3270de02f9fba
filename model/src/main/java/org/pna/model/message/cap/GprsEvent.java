package org.pna.model.message.cap;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Location;
import org.pna.model.SubscriberId;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.Origin;
import org.pna.model.message.map.SccpAddress;

/**
 * One thing that a gprsSSF tells of a GPRS session or PDP context (TS 29.078 clause 8).
 *
 * @param origin when and where
 * @param fingerprint of the invoke
 * @param calling SCCP calling party address: the SGSN
 * @param setup what the InitialDPGPRS said
 * @param operation which of them
 * @param event GPRSEventType, a raw number, of InitialDPGPRS and EventReportGPRS; -1 for none
 * @param pdpId which PDP context of the relationship, 1 to 255; null when not told: the only one,
 *     or the whole session
 * @param routeingAreaUpdate whether what ended goes on at another SGSN
 * @param location where the subscriber is now; null when not told anew
 * @param sgsnNumber E.164 digits, from that location
 * @param apn access point name, dotted, as told anew
 * @param address the end user's IP address (RFC 5952), as told anew
 */
public record GprsEvent(
    Origin origin,
    Fingerprint fingerprint,
    SccpAddress calling,
    GprsSetup setup,
    Operation operation,
    int event,
    @Nullable Integer pdpId,
    boolean routeingAreaUpdate,
    @Nullable Location location,
    @Nullable String sgsnNumber,
    @Nullable String apn,
    @Nullable String address)
    implements NetworkMessage {

  /** Operations, and what stands for the lack of them. */
  public enum Operation {
    INITIAL_DP_GPRS("initialDPGPRS"),
    EVENT_REPORT_GPRS("eventReportGPRS"),
    ENTITY_RELEASED_GPRS("entityReleasedGPRS"),
    /** No answer to our ActivityTestGPRS, or the longest believable age (rule T9). */
    LOST("dialogue-lost");

    private final String specName;

    Operation(String specName) {
      this.specName = specName;
    }

    /** The operation's name in the specification. */
    public String specName() {
      return specName;
    }
  }

  @Override
  public List<SubscriberId> subscriber() {
    return setup.subscriber();
  }

  /** The event, or null for none or an unknown number. */
  public @Nullable GprsEventType gprsEvent() {
    return GprsEventType.of(event);
  }
}
