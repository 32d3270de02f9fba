package org.pna.publisher.pidf;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A place named by the radio network (PIDF-LO, RFC 4119, with the project's {@code pna:cell}).
 *
 * @param cgi {@code mcc-mnc-lac-ci}, or null
 * @param sai {@code mcc-mnc-lac-sac}, or null
 * @param lai {@code mcc-mnc-lac}, or null
 * @param rai {@code mcc-mnc-lac-rac}, or null
 * @param tai {@code mcc-mnc-tac}, or null
 * @param ecgi {@code mcc-mnc-eci}, or null
 * @param time when the subscriber was there: event time less the age of location
 */
public record CellLocation(
    @Nullable String cgi,
    @Nullable String sai,
    @Nullable String lai,
    @Nullable String rai,
    @Nullable String tai,
    @Nullable String ecgi,
    Instant time) {
  /** A place in GERAN or UTRAN. */
  public CellLocation(
      @Nullable String cgi,
      @Nullable String sai,
      @Nullable String lai,
      @Nullable String rai,
      Instant time) {
    this(cgi, sai, lai, rai, null, null, time);
  }

  /** Whether it names any place at all; otherwise no location is written. */
  public boolean hasPlace() {
    return cgi != null || sai != null || lai != null || rai != null || tai != null || ecgi != null;
  }

  /** The same place at another time. */
  public CellLocation at(Instant time) {
    return new CellLocation(cgi, sai, lai, rai, tai, ecgi, time);
  }
}
