package org.pna.transport.ss7.codec;

import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.pna.model.Cell;
import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.Location;
import org.pna.model.LocationArea;
import org.pna.model.Msisdn;
import org.pna.model.Place;
import org.pna.model.Plmn;
import org.pna.model.RoutingArea;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.map.NoteMmEvent;
import org.pna.model.message.map.SccpAddress;

/** Events with every combination of elements. */
public final class RandomEvents {
  public static final Origin ORIGIN = new Origin(Instant.EPOCH, new Place.Frame("test", 1));
  public static final Fingerprint FINGERPRINT = new Fingerprint(1, 2);
  public static final SccpAddress CALLING = new SccpAddress("15550100001", 101, 7);

  private final RandomGenerator random;

  public RandomEvents(RandomGenerator random) {
    this.random = random;
  }

  public NoteMmEvent next() {
    return new NoteMmEvent(
        ORIGIN,
        FINGERPRINT,
        CALLING,
        random.nextInt(Integer.MAX_VALUE) >> random.nextInt(31),
        random.nextInt(256),
        new Imsi(digits(5, 15)),
        new Msisdn(digits(1, 15)),
        maybe() ? location(Domain.CS) : null,
        null,
        maybe() ? location(Domain.PS) : null,
        null,
        maybe() ? random.nextInt(1 << 16) : null,
        maybe() ? random.nextInt() : null);
  }

  /** An event that also names its serving nodes; no number is too short for a country code. */
  public NoteMmEvent nextWithNodes() {
    NoteMmEvent event = next();
    return new NoteMmEvent(
        event.origin(),
        event.fingerprint(),
        event.calling(),
        event.serviceKey(),
        event.eventMet(),
        event.imsi(),
        new Msisdn(digits(5, 15)),
        location(Domain.CS),
        digits(5, 15),
        location(Domain.PS),
        digits(5, 15),
        event.supportedCamelPhases(),
        event.offeredCamel4Functionalities());
  }

  private Location location(Domain domain) {
    @Nullable Cell cell = maybe() ? new Cell(area(), random.nextInt(1 << 16), maybe()) : null;
    return new Location(
        domain,
        maybe() ? random.nextInt(1 << 15) : null,
        cell,
        cell == null && maybe() ? area() : null,
        domain == Domain.PS && maybe() ? new RoutingArea(area(), random.nextInt(256)) : null);
  }

  private LocationArea area() {
    return new LocationArea(new Plmn(digits(3, 3), digits(2, 3)), random.nextInt(1 << 16));
  }

  private String digits(int least, int most) {
    StringBuilder digits = new StringBuilder();
    int length = random.nextInt(least, most + 1);
    while (digits.length() < length) {
      digits.append(random.nextInt(10));
    }
    return digits.toString();
  }

  private boolean maybe() {
    return random.nextBoolean();
  }
}
