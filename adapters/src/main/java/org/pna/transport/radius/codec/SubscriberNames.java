package org.pna.transport.radius.codec;

import static org.pna.transport.radius.codec.AttributeReader.THREE_GPP;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.model.MalformedMessageException;
import org.pna.model.Msisdn;
import org.pna.model.Nai;
import org.pna.model.SubscriberId;

/** The names that an Accounting-Request gives its subscriber. An identity is never guessed. */
public final class SubscriberNames {
  private SubscriberNames() {}

  /** 3GPP-IMSI: 5 to 15 digits. */
  static Imsi imsi(AttributeReader value) throws MalformedMessageException {
    return new Imsi(value.digits("3GPP-IMSI", 5, 15));
  }

  /** User-Name, where it has the form of a network access identifier; else null. */
  static @Nullable Nai nai(AttributeReader value) {
    return Nai.of(value.textIfAny());
  }

  /**
   * Calling-Station-Id, where it is an international number: what stands there is the operator's
   * choice (TS 29.061 clause 16.4.3), on a wireless LAN often a hardware address, on Gi at times
   * the IMSI again.
   */
  static @Nullable Msisdn msisdn(@Nullable String callingStationId, @Nullable Imsi imsi) {
    if (callingStationId == null || (imsi != null && imsi.digits().equals(callingStationId))) {
      return null;
    }
    return Msisdn.of(callingStationId);
  }

  /**
   * The names in a packet that as a whole cannot be decoded, up to the first attribute that has no
   * end: so that it is known of whom something was missed.
   *
   * @return an IMSI, and a number beside it; none if there is no sound IMSI, or more than one
   */
  public static List<SubscriberId> readable(RadiusPacket packet) {
    AttributeReader attributes = packet.attributes();
    Imsi imsi = null;
    String calling = null;
    boolean contradicted = false;
    try {
      while (attributes.next()) {
        if (attributes.type() == THREE_GPP + 1) {
          Imsi found = imsi(attributes);
          contradicted |= imsi != null && !imsi.equals(found);
          imsi = found;
        } else if (attributes.type() == 31) {
          String found = attributes.textIfAny();
          contradicted |= calling != null && !calling.equals(found);
          calling = found;
        }
      }
    } catch (MalformedMessageException e) {
      // the rest has no end that could be found
    }
    List<SubscriberId> names = new ArrayList<>(2);
    if (imsi != null && !contradicted) {
      names.add(imsi);
      Msisdn msisdn = msisdn(calling, imsi);
      if (msisdn != null) {
        names.add(msisdn);
      }
    }
    return List.copyOf(names);
  }
}
