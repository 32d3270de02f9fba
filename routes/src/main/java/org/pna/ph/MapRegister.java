package org.pna.ph;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.SubscriberId;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.map.HlrAnswer;
import org.pna.model.message.map.HlrRequest;
import org.pna.model.message.map.HomeLocationRegister;
import org.pna.model.message.map.InterrogationResult;

/** A home location register that is asked by anyTimeInterrogation (TS 29.002 clause 8.11.1). */
final class MapRegister implements Register {
  /** ati-NotAllowed (TS 29.002 clause 17.6.6). */
  private static final int NOT_ALLOWED = 49;

  /** unknownSubscriber, facilityNotSupported, dataMissing, unexpectedDataValue. */
  private static final Set<Integer> FINAL = Set.of(1, 21, 35, 36);

  private final String globalTitle;
  private final HomeLocationRegister way;

  MapRegister(String globalTitle, HomeLocationRegister way) {
    this.globalTitle = globalTitle;
    this.way = way;
  }

  @Override
  public @Nullable SubscriberId name(List<SubscriberId> names) {
    for (SubscriberId name : names) {
      if (name instanceof Imsi || name instanceof Msisdn) {
        return name;
      }
    }
    return null;
  }

  @Override
  public int requests() {
    return 1;
  }

  @Override
  public NetworkMessage joined(NetworkMessage told, NetworkMessage more) {
    return more;
  }

  @Override
  public void send(
      List<SubscriberId> names, Domain domain, int request, Consumer<RegisterAnswer> answer) {
    SubscriberId name = name(names);
    if (name == null) {
      throw new IllegalArgumentException("no name to ask by");
    }
    way.send(
        new HlrRequest.Interrogation(name, globalTitle, domain),
        said -> answer.accept(read(said, names)));
  }

  private static RegisterAnswer read(HlrAnswer answer, List<SubscriberId> names) {
    if (answer instanceof HlrAnswer.Interrogated told) {
      return new RegisterAnswer.Told(named(told.result(), names));
    }
    return new RegisterAnswer.Untold(verdict(answer), Health.of(answer), reason(answer));
  }

  private static RegisterAnswer.Verdict verdict(HlrAnswer answer) {
    Integer error = answer instanceof HlrAnswer.Failed failed ? failed.error() : null;
    if (error != null && error == NOT_ALLOWED) {
      return RegisterAnswer.Verdict.FORBIDDEN;
    }
    return error != null && FINAL.contains(error)
        ? RegisterAnswer.Verdict.FINAL
        : RegisterAnswer.Verdict.PASSING;
  }

  private static String reason(HlrAnswer answer) {
    if (!(answer instanceof HlrAnswer.Failed failed)) {
      return "another-answer";
    }
    return failed.error() == null
        ? failed.kind().name().toLowerCase(Locale.ROOT).replace('_', '-')
        : "error-" + failed.error();
  }

  /** The result under all names that are known of its subscriber: facts are kept by IMSI. */
  private static InterrogationResult named(InterrogationResult result, List<SubscriberId> names) {
    return new InterrogationResult(
        result.origin(),
        result.fingerprint(),
        result.calling(),
        names,
        result.askedAt(),
        result.asked(),
        result.state(),
        result.psState(),
        result.location(),
        result.vlrNumber(),
        result.locationGprs(),
        result.sgsnNumber());
  }
}
