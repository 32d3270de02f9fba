package org.pna.model.message.sh;

import org.jspecify.annotations.Nullable;

/** Which data of a user is meant (TS 29.329 clause 6.3.4, Data-Reference). */
public enum DataReference {
  IMS_PUBLIC_IDENTITY(10),
  IMS_USER_STATE(11),
  S_CSCF_NAME(12),
  /** By domain, and for pull only. */
  LOCATION_INFORMATION(14),
  /** By domain, and for pull only. */
  USER_STATE(15),
  MSISDN(17),
  IMSI(32),
  PRIVATE_IDENTITY(33),
  IMEISV(34);

  private final int code;

  DataReference(int code) {
    this.code = code;
  }

  /** The number on the wire. */
  public int code() {
    return code;
  }

  /** The data of a number on the wire, or null if the gateway has no use for them. */
  public static @Nullable DataReference of(long code) {
    for (DataReference reference : values()) {
      if (reference.code == code) {
        return reference;
      }
    }
    return null;
  }

  /** Whether a domain must be named with it (TS 29.328 clause 7.2). */
  public boolean isByDomain() {
    return this == LOCATION_INFORMATION || this == USER_STATE;
  }
}
