package org.pna.model.message.mlp;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The results that a location server sends (OMA MLP, svc_result). */
public enum MlpService {
  /** Standard location immediate answer. */
  SLIA,
  /** The same, later. */
  SLIREP,
  /** Standard location report. */
  SLREP,
  /** Triggered location reporting answer. */
  TLRA,
  /** Triggered location report. */
  TLREP,
  /** Triggered location reporting stop answer. */
  TLRSA,
  /** General error message. */
  GEM;

  /** The element's name. */
  public String specName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The service of an element's name, or null. */
  public static @Nullable MlpService of(String name) {
    for (MlpService service : values()) {
      if (service.specName().equals(name)) {
        return service;
      }
    }
    return null;
  }
}
