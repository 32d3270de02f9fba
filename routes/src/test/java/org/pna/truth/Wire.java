package org.pna.truth;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.pna.model.Place;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;

/** Carries what the network tells: with delay, and sometimes twice, too late or not at all. */
final class Wire {
  private static final long TWICE_WITHIN = 10 * WorldSettings.SECOND;
  private static final double LEAST_DELAY = 0.1;

  private final WorldSettings settings;
  private final Timeline timeline;
  private final Chance chance;
  private final Consumer<Delivery> receiver;
  private final Diary diary;
  private final Set<String> silent = new HashSet<>();
  private boolean isSs7Out;
  private long number;
  private long sent;
  private long lost;

  Wire(
      WorldSettings settings,
      Timeline timeline,
      Chance chance,
      Diary diary,
      Consumer<Delivery> receiver) {
    this.settings = settings;
    this.timeline = timeline;
    this.chance = chance;
    this.diary = diary;
    this.receiver = receiver;
  }

  /** What a message is known by; those of one signal have it in common. */
  Fingerprint fingerprint() {
    return new Fingerprint(6, ++number);
  }

  void silence(String node, boolean isSilent) {
    if (isSilent) {
      silent.add(node);
    } else {
      silent.remove(node);
    }
  }

  void ss7(boolean isOut) {
    isSs7Out = isOut;
  }

  boolean isSs7Out() {
    return isSs7Out;
  }

  long sent() {
    return sent;
  }

  long lost() {
    return lost;
  }

  /**
   * Sends it.
   *
   * @return whether it will arrive
   */
  boolean send(Signal signal) {
    sent++;
    boolean isLost = chance.is(settings.share(Parameter.LOSS_PERCENT));
    boolean isTwice = chance.is(settings.share(Parameter.DUPLICATE_PERCENT));
    boolean isLate = chance.is(settings.share(Parameter.REORDER_PERCENT));
    long usual = settings.count(Parameter.DELAY_MILLIS);
    long delay = chance.between((long) (usual * LEAST_DELAY), usual);
    delay += isLate ? chance.within(settings.seconds(Parameter.REORDER_SECONDS)) : 0;
    if (isLost || silent.contains(signal.node()) || (isSs7Out && signal.ss7())) {
      lost++;
      diary.note(signal.sim(), "LOST     " + signal.words());
      return false;
    }
    diary.note(signal.sim(), "sent     " + signal.words());
    deliver(signal, delay);
    if (isTwice) {
      deliver(signal, delay + chance.within(TWICE_WITHIN));
    }
    return true;
  }

  /** What our own transport finds out, with no network between. */
  void found(Signal signal) {
    deliver(signal, 0);
  }

  private void deliver(Signal signal, long delay) {
    Map<Means, Boolean> held = new EnumMap<>(Means.class);
    Sim sim = signal.sim();
    if (sim != null) {
      signal.bears().forEach(means -> held.put(means, sim.held(means)));
    }
    long sentAt = timeline.now();
    timeline.after(
        delay,
        () -> {
          Place place = new Place.Dialogue(signal.node(), String.valueOf(sentAt));
          Object message = signal.message().apply(new Origin(timeline.instant(), place));
          receiver.accept(new Delivery(signal, sentAt, held, message));
        });
  }
}
