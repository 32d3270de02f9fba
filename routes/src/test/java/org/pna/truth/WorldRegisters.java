package org.pna.truth;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.Place;
import org.pna.model.SubscriberId;
import org.pna.model.message.Origin;
import org.pna.model.message.map.HlrAnswer;
import org.pna.model.message.map.HlrRequest;
import org.pna.model.message.map.InterrogationResult;
import org.pna.model.message.map.SccpAddress;
import org.pna.model.message.map.SubscriberState;
import org.pna.model.message.sh.DataReference;
import org.pna.model.message.sh.ShAnswer;
import org.pna.model.message.sh.ShData;
import org.pna.model.message.sh.ShRequest;
import org.pna.model.message.sh.UserDataAnswer;

/** The world's HLR and HSS: they answer what the network holds, and count what they are asked. */
final class WorldRegisters {
  private static final long LATENCY = 300;
  private static final long TIMEOUT = 20 * WorldSettings.SECOND;
  private static final int MAP_HLR = 6;

  /** Told what an answer tells. */
  interface Listener {
    void answered(Sim sim, Domain domain, long askedAt, boolean open);
  }

  private final Timeline timeline;
  private final Wire wire;
  private final Diary diary;
  private final Listener listener;
  private final Map<SubscriberId, Sim> sims = new HashMap<>();
  private boolean isDown;
  private final Map<String, Long> asked = new HashMap<>();
  private final Map<String, long[]> seconds = new HashMap<>();

  WorldRegisters(Timeline timeline, Wire wire, Diary diary, Listener listener) {
    this.timeline = timeline;
    this.wire = wire;
    this.diary = diary;
    this.listener = listener;
  }

  void add(Sim sim) {
    sim.names().forEach(name -> sims.putIfAbsent(name, sim));
  }

  void down(boolean down) {
    isDown = down;
  }

  /** Whether a register can be asked about it. */
  boolean isOpen(Sim sim) {
    return !isDown && (sim.lte || !wire.isSs7Out());
  }

  /** Requests to one of them. */
  long asked(String register) {
    return asked.getOrDefault(register, 0L);
  }

  /** The most that came to one within a second. */
  long mostInASecond(String register) {
    long[] second = seconds.get(register);
    return second == null ? 0 : second[2];
  }

  private void count(String register) {
    asked.merge(register, 1L, Long::sum);
    long[] second = seconds.computeIfAbsent(register, any -> new long[3]);
    long now = timeline.now() / WorldSettings.SECOND;
    second[1] = second[0] == now ? second[1] + 1 : 1;
    second[0] = now;
    second[2] = Math.max(second[2], second[1]);
  }

  /** What a domain's answer tells of its means. */
  static boolean tells(Sim sim, Domain domain) {
    return sim.held(domain == Domain.CS ? Means.VOICE : Means.DATA);
  }

  /** The HLR. */
  void ask(HlrRequest request, Consumer<HlrAnswer> answer) {
    count("hlr");
    Sim sim = sims.get(request.subscriber());
    if (sim == null || !(request instanceof HlrRequest.Interrogation ati)) {
      later(LATENCY, () -> answer.accept(failed(HlrAnswer.Kind.ERROR, 1)));
    } else if (wire.isSs7Out()) {
      later(LATENCY, () -> answer.accept(failed(HlrAnswer.Kind.UNREACHABLE, null)));
    } else if (isDown) {
      later(TIMEOUT, () -> answer.accept(failed(HlrAnswer.Kind.TIMEOUT, null)));
    } else {
      answer(sim, ati, answer);
    }
  }

  private static HlrAnswer failed(HlrAnswer.Kind kind, @Nullable Integer error) {
    return new HlrAnswer.Failed(kind, error, "in this world");
  }

