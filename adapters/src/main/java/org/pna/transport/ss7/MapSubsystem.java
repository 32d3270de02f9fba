package org.pna.transport.ss7;

import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.map.HlrAnswer;
import org.pna.model.message.map.HlrRequest;
import org.restcomm.protocols.ss7.sccp.SccpListener;
import org.restcomm.protocols.ss7.tcap.TCAPStackImpl;

/**
 * MAP's subsystem of a node: TCAP and MAP on jSS7, receiving notifications, and the dialogues with
 * HLRs that we begin.
 */
final class MapSubsystem implements Ss7Node.Subsystem {
  private static final int MARGIN = 64;

  private final Ss7Node node;
  private final Ss7Link link;
  private final MapMeters meters;
  private final Consumer<Notification> invocations;
  private final Refusals refusals;
  private final HlrDialogues queries;
  private @Nullable NotificationStack map;

  /**
   * @param invocations gets each invoke that notifies, on the thread that read it and with no lock
   *     held; it must not block
   * @param refusals told of what does not come so far
   * @param clock gives the times of our requests and their answers
   * @param deadlines of our requests, on the same clock
   */
  MapSubsystem(
      Ss7Node node,
      MapMeters meters,
      Consumer<Notification> invocations,
      Refusals refusals,
      InstantSource clock,
      Supplier<Deadlines> deadlines) {
    this.node = node;
    this.link = node.link();
    this.meters = meters;
    this.invocations = invocations;
    this.refusals = refusals;
    this.queries = new HlrDialogues(link, new MapSender(node), meters, clock, deadlines);
  }

  @Override
  public void start() throws Exception {
    NotificationStack stack =
        new NotificationStack(
            link.stackName(), node.sccp(), link.subsystem(), node.current(), meters);
    TCAPStackImpl tcap = (TCAPStackImpl) stack.getTCAPStack();
    tcap.setPersistDir(link.dataDirectory().toString());
    map = stack;
    stack.start();
    stack.dropCancelledTimers();
    long idle = link.dialogueIdle().toMillis();
    // Each of the two must never be on the wrong side of the other, also in between.
    tcap.setInvokeTimeout(Math.min(tcap.getInvokeTimeout(), idle));
    tcap.setDialogIdleTimeout(idle);
    // The gate keeps the bound; several threads may pass it at once.
    tcap.setMaxDialogs(link.maxDialogues() + MARGIN);
    node.listen(
        link.subsystem(),
        new TcapGate(
            (SccpListener) tcap.getProvider(),
            node.sccp(),
            node.ownAddress(link.subsystem()),
            node.current(),
            meters,
            refusals,
            queries,
            node.heard(),
            () -> openDialogues() >= link.maxDialogues(),
            invocations));
    queries.start();
    meters.open(this::openDialogues);
  }

  /**
   * Asks an HLR.
   *
   * @param listener told exactly once, on any thread, perhaps before this returns
   */
  void ask(HlrRequest request, Consumer<HlrAnswer> listener) {
    queries.ask(request, listener);
  }

  /** Requests that wait for their answer. */
  int openQueries() {
    return queries.size();
  }

  /** Dialogues open in TCAP. */
  int openDialogues() {
    NotificationStack stack = map;
    return stack == null ? 0 : stack.getTCAPStack().getProvider().getCurrentDialogsCount();
  }

  @Override
  public void stop() {
    queries.close();
    meters.close();
    if (map != null) {
      map.stop();
      map = null;
    }
  }
}
