package org.pna.model.message.sh;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.Nai;
import org.pna.model.PublicIdentity;

/**
 * What the document Sh-Data says (TS 29.328 annex D). Each part is null or empty when it says
 * nothing of it.
 *
 * @param publicIdentities of PublicIdentifiers
 * @param msisdns of PublicIdentifiers
 * @param imsi IMSI
 * @param privateIdentities IMSPrivateUserIdentity
 * @param imeisv 14 to 16 digits
 * @param serverName S-CSCFName, a SIP URI
 * @param imsUserState IMSUserState
 * @param csUserState CSUserState
 * @param psUserState PSUserState
 * @param epsUserState EPSUserState
 * @param fiveGsUserState Sh-5GSUserState
 * @param csLocation CSLocationInformation
 * @param psLocation PSLocationInformation
 */
public record ShData(
    List<PublicIdentity> publicIdentities,
    List<Msisdn> msisdns,
    @Nullable Imsi imsi,
    List<Nai> privateIdentities,
    @Nullable String imeisv,
    @Nullable String serverName,
    @Nullable ImsUserState imsUserState,
    @Nullable CsUserState csUserState,
    @Nullable PsUserState psUserState,
    @Nullable PsUserState epsUserState,
    @Nullable PsUserState fiveGsUserState,
    @Nullable ServedLocation csLocation,
    @Nullable ServedLocation psLocation) {
  public ShData {
    publicIdentities = List.copyOf(publicIdentities);
    msisdns = List.copyOf(msisdns);
    privateIdentities = List.copyOf(privateIdentities);
  }
}
