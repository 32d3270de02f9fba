package org.pna.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a subscriber's terminal is or was, as a location server worked it out (OMA MLP, element
 * pd). Of WGS 84; other reference systems are refused where they come in.
 *
 * @param shape the area
 * @param time when he was there
 * @param method how it was worked out, a pos_method of OMA MLP such as {@code CELL}; or null
 * @param confidence that he is within the shape, 0 to 100 %; or null
 * @param altitude metres above the ellipsoid, or null
 * @param altitudeUncertainty metres, or null
 * @param speed metres a second, or null
 * @param bearing where he goes, degrees clockwise from north, 0 to 360; or null
 */
public record Position(
    Shape shape,
    Instant time,
    @Nullable String method,
    @Nullable Double confidence,
    @Nullable Double altitude,
    @Nullable Double altitudeUncertainty,
    @Nullable Double speed,
    @Nullable Double bearing)
    implements Fact {
  /** An area and a time alone. */
  public Position(Shape shape, Instant time) {
    this(shape, time, null, null, null, null, null, null);
  }

  /** The same at another time. */
  public Position at(Instant other) {
    return new Position(
        shape, other, method, confidence, altitude, altitudeUncertainty, speed, bearing);
  }

  /** Tells no place. */
  @Override
  public String toString() {
    return "Position";
  }
}
