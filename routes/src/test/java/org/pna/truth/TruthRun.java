package org.pna.truth;

import static org.pna.truth.WorldSettings.SECOND;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pna.model.Domain;
import org.pna.publisher.pen.Publication;
import org.pna.publisher.pidf.Basic;
import org.pna.publisher.pidf.Element;
import org.pna.publisher.pidf.Tuple;
import org.pna.publisher.store.PresentityRecord;

/** One run of a world, measured. */
final class TruthRun implements AutoCloseable {
  /** What the watched are to be right in after a fault. */
  static final List<Means> RIGHT = List.of(Means.VOICE, Means.DATA, Means.IMS);

  private static final long SWEEP = 5;
  private static final long MILLION = 1_000_000;
  private static final long CHANCE_OF_PI = -4;
  private static final long CHANCE_OF_PL = -5;

  private final WorldSettings settings;
  private final Timeline timeline = new Timeline();
  private final Population population;
  private final Scoreboard scores;
  private final Diary diary;
  private final Wire wire;
  private final WorldRegisters registers;
  private final GatewayUnderTest gateway;
  private final Beliefs lastWriter;
  private final Beliefs floor;
  private final Beliefs asked;
  private final List<Polls> polls;
  private final Set<String> watched = new TreeSet<>();
  private final List<TruthReport.Repaired> repaired = new ArrayList<>();
  private final long runs;
  private final long seed;
  private long delivered;

  /**
   * @param explained the presentity whose diary is written; negative: nobody's
   * @param out the diary
   */
  TruthRun(
      WorldSettings settings,
      long seed,
      int subscribers,
      int hours,
      int explained,
      Appendable out) {
    this.settings = settings;
    this.seed = seed;
    runs = settings.minutes(Parameter.WARM_UP_MINUTES) + hours * WorldSettings.HOUR;
    population = new Population(settings, seed, subscribers);
    diary = new Diary(timeline, explained, out);
    scores =
        new Scoreboard(
            subscribers,
            timeline::now,
            settings.minutes(Parameter.WARM_UP_MINUTES),
            population::last);
    population.uses(scores);
    lastWriter = beliefs(Contestant.LAST_WRITER);
    floor = beliefs(Contestant.FLOOR);
    asked = beliefs(Contestant.ASKED);
    wire = new Wire(settings, timeline, new Chance(seed, -1), diary, this::received);
    registers = new WorldRegisters(timeline, wire, diary, this::answered);
    population.sims().forEach(registers::add);
    Map<String, Integer> rates = Map.of("hlr", rate(false), "hss", rate(true));
    gateway =
        new GatewayUnderTest(timeline, registers, rates, population.owners(), this::published);
    population.watched().forEach(owner -> watched.add(GatewayUnderTest.presentity(owner)));
    polls =
        List.of(
            new Polls(population.watchedSims(false), rate(false)),
            new Polls(population.watchedSims(true), rate(true)));
    begin();
  }

  private Beliefs beliefs(Contestant who) {
    return new Beliefs(who, population.owners(), population.sims().size(), scores);
  }

  private int rate(boolean sh) {
    long held = population.sims().stream().filter(sim -> sim.lte == sh).count();
    double rate = settings.of(Parameter.HLR_RATE_PER_MILLION) * held / MILLION;
    return (int) Math.max(1, Math.round(rate));
  }

  private void begin() {
    Network network =
        new Network(
            settings,
            timeline,
            new MapSpeaker(wire),
            new CapSpeaker(wire, timeline, new Chance(seed, -2)),
            new AccountingSpeaker(wire, timeline),
            List.of(
                new ShSpeaker(wire), new PiSpeaker(wire, settings, new Chance(seed, CHANCE_OF_PI))),
            this::changed);
    Traffic traffic = new Traffic(network);
    Power power = new Power(network, traffic, new Movement(network));
    long within = settings.minutes(Parameter.WARM_UP_MINUTES) / 2;
    for (Sim sim : population.sims()) {
      timeline.at(sim.chance.within(within), () -> power.switchOn(sim));
      traffic.exists(sim);
    }
    PlSpeaker locations = new PlSpeaker(wire, timeline, settings);
    Chance chance = new Chance(seed, CHANCE_OF_PL);
    for (int owner : population.watched()) {
      for (Sim sim : population.owners().get(owner)) {
        if (chance.is(settings.share(Parameter.LOCATED_PERCENT))) {
          locations.follows(
              sim, within + chance.within(settings.minutes(Parameter.POSITION_MINUTES)));
        }
      }
    }
    new Faults(
            network,
            wire,
            registers,
            population.sims(),
            traffic,
            power,
            new Chance(seed, -3),
            gateway::suspect,
            this::ended)
        .plan(runs);
  }

