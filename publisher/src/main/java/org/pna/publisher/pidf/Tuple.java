package org.pna.publisher.pidf;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A communication means (RFC 3863 clause 4.1.2).
 *
 * @param id xs:ID
 * @param basic online or offline
 * @param registration whether it is registered with its network; null where it cannot be, or that
 *     is not known
 * @param participation whether it is in use; null when not known
 * @param reason why it is closed, in the project's namespace ({@code implicit}); null without
 * @param deviceIds URNs of the devices that carry it (RFC 4479 clause 3.3)
 * @param contact URI, or null
 * @param timestamp of the last change
 */
public record Tuple(
    String id,
    Basic basic,
    @Nullable RegistrationState registration,
    @Nullable Participation participation,
    @Nullable String reason,
    List<String> deviceIds,
    @Nullable String contact,
    Instant timestamp)
    implements Element {
  public Tuple {
    deviceIds = List.copyOf(deviceIds);
  }

  /** A means of which it is not known whether it is registered. */
  public Tuple(
      String id,
      Basic basic,
      @Nullable Participation participation,
      @Nullable String reason,
      List<String> deviceIds,
      @Nullable String contact,
      Instant timestamp) {
    this(id, basic, null, participation, reason, deviceIds, contact, timestamp);
  }

  /** A means of which it is not known either whether it is in use. */
  public Tuple(
      String id,
      Basic basic,
      @Nullable String reason,
      List<String> deviceIds,
      @Nullable String contact,
      Instant timestamp) {
    this(id, basic, null, null, reason, deviceIds, contact, timestamp);
  }

  @Override
  public Tuple at(Instant timestamp) {
    return new Tuple(id, basic, registration, participation, reason, deviceIds, contact, timestamp);
  }
}
