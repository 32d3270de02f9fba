package org.pna.routes;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.List;
import org.apache.camel.Processor;
import org.pna.model.Adapter;
import org.pna.normalise.HoldPolicy;
import org.pna.normalise.Normaliser;
import org.pna.normalise.QuestionListener;
import org.pna.publisher.pen.Pen;
import org.pna.publisher.store.PresenceStore;

/** The steps that all routes share, and the lanes they run on. */
public final class Steps implements AutoCloseable {
  private final Lanes lanes;
  private final UnaskedChanges unasked;
  private final SessionIndex sessions;
  private final UnknownSubscribers unknown = new UnknownSubscribers();
  private final AccountingFilter accounting;
  private final Suppliers suppliers;
  private final Tally tally;
  private final Processor restart;
  private final Processor identify;
  private final Processor note;
  private final Processor repeat;
  private final Processor lane;
  private final Processor normalise;
  private final Processor publish;

  /** Steps that hear all suppliers. */
  public Steps(
      LaneSettings settings,
      Identities identities,
      Normaliser normaliser,
      PresenceStore store,
      Pen pen,
      HoldPolicy policy,
      AcceptanceListener acceptance,
      QuestionListener questions,
      InstantSource clock,
      MeterRegistry meters) {
    this(
        Suppliers.ALL,
        settings,
        identities,
        normaliser,
        store,
        pen,
        policy,
        acceptance,
        questions,
        clock,
        meters);
  }

  /**
   * @param suppliers who is heard
   * @param settings bounds and threads
   * @param identities subscriber → presentity
   * @param normaliser rules
   * @param store what is held of each presentity
   * @param pen where changes go
   * @param policy which negatives wait
   * @param acceptance told of what has taken effect
   * @param questions told what the home register is to be asked
   * @param clock of the network: the wall's, or the trace's
   * @param meters what is counted
   */
  public Steps(
      Suppliers suppliers,
      LaneSettings settings,
      Identities identities,
      Normaliser normaliser,
      PresenceStore store,
      Pen pen,
      HoldPolicy policy,
      AcceptanceListener acceptance,
      QuestionListener questions,
      InstantSource clock,
      MeterRegistry meters) {
    this.suppliers = suppliers;
    tally = new Tally(meters);
    sessions = new SessionIndex(store);
    unasked = new UnaskedChanges(store, normaliser, policy, pen, questions, sessions);
    lanes =
        new Lanes(settings.lanes(), settings.queue(), settings.horizon(), unasked, store::together);
    accounting = new AccountingFilter(store, lanes, unasked, clock, tally);
    restart = new RestartStep(sessions, lanes, clock, unasked);
    note = new SessionsStep(sessions.coming());
    identify = new IdentifyStep(identities, sessions, unknown, tally);
    lane = new LaneStep(lanes, clock, unasked);
    repeat = new RepeatStep(store, settings.repeatWindow(), tally);
    normalise = new NormaliseStep(normaliser, policy, tally);
    publish = new PublishStep(pen, lanes, acceptance, questions, sessions, tally);
  }

  /** What time alone changes. */
  public UnaskedChanges unasked() {
    return unasked;
  }

  /** The threads that own presence state. */
  public Lanes lanes() {
    return lanes;
  }

  /** Who has which session; to be restored from the store before the first event. */
  public SessionIndex sessions() {
    return sessions;
  }

  /** Of whom something was heard that the directory does not name. */
  public UnknownSubscribers unknown() {
    return unknown;
  }

  /** Whose accounting is not taken; to be restored from the store before the first event. */
  public AccountingFilter accounting() {
    return accounting;
  }

  /** What messages say, by those of the adapters whose supplier is heard. */
  Processor adapt(List<Adapter<?>> adapters) {
    return new AdaptStep(adapters, suppliers, tally);
  }

  Processor restart() {
    return restart;
  }

  Processor note() {
    return note;
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
