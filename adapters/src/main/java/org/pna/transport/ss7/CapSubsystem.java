package org.pna.transport.ss7;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** CAP's subsystem of a node, and what is tracked there. */
final class CapSubsystem implements Ss7Node.Subsystem {
  private static final Duration TICK = Duration.ofSeconds(1);

  private final Ss7Node node;
  private final CapSettings settings;
  private final CapMeters meters;
  private final DialogueTable durable;
  private final CapUser user;
  private final InstantSource clock;
  private final Deadlines deadlines;
  private @Nullable TrackedTable table;
  private @Nullable ActivityTests tests;
  private volatile boolean started;

  CapSubsystem(
      Ss7Node node,
      CapSettings settings,
      CapMeters meters,
      DialogueTable durable,
      CapUser user,
      InstantSource clock,
      Deadlines deadlines) {
    this.node = node;
    this.settings = settings;
    this.meters = meters;
    this.durable = durable;
    this.user = user;
    this.clock = clock;
    this.deadlines = deadlines;
  }

  @Override
  public void start() {
    TrackedTable tracked = new TrackedTable(settings, durable, clock.instant());
    int unreadable = tracked.restore(clock.instant());
    for (int i = 0; i < unreadable; i++) {
      meters.dropped("unreadable-state");
    }
    CapPort port = new CapPort(node.sccp(), node.ownAddress(settings.subsystem()), meters);
    CapSide side = new CapSide(node.link(), tracked, port, user, meters, clock);
    CallDialogues calls = new CallDialogues(side);
    SessionDialogues sessions = new SessionDialogues(side);
    tests = new ActivityTests(side, settings, calls, sessions);
    table = tracked;
    started = true;
    node.listen(settings.subsystem(), new CapListener(node.current(), side, calls, sessions));
    meters.open(this::size);
    tick();
  }

  private void tick() {
    ActivityTests supervised = tests;
    if (started && supervised != null) {
      supervised.tick();
      try {
        deadlines.in(TICK, this::tick);
      } catch (RejectedExecutionException e) {
        started = false; // the component is being stopped
      }
    }
  }

  /** Calls and sessions that are tracked. */
  int size() {
    TrackedTable tracked = table;
    return tracked == null ? 0 : tracked.size();
  }

  @Override
  public void stop() {
    if (started) {
      started = false;
      node.sccp().deregisterSccpListener(settings.subsystem());
    }
    meters.close();
    tests = null;
    table = null;
  }
}
