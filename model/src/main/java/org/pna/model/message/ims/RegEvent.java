package org.pna.model.message.ims;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.PublicIdentity;
import org.pna.model.SubscriberId;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.Origin;

/**
 * How the registration of one public identity is after a NOTIFY of {@code reg}.
 *
 * @param origin of the NOTIFY
 * @param fingerprint of the NOTIFY and the identity: one NOTIFY may tell of several
 * @param registration with all its contacts, as far as they are known
 * @param until when the last REGISTER says that it ends; null if there was none
 * @param others further names of the subscriber
 */
public record RegEvent(
    Origin origin,
    Fingerprint fingerprint,
    RegInfo.Registration registration,
    @Nullable Instant until,
    List<SubscriberId> others)
    implements NetworkMessage {
  public RegEvent {
    others = List.copyOf(others);
  }

  /**
   * What a NOTIFY says of one identity.
   *
   * @param registration with all its contacts
   */
  public static RegEvent of(
      RegNotification notification,
      RegInfo.Registration registration,
      @Nullable Instant until,
      List<SubscriberId> others) {
    Fingerprint all = notification.fingerprint();
    long mark = 0;
    for (int i = 0; i < registration.aor().length(); i++) {
      mark = mark * 0x5851F42D4C957F2DL + registration.aor().charAt(i) + 1;
    }
    return new RegEvent(
        notification.origin(),
        new Fingerprint(all.high(), all.low() ^ mark),
        registration,
        until,
        others);
  }

  /** The identity. */
  public PublicIdentity identity() {
    return new PublicIdentity(registration.aor());
  }

  @Override
  public List<SubscriberId> subscriber() {
    PublicIdentity identity = identity();
    List<SubscriberId> names = new ArrayList<>(others.size() + 1);
    names.add(identity);
    others.stream().filter(name -> !name.equals(identity)).forEach(names::add);
    return names;
  }
}
