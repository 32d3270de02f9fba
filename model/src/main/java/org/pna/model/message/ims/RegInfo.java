package org.pna.model.message.ims;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A document {@code application/reginfo+xml} (RFC 3680 clause 5).
 *
 * @param version of the document within its subscription, from 0
 * @param full whether it tells all; else only what has changed
 * @param registrations of the identities that it is about
 */
public record RegInfo(long version, boolean full, List<Registration> registrations) {
  public RegInfo {
    registrations = List.copyOf(registrations);
  }

  /** How a registration is (RFC 3680 clause 3.2.1). */
  public enum State {
    INIT,
    ACTIVE,
    TERMINATED;

    /** As the document writes it. */
    public String specName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The registration of one public identity.
   *
   * @param aor the identity, a URI
   * @param id names it within the subscription
   * @param state as the network sums it up
   * @param contacts in a partial document only those that changed
   */
  public record Registration(String aor, String id, State state, List<Contact> contacts) {
    public Registration {
      contacts = List.copyOf(contacts);
    }

    /** Whether the network says so and no contact list speaks against it. */
    public boolean isActive() {
      return state == State.ACTIVE
          && (contacts.isEmpty() || contacts.stream().anyMatch(Contact::active));
    }

    @Override
    public String toString() {
      return "Registration[" + state + ", " + contacts.size() + "]";
    }
  }

  /**
   * One contact of a registration.
   *
   * @param id names it within the subscription
   * @param active else terminated
   * @param event what happened to it last
   * @param expires seconds until it ends unless refreshed, 0 to 4294967295; null when not said
   * @param uri where it is reached, or empty
   */
  public record Contact(
      String id, boolean active, Event event, @Nullable Long expires, String uri) {
    @Override
    public String toString() {
      return "Contact[" + active + ", " + event + ", " + expires + "]";
    }
  }

  /** What happens to a contact (RFC 3680 clause 5.2). */
  public enum Event {
    REGISTERED,
    CREATED,
    REFRESHED,
    SHORTENED,
    EXPIRED,
    DEACTIVATED,
    PROBATION,
    UNREGISTERED,
    REJECTED,
    /** One that is not known yet. */
    OTHER
  }
}
