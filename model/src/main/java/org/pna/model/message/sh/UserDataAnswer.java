package org.pna.model.message.sh;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.SubscriberId;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.Origin;

/**
 * User-Data-Answer with data (TS 29.328 clause 6.1.1), or the data in a
 * Subscribe-Notifications-Answer.
 *
 * @param command which of the two it is
 * @param origin when and where it was heard
 * @param fingerprint of Origin-Host and End-to-End Identifier
 * @param server Origin-Host
 * @param subscriber whom the request asked about, and the names that the data give; at least one
 * @param askedAt when the request went: a report heard since then is newer (rule T3)
 * @param reference which data were asked for
 * @param domain the domain asked for; null when the data are of none
 * @param data what it says
 */
public record UserDataAnswer(
    Command command,
    Origin origin,
    Fingerprint fingerprint,
    String server,
    List<SubscriberId> subscriber,
    Instant askedAt,
    DataReference reference,
    @Nullable Domain domain,
    ShData data)
    implements NetworkMessage {
  /** The answers that give data (TS 29.329 clause 6.1). */
  public enum Command {
    USER_DATA("User-Data-Answer"),
    SUBSCRIBE_NOTIFICATIONS("Subscribe-Notifications-Answer");

    private final String specName;

    Command(String specName) {
      this.specName = specName;
    }

    /** The name in TS 29.329. */
    public String specName() {
      return specName;
    }
  }

  public UserDataAnswer {
    subscriber = List.copyOf(subscriber);
  }

  /** A User-Data-Answer. */
  public UserDataAnswer(
      Origin origin,
      Fingerprint fingerprint,
      String server,
      List<SubscriberId> subscriber,
      Instant askedAt,
      DataReference reference,
      @Nullable Domain domain,
      ShData data) {
    this(
        Command.USER_DATA,
        origin,
        fingerprint,
        server,
        subscriber,
        askedAt,
        reference,
        domain,
        data);
  }
}
