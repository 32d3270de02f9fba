package org.pna.app.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.Location;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.map.InterrogationResult;
import org.pna.model.message.map.SubscriberState;
import org.pna.model.message.sh.CsUserState;
import org.pna.model.message.sh.PsUserState;
import org.pna.model.message.sh.ServedLocation;
import org.pna.model.message.sh.UserDataAnswer;

/**
 * What a register said of a domain, by MAP or by Sh.
 *
 * @param asked when the first request went
 * @param states that of the domain first
 * @param node VLR or SGSN number
 * @param location where
 */
record Said(Instant asked, List<State> states, @Nullable String node, @Nullable Location location) {
  Said {
    states = List.copyOf(states);
  }

  /**
   * A state.
   *
   * @param network {@code eps} or {@code 5gs}; empty for the domain itself
   * @param word the specification's enumerator
   * @param code its number
   */
  record State(String network, String word, String code) {}

  /** Out of what came; null if it is none of these. */
  static @Nullable Said of(@Nullable NetworkMessage told, Domain domain) {
    if (told instanceof InterrogationResult result) {
      return of(result, domain);
    }
    return told instanceof UserDataAnswer answer ? of(answer, domain) : null;
  }

  private static Said of(InterrogationResult result, Domain domain) {
    boolean cs = domain == Domain.CS;
    SubscriberState state = cs ? result.state() : result.psState();
    return new Said(
        result.askedAt(),
        state == null ? List.of() : List.of(new State("", QueryWords.said(state), state.code())),
        cs ? result.vlrNumber() : result.sgsnNumber(),
        cs ? result.location() : result.locationGprs());
  }

  private static Said of(UserDataAnswer answer, Domain domain) {
    List<State> states = new ArrayList<>();
    ServedLocation served;
    if (domain == Domain.CS) {
      CsUserState cs = answer.data().csUserState();
      add(states, "", cs, cs == null ? 0 : cs.code());
      served = answer.data().csLocation();
    } else {
      add(states, "", answer.data().psUserState());
      add(states, "eps", answer.data().epsUserState());
      add(states, "5gs", answer.data().fiveGsUserState());
      served = answer.data().psLocation();
    }
    return new Said(
        answer.askedAt(),
        states,
        served == null ? null : served.node(),
        served == null ? null : served.location());
  }

  private static void add(List<State> states, String network, @Nullable PsUserState state) {
    add(states, network, state, state == null ? 0 : state.code());
  }

  private static void add(List<State> states, String network, @Nullable Enum<?> state, int code) {
    if (state != null) {
      states.add(new State(network, word(state), Integer.toString(code)));
    }
  }

  /** {@code assumedIdle} of {@code ASSUMED_IDLE}. */
  private static String word(Enum<?> state) {
    StringBuilder word = new StringBuilder();
    boolean upper = false;
    for (char letter : state.name().toLowerCase(Locale.ROOT).toCharArray()) {
      if (letter != '_') {
        word.append(upper ? Character.toUpperCase(letter) : letter);
      }
      upper = letter == '_';
    }
    return word.toString();
  }
}
