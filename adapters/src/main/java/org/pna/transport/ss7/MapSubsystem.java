package org.pna.transport.ss7;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.restcomm.protocols.ss7.sccp.SccpListener;
import org.restcomm.protocols.ss7.tcap.TCAPStackImpl;

/** MAP's subsystem of a node: TCAP and MAP on jSS7, receiving noteMM-Event. */
final class MapSubsystem implements Ss7Node.Subsystem {
  private static final int MARGIN = 64;

  private final Ss7Node node;
  private final Ss7Link link;
  private final MapMeters meters;
  private final Consumer<NoteMmInvocation> invocations;
  private final Refusals refusals;
  private @Nullable NoteMmStack map;

  /**
   * @param invocations gets each invoke of noteMM-Event, on the thread that read it and with no
   *     lock held; it must not block
   * @param refusals told of what does not come so far
   */
  MapSubsystem(
      Ss7Node node, MapMeters meters, Consumer<NoteMmInvocation> invocations, Refusals refusals) {
    this.node = node;
    this.link = node.link();
    this.meters = meters;
    this.invocations = invocations;
    this.refusals = refusals;
  }

  @Override
  public void start() throws Exception {
    NoteMmStack stack =
        new NoteMmStack(link.stackName(), node.sccp(), link.subsystem(), node.current(), meters);
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
            node.heard(),
            () -> openDialogues() >= link.maxDialogues(),
            invocations));
    meters.open(this::openDialogues);
  }

  /** Dialogues open in TCAP. */
  int openDialogues() {
    NoteMmStack stack = map;
    return stack == null ? 0 : stack.getTCAPStack().getProvider().getCurrentDialogsCount();
  }

  @Override
  public void stop() {
    meters.close();
    if (map != null) {
      map.stop();
      map = null;
    }
  }
}
