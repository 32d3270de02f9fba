package org.pna.transport.diameter.codec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;
import org.pna.model.SubscriberId;
import org.pna.model.message.sh.DataReference;

/**
 * What somebody's User-Data-Request or Subscribe-Notifications-Request asks (TS 29.329 clauses
 * 6.1.1 and 6.1.5), read so that its answer can be understood.
 *
 * @param subscriber User-Identity, at least one name
 * @param references Data-Reference, those that the gateway knows
 * @param domain Requested-Domain; null without it
 */
public record ShQuestion(
    List<SubscriberId> subscriber, List<DataReference> references, @Nullable Domain domain) {
  public ShQuestion {
    subscriber = List.copyOf(subscriber);
    references = List.copyOf(references);
  }

  /**
   * Reads a request.
   *
   * @throws MalformedMessageException when a mandatory AVP is missing or wrong
   */
  public static ShQuestion decode(DiameterMessage request) throws MalformedMessageException {
    List<SubscriberId> subscriber = PushNotifications.user(request);
    request.avps().required(AvpCode.DATA_REFERENCE, "Data-Reference");
    List<DataReference> references = new ArrayList<>(1);
    for (Avp avp : request.avps().all(AvpCode.DATA_REFERENCE)) {
      DataReference reference = DataReference.of(avp.unsigned32("Data-Reference"));
      if (reference != null) {
        references.add(reference);
      }
    }
    return new ShQuestion(subscriber, references, domain(request));
  }

  private static @Nullable Domain domain(DiameterMessage request) throws MalformedMessageException {
    Avp avp = request.avps().first(AvpCode.REQUESTED_DOMAIN);
    if (avp == null) {
      return null;
    }
    long domain = avp.unsigned32("Requested-Domain");
    if (domain > 1) {
      throw new MalformedMessageException(
          Kind.UNEXPECTED_VALUE, "Requested-Domain", "neither 0 nor 1");
    }
    return domain == 0 ? Domain.CS : Domain.PS;
  }

  /** Which data an answer is of: of several, a state before anything else. */
  @Nullable DataReference reference() {
    for (DataReference reference : references) {
      if (reference == DataReference.USER_STATE || reference == DataReference.IMS_USER_STATE) {
        return reference;
      }
    }
    return references.isEmpty() ? null : references.get(0);
  }
}