  private void answer(Sim sim, HlrRequest.Interrogation ati, Consumer<HlrAnswer> answer) {
    Instant askedAt = timeline.instant();
    long at = timeline.now();
    boolean cs = ati.domain() == Domain.CS;
    SubscriberState state =
        sim.forgotten ? SubscriberState.MS_PURGED : cs ? csState(sim) : psState(sim);
    boolean open = tells(sim, ati.domain());
    boolean isTold = !sim.forgotten;
    boolean served = isTold && (cs ? sim.csAttached : sim.psAttached);
    InterrogationResult result =
        new InterrogationResult(
            new Origin(askedAt.plusMillis(LATENCY), new Place.Dialogue("hlr", "" + at)),
            wire.fingerprint(),
            new SccpAddress(Nodes.HLR_TITLE, -1, MAP_HLR),
            List.of(ati.subscriber()),
            askedAt,
            ati.domain(),
            cs ? state : null,
            cs ? null : state,
            cs && served ? Nodes.location(sim, Domain.CS) : null,
            cs && served ? Nodes.vlr(sim) : null,
            !cs && served ? Nodes.location(sim, Domain.PS) : null,
            !cs && served ? Nodes.sgsn(sim) : null);
    diary.note(sim, "asked    " + ati.domain() + ": " + state.specName() + " " + state.code());
    later(
        LATENCY,
        () -> {
          if (isTold) {
            listener.answered(sim, ati.domain(), at, open);
          }
          answer.accept(new HlrAnswer.Interrogated(result));
        });
  }

  private static SubscriberState csState(Sim sim) {
    if (!sim.csAttached) {
      return SubscriberState.IMSI_DETACHED;
    }
    return sim.call == null ? SubscriberState.ASSUMED_IDLE : SubscriberState.CAMEL_BUSY;
  }

  private static SubscriberState psState(Sim sim) {
    if (!sim.psAttached) {
      return SubscriberState.PS_DETACHED;
    }
    if (sim.session == null) {
      return sim.pagingLost
          ? SubscriberState.PS_ATTACHED_NOT_REACHABLE
          : SubscriberState.PS_ATTACHED_REACHABLE;
    }
    return sim.pagingLost
        ? SubscriberState.PS_PDP_ACTIVE_NOT_REACHABLE
        : SubscriberState.PS_PDP_ACTIVE_REACHABLE;
  }

  /** The HSS. */
  void ask(ShRequest request, Consumer<ShAnswer> answer) {
    count("hss");
    Sim sim = sims.get(request.subscriber());
    if (sim == null || !(request instanceof ShRequest.UserDataPull pull) || pull.domain() == null) {
      later(LATENCY, () -> answer.accept(new ShAnswer.Failed(ShAnswer.Kind.UNKNOWN_USER, "")));
      return;
    }
    if (isDown) {
      later(TIMEOUT, () -> answer.accept(new ShAnswer.Failed(ShAnswer.Kind.TIMEOUT, "silent")));
      return;
    }
    Instant askedAt = timeline.instant();
    long at = timeline.now();
    boolean isState = pull.reference() == DataReference.USER_STATE;
    ShData data = ShDocuments.of(sim, pull.domain(), isState);
    boolean open = tells(sim, pull.domain());
    boolean isTold = isState && !sim.forgotten;
    UserDataAnswer message =
        new UserDataAnswer(
            new Origin(askedAt.plusMillis(LATENCY), new Place.Dialogue("hss", "" + at)),
            wire.fingerprint(),
            Nodes.HSS,
            List.of(request.subscriber()),
            askedAt,
            pull.reference(),
            pull.domain(),
            data);
    diary.note(sim, "asked    " + pull.domain() + ": " + ShDocuments.words(data));
    later(
        LATENCY,
        () -> {
          if (isTold) {
            listener.answered(sim, pull.domain(), at, open);
          }
          answer.accept(new ShAnswer.Pulled(message));
        });
  }

  private void later(long delay, Runnable run) {
    timeline.after(delay, run);
  }
}
