package org.pna.routes;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.apache.camel.Processor;
import org.pna.normalise.Normaliser;
import org.pna.publisher.pen.Pen;
import org.pna.publisher.store.PresenceStore;

/** The steps that all routes share, and the lanes they run on. */
public final class Steps implements AutoCloseable {
  private final Lanes lanes;
  private final Processor identify;
  private final Processor repeat;
  private final Processor lane;
  private final Processor normalise;
  private final Processor publish;

  /**
   * @param settings bounds and threads
   * @param identities subscriber → presentity
   * @param normaliser rules
   * @param store what is held of each presentity
   * @param pen where changes go
   * @param clock of the network: the wall's, or the trace's
   * @param meters what is counted
   */
  public Steps(
      LaneSettings settings,
      Identities identities,
      Normaliser normaliser,
      PresenceStore store,
      Pen pen,
      InstantSource clock,
      MeterRegistry meters) {
    Tally tally = new Tally(meters);
    RepeatFilter repeats = new RepeatFilter(settings.repeatWindow(), settings.repeatCapacity());
    UnaskedChanges unasked = new UnaskedChanges(store, normaliser, pen);
    lanes = new Lanes(settings.lanes(), settings.queue(), unasked);
    identify = new IdentifyStep(identities, tally);
    repeat = new RepeatStep(repeats, tally);
    lane = new LaneStep(lanes, clock, repeats, unasked);
    normalise = new NormaliseStep(store, normaliser, tally);
    publish = new PublishStep(pen, lanes, repeats, tally);
  }

  /** The threads that own presence state. */
  public Lanes lanes() {
    return lanes;
  }

  Processor identify() {
    return identify;
  }

  Processor repeat() {
    return repeat;
  }

  Processor lane() {
    return lane;
  }

  Processor normalise() {
    return normalise;
  }

  Processor publish() {
    return publish;
  }

  @Override
  public void close() {
    lanes.close();
  }
}
