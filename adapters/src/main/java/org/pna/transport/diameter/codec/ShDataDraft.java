package org.pna.transport.diameter.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;
import org.pna.model.Msisdn;
import org.pna.model.Nai;
import org.pna.model.PublicIdentity;
import org.pna.model.message.sh.CsUserState;
import org.pna.model.message.sh.ImsUserState;
import org.pna.model.message.sh.PsUserState;
import org.pna.model.message.sh.ShData;

/**
 * What was read so far of a document. A state that does not exist is a fault of the document; a
 * name in an unusual form is passed over, because the message has others.
 */
final class ShDataDraft {
  private static final int MOST_IDENTITIES = 200;
  private static final Pattern NUMBER = Pattern.compile("\\+?([0-9]{1,15})");
  private static final Pattern IMSI = Pattern.compile("[0-9]{5,15}");
  private static final Pattern IMEISV = Pattern.compile("[0-9]{14,16}");
  private static final Pattern URI = Pattern.compile("(?i)(sip|sips|tel):\\S{1,500}");
  private static final Pattern NAI = Pattern.compile("\\S{1,250}");

  private final List<PublicIdentity> publicIdentities = new ArrayList<>();
  private final List<Msisdn> msisdns = new ArrayList<>();
  private final List<Nai> privateIdentities = new ArrayList<>();
  private final LocationDraft cs = new LocationDraft(Domain.CS);
  private final LocationDraft ps = new LocationDraft(Domain.PS);
  private @Nullable Imsi imsi;
  private @Nullable String imeisv;
  private @Nullable String serverName;
  private @Nullable ImsUserState imsUserState;
  private @Nullable CsUserState csUserState;
  private @Nullable PsUserState psUserState;
  private @Nullable PsUserState epsUserState;
  private @Nullable PsUserState fiveGsUserState;

  /**
   * Takes an element that holds text.
   *
   * @param scope the element it belongs to, Extension left out
   * @param name its name
   */
  void take(String scope, String name, String text) throws MalformedMessageException {
    switch (scope) {
      case "Sh-Data" -> data(name, text);
      case "PublicIdentifiers" -> identity(name, text);
      case "Sh-IMS-Data" -> ims(name, text);
      case "CSLocationInformation", "VLRNumber" -> cs.take(scope, name, text);
      case "PSLocationInformation", "SGSNNumber" -> ps.take(scope, name, text);
      default -> {}
    }
  }

  /** A location's element begins, which may say nothing more. */
  void begin(String name) {
    if (name.equals("CSLocationInformation")) {
      cs.begin();
    } else if (name.equals("PSLocationInformation")) {
      ps.begin();
    }
  }

  private void data(String name, String text) throws MalformedMessageException {
    switch (name) {
      case "CSUserState" -> csUserState = known(CsUserState.of(number(name, text)), name);
      case "PSUserState" -> psUserState = known(PsUserState.of(number(name, text)), name);
      case "EPSUserState" -> epsUserState = known(PsUserState.of(number(name, text)), name);
      case "Sh-5GSUserState" -> fiveGsUserState = known(PsUserState.of(number(name, text)), name);
      case "IMSI" -> imsi = IMSI.matcher(text).matches() ? new Imsi(text) : imsi;
      case "IMEISV" -> imeisv = IMEISV.matcher(text).matches() ? text : imeisv;
      case "IMSPrivateUserIdentity" -> {
        if (NAI.matcher(text).matches() && privateIdentities.size() < MOST_IDENTITIES) {
          privateIdentities.add(new Nai(text));
        }
      }
      default -> {}
    }
  }

  private void identity(String name, String text) {
    if (name.equals("IMSPublicIdentity")
        && URI.matcher(text).matches()
        && publicIdentities.size() < MOST_IDENTITIES) {
      publicIdentities.add(new PublicIdentity(text));
    }
    var number = NUMBER.matcher(text);
    if (name.equals("MSISDN") && number.matches() && msisdns.size() < MOST_IDENTITIES) {
      msisdns.add(new Msisdn(number.group(1)));
    }
  }

  private void ims(String name, String text) throws MalformedMessageException {
    if (name.equals("IMSUserState")) {
      imsUserState = known(ImsUserState.of(number(name, text)), name);
    } else if (name.equals("SCSCFName") && URI.matcher(text).matches()) {
      serverName = text;
    }
  }

  private static <T> T known(@Nullable T state, String name) throws MalformedMessageException {
    if (state == null) {
      throw new MalformedMessageException(Kind.UNEXPECTED_VALUE, name, "no such state");
    }
    return state;
  }

  static int number(String name, String text) throws MalformedMessageException {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new MalformedMessageException(Kind.UNEXPECTED_VALUE, name, "not a number");
    }
  }

  ShData finish() {
    return new ShData(
        publicIdentities,
        msisdns,
        imsi,
        privateIdentities,
        imeisv,
        serverName,
        imsUserState,
        csUserState,
        psUserState,
        epsUserState,
        fiveGsUserState,
        cs.finish(),
        ps.finish());
  }
}
