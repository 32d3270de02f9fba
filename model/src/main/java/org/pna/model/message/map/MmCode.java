package org.pna.model.message.map;

import org.jspecify.annotations.Nullable;
import org.pna.model.Urgency;

/** Mobility management event (TS 29.002 clause 17.7.1, MM-Code). */
public enum MmCode {
  LOCATION_UPDATE_SAME_VLR(0x00),
  LOCATION_UPDATE_OTHER_VLR(0x01),
  IMSI_ATTACH(0x02),
  IMSI_DETACH_MS(0x03),
  IMSI_DETACH_NETWORK(0x04),
  RAU_SAME_SGSN(0x80),
  RAU_OTHER_SGSN(0x81),
  RAU_OTHER_SGSN_DETACH(0x82),
  GPRS_ATTACH(0x83),
  GPRS_DETACH_MS(0x84),
  GPRS_DETACH_NETWORK(0x85),
  NOT_REACHABLE_FOR_PAGING(0x86);

  private static final @Nullable MmCode[] BY_CODE = new MmCode[256];

  static {
    for (MmCode code : values()) {
      BY_CODE[code.value] = code;
    }
  }

  private final int value;

  MmCode(int value) {
    this.value = value;
  }

  /** The octet on the wire, 0 to 255. */
  public int value() {
    return value;
  }

  /** What is lost if the event is not taken: after 00 and 80 the next one says the same again. */
  public Urgency urgency() {
    return this == LOCATION_UPDATE_SAME_VLR || this == RAU_SAME_SGSN
        ? Urgency.LOCATION
        : Urgency.TRANSITION;
  }

  /**
   * The event of an octet.
   *
   * @param octet 0 to 255
   * @return the event, or null if the specification gives the octet none
   */
  public static @Nullable MmCode of(int octet) {
    return BY_CODE[octet];
  }
}
