package org.pna.model.message.ims;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.Nai;
import org.pna.model.PublicIdentity;
import org.pna.model.SubscriberId;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.Origin;
import org.pna.model.sip.SipSocket;

/**
 * A third-party REGISTER (TS 24.229 clauses 5.4.1.7 and 5.7.1.1).
 *
 * @param origin when and where it was heard; nobody waits for its answer (rule S4)
 * @param fingerprint of Call-ID, CSeq, From tag and branch (rule T2)
 * @param scscf URI of the S-CSCF: the Contact, else From
 * @param peer URI of the address that it came from
 * @param socket of ours where it came in
 * @param served identity that is registered
 * @param expires granted seconds, 0 to 4294967295; 0 when it is registered no longer
 * @param associated P-Associated-URI: the identities registered with it, at most {@link
 *     #MOST_ASSOCIATED}
 * @param visitedNetwork P-Visited-Network-ID, or null
 * @param access what a network node says of the access, or null
 * @param imsi of the service information, or null
 * @param msisdn of the service information, or null
 * @param privateIdentity username of the enclosed REGISTER's Authorization, or null
 */
public record ThirdPartyRegister(
    Origin origin,
    Fingerprint fingerprint,
    String scscf,
    String peer,
    SipSocket socket,
    PublicIdentity served,
    long expires,
    List<PublicIdentity> associated,
    @Nullable String visitedNetwork,
    @Nullable AccessNetworkInfo access,
    @Nullable Imsi imsi,
    @Nullable Msisdn msisdn,
    @Nullable Nai privateIdentity)
    implements NetworkMessage {
  /** Further ones are not read. */
  public static final int MOST_ASSOCIATED = 32;

  public ThirdPartyRegister {
    associated = List.copyOf(associated);
  }

  /** The served identity first, then the names that go with it. */
  @Override
  public List<SubscriberId> subscriber() {
    List<SubscriberId> names = new ArrayList<>();
    names.add(served);
    Stream.of(imsi, msisdn, privateIdentity).filter(Objects::nonNull).forEach(names::add);
    associated.stream().filter(one -> !one.equals(served)).forEach(names::add);
    return names;
  }

  /** When the registration ends unless it is refreshed. */
  public Instant until() {
    return origin.time().plusSeconds(expires);
  }
}
