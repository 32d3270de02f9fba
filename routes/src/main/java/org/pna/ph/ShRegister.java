package org.pna.ph;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.Msisdn;
import org.pna.model.PublicIdentity;
import org.pna.model.SubscriberId;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.sh.DataReference;
import org.pna.model.message.sh.HomeSubscriberServer;
import org.pna.model.message.sh.RequestedNode;
import org.pna.model.message.sh.ShAnswer;
import org.pna.model.message.sh.ShData;
import org.pna.model.message.sh.ShRequest;
import org.pna.model.message.sh.UserDataAnswer;
import org.pna.ph.RegisterAnswer.Verdict;

/**
 * A home subscriber server that is asked by User-Data-Request (TS 29.328 clause 6.1.1): for the
 * user's state in the domain, then for his location. In the packet-switched domain MME, SGSN and
 * AMF are asked, so that EPS and 5GS come too. Sh names nobody by IMSI.
 */
final class ShRegister implements Register {
  /** What is asked for, in this order. */
  private static final List<DataReference> REQUESTS =
      List.of(DataReference.USER_STATE, DataReference.LOCATION_INFORMATION);

  private static final Set<RequestedNode> PACKET_NODES =
      Set.of(RequestedNode.MME, RequestedNode.SGSN, RequestedNode.AMF);

  /** DIAMETER_TOO_BUSY and DIAMETER_UNABLE_TO_COMPLY (RFC 6733 clause 7.1). */
  private static final Set<Integer> TROUBLE = Set.of(3004, 5012);

  private final @Nullable String realm;
  private final HomeSubscriberServer way;

  /**
   * @param realm null for the node's home realm
   */
  ShRegister(@Nullable String realm, HomeSubscriberServer way) {
    this.realm = realm;
    this.way = way;
  }

  @Override
  public @Nullable SubscriberId name(List<SubscriberId> names) {
    SubscriberId found = null;
    for (SubscriberId name : names) {
      if (name instanceof Msisdn) {
        return name;
      }
      if (name instanceof PublicIdentity && found == null) {
        found = name;
      }
    }
    return found;
  }

  @Override
  public int requests() {
    return REQUESTS.size();
  }

  /** State and location, as anyTimeInterrogation tells them: of the time of the state. */
  @Override
  public NetworkMessage joined(NetworkMessage told, NetworkMessage more) {
    if (!(told instanceof UserDataAnswer state) || !(more instanceof UserDataAnswer location)) {
      return more;
    }
    return with(state, state.subscriber(), joined(state.data(), location.data()));
  }

  private static ShData joined(ShData state, ShData location) {
    return new ShData(
        state.publicIdentities(),
        state.msisdns(),
        state.imsi(),
        state.privateIdentities(),
        state.imeisv(),
        state.serverName(),
        state.imsUserState(),
        state.csUserState(),
        state.psUserState(),
        state.epsUserState(),
        state.fiveGsUserState(),
        location.csLocation(),
        location.psLocation());
  }

  @Override
  public void send(
      List<SubscriberId> names, Domain domain, int request, Consumer<RegisterAnswer> answer) {
    SubscriberId name = name(names);
    if (name == null) {
      throw new IllegalArgumentException("no name to ask by");
    }
    way.send(
        new ShRequest.UserDataPull(
            name,
            realm,
            REQUESTS.get(request),
            domain,
            false,
            domain == Domain.PS ? PACKET_NODES : Set.of()),
        said -> answer.accept(read(said, names)));
  }

  private static RegisterAnswer read(ShAnswer answer, List<SubscriberId> names) {
    if (answer instanceof ShAnswer.Pulled told) {
      // under all names that are known: facts are kept by IMSI
      return new RegisterAnswer.Told(with(told.answer(), names, told.answer().data()));
    }
    if (!(answer instanceof ShAnswer.Failed failed)) {
      return new RegisterAnswer.Untold(Verdict.PASSING, Health.SERVED, "another-answer");
    }
    return new RegisterAnswer.Untold(verdict(failed.kind()), health(failed), reason(failed));
  }

  private static Verdict verdict(ShAnswer.Kind kind) {
    return switch (kind) {
      case NOT_ALLOWED -> Verdict.REFUSED; // 5101 is said of the user (TS 29.328 clause 6.2.2)
      case UNKNOWN_USER, NO_SUBSCRIPTION, UNSUPPORTED -> Verdict.FINAL;
      case NOT_AVAILABLE, ERROR, PROTOCOL, TIMEOUT, UNREACHABLE, NO_ROOM -> Verdict.PASSING;
    };
  }

  private static Health health(ShAnswer.Failed failed) {
    Integer code = failed.code();
    if (code != null && !failed.experimental() && TROUBLE.contains(code)) {
      return Health.TROUBLED;
    }
    return switch (failed.kind()) {
      case TIMEOUT -> Health.TROUBLED;
      case UNREACHABLE -> Health.UNREACHABLE;
      case PROTOCOL, NO_ROOM -> Health.UNTOLD;
      case UNKNOWN_USER, NOT_AVAILABLE, NOT_ALLOWED, NO_SUBSCRIPTION, UNSUPPORTED, ERROR ->
          Health.SERVED;
    };
  }

  private static String reason(ShAnswer.Failed failed) {
    if (failed.kind() == ShAnswer.Kind.NO_SUBSCRIPTION) {
      return "no-data";
    }
    return failed.code() == null
        ? failed.kind().name().toLowerCase(Locale.ROOT).replace('_', '-')
        : "error-" + failed.code();
  }

  private static UserDataAnswer with(UserDataAnswer answer, List<SubscriberId> names, ShData data) {
    return new UserDataAnswer(
        answer.origin(),
        answer.fingerprint(),
        answer.server(),
        names,
        answer.askedAt(),
        answer.reference(),
        answer.domain(),
        data);
  }
}
