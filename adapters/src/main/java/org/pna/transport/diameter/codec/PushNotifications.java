package org.pna.transport.diameter.codec;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;
import org.pna.model.Msisdn;
import org.pna.model.Nai;
import org.pna.model.PublicIdentity;
import org.pna.model.SubscriberId;
import org.pna.model.message.Origin;
import org.pna.model.message.sh.PushNotification;
import org.pna.model.message.sh.ShData;

/** Push-Notification-Request and -Answer (TS 29.329 clauses 6.1.7 and 6.1.8). */
public final class PushNotifications {
  private static final int LONGEST_URI = 512;

  private PushNotifications() {}

  /**
   * Reads a request.
   *
   * @throws MalformedMessageException when a mandatory AVP is missing or wrong
   */
  public static PushNotification decode(DiameterMessage request, Origin origin)
      throws MalformedMessageException {
    request.sessionId();
    request.identity(AvpCode.ORIGIN_REALM, "Origin-Realm");
    String server = request.originHost();
    List<SubscriberId> asked = user(request);
    Avp document = request.avps().required(AvpCode.USER_DATA, "User-Data");
    ShData data = ShDataReader.read(document.data());
    List<SubscriberId> names = new ArrayList<>(asked);
    Avp userName = request.avps().first(AvpCode.USER_NAME);
    if (userName != null) {
      names.add(new Nai(userName.text("User-Name", LONGEST_URI)));
    }
    return new PushNotification(
        origin,
        DiameterFingerprints.of(server, request.header()),
        server,
        names(names, data),
        data);
  }

  /** User-Identity, at least one name. */
  static List<SubscriberId> user(DiameterMessage request) throws MalformedMessageException {
    Avp identity = request.avps().required(AvpCode.USER_IDENTITY, "User-Identity");
    List<SubscriberId> names = identity(identity.group("User-Identity"));
    if (names.isEmpty()) {
      throw new MalformedMessageException(
          Kind.UNEXPECTED_VALUE, "User-Identity", "neither Public-Identity nor MSISDN");
    }
    return names;
  }

  /** Whatever names can be read of a request, also of one that is malformed. */
  public static List<SubscriberId> names(DiameterMessage request) {
    Avp identity = request.avps().first(AvpCode.USER_IDENTITY);
    try {
      return identity == null ? List.of() : identity(identity.group("User-Identity"));
    } catch (MalformedMessageException e) {
      return List.of();
    }
  }

  private static List<SubscriberId> identity(Avps identity) throws MalformedMessageException {
    List<SubscriberId> names = new ArrayList<>(1);
    Avp uri = identity.first(AvpCode.PUBLIC_IDENTITY);
    if (uri != null) {
      names.add(new PublicIdentity(uri.text("Public-Identity", LONGEST_URI)));
    }
    Avp number = identity.first(AvpCode.MSISDN);
    if (number != null) {
      names.add(new Msisdn(MapOctets.digits(number.data(), 0, "MSISDN")));
    }
    return names;
  }

  /** The names given first, then those in the data, each once. */
  static List<SubscriberId> names(List<SubscriberId> given, ShData data) {
    Set<SubscriberId> names = new LinkedHashSet<>(given);
    names.addAll(data.publicIdentities());
    names.addAll(data.msisdns());
    if (data.imsi() != null) {
      names.add(data.imsi());
    }
    names.addAll(data.privateIdentities());
    return List.copyOf(names);
  }
}