  /** Lets it all happen. */
  TruthReport run() {
    for (long second = 1; second * SECOND <= runs; second++) {
      timeline.run(second * SECOND);
      gateway.tick();
      if (second % SWEEP == 0) {
        gateway.sweep(watched);
      }
      polls.forEach(this::poll);
    }
    scores.settleAll();
    return new TruthReport(
        seed,
        population.owners().size(),
        runs - settings.minutes(Parameter.WARM_UP_MINUTES),
        scores,
        List.copyOf(repaired),
        registers,
        new TreeMap<>(Map.of("hlr", rate(false), "hss", rate(true))),
        wire.sent(),
        wire.lost(),
        delivered);
  }

  /** What the floor knows by asking, the answer at once. */
  private void poll(Polls turn) {
    for (int i = 0; i < turn.rate(); i++) {
      Polls.Question question = turn.next();
      if (question == null) {
        return;
      }
      Sim sim = question.sim();
      if (registers.isOpen(sim) && !sim.forgotten) {
        Means means = question.domain() == Domain.CS ? Means.VOICE : Means.DATA;
        floor.learn(sim, means, WorldRegisters.tells(sim, question.domain()), timeline.now());
      }
    }
  }

  private void changed(Sim sim, String words) {
    for (Means means : Means.values()) {
      scores.truth(
          sim.owner,
          means,
          population.owners().get(sim.owner).stream().anyMatch(one -> one.is(means)));
    }
    diary.note(sim, "IS       " + words + " (" + population.words(sim.owner) + ")");
  }

  private void received(Delivery delivery) {
    delivered++;
    Signal signal = delivery.signal();
    Sim about = signal.sim();
    if (about == null) { // of a whole gateway
      for (Sim sim : population.sims()) {
        learn(sim, Means.DATA, sim.held(Means.DATA), delivery.sentAt());
      }
    } else {
      delivery.held().forEach((means, open) -> learn(about, means, open, delivery.sentAt()));
      signal.says().forEach((means, open) -> lastWriter.learn(about, means, open, delivered));
    }
    var end = gateway.take(delivery.message());
    diary.note(
        about,
        "heard    " + signal.words() + (end.ignored() == null ? "" : " IGNORED " + end.ignored()));
  }

  private void learn(Sim sim, Means means, boolean open, long time) {
    floor.learn(sim, means, open, time);
    asked.learn(sim, means, open, time);
  }

  private void answered(Sim sim, Domain domain, long askedAt, boolean open) {
    Means means = domain == Domain.CS ? Means.VOICE : Means.DATA;
    learn(sim, means, open, askedAt);
  }

  private void published(Publication publication) {
    int owner = GatewayUnderTest.owner(publication.presentity());
    PresentityRecord record = gateway.store().load(publication.presentity());
    List<Element> elements = publication.after().elements();
    for (Means means : Means.values()) {
      Word word = Word.UNKNOWN;
      String reason = "removed by " + publication.evidence().operation();
      for (int i = 0; i < elements.size(); i++) {
        if (elements.get(i) instanceof Tuple tuple && tuple.id().equals(means.tuple)) {
          word = tuple.basic() == Basic.OPEN ? Word.OPEN : Word.CLOSED;
          var why = record.reasons().get(i);
          reason =
              why.evidence().operation()
                  + ' '
                  + why.evidence().code()
                  + " by "
                  + why.rule()
                  + ' '
                  + why.cause();
        }
      }
      if (scores.word(Contestant.GATEWAY, owner, means, word)) {
        scores.reason(owner, means, reason);
        diary.note(owner, "WE SAY   " + means.tuple + " " + word + ": " + reason);
      }
    }
  }

  private void ended(String fault, long began) {
    Recovery recovery = new Recovery(scores, population.watched(), RIGHT);
    scores.follow(recovery, true);
    timeline.after(
        Faults.REPAIRED_WITHIN,
        () -> {
          scores.follow(recovery, false);
          Map<Contestant, TruthReport.Right> right = new EnumMap<>(Contestant.class);
          for (Contestant who : Contestant.values()) {
            right.put(who, new TruthReport.Right(recovery.right(who), rightNow(who)));
          }
          repaired.add(
              new TruthReport.Repaired(fault, began, watched.size(), right, recovery.missed()));
        });
  }

  private long rightNow(Contestant who) {
    return population.watched().stream().filter(owner -> scores.isRight(who, owner, RIGHT)).count();
  }

  @Override
  public void close() {
    gateway.close();
  }
}
