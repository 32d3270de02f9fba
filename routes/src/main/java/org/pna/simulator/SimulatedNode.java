package org.pna.simulator;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.pna.model.Cell;
import org.pna.model.message.map.SccpAddress;
import org.pna.simulator.Answer.Outcome;

/** A VLR or SGSN that reports mobility events with NOTE-MM-EVENT (TS 29.002 clause 8.10). */
public final class SimulatedNode {
  private static final int SCCP_MANAGEMENT = 1;
  private static final int SUBSYSTEM_STATUS_TEST = 3;
  private static final byte SUBSYSTEM_ALLOWED = 1;

  private final M3uaLink link;
  private final Identity identity;
  private final Gateway gateway;
  private final Dialogues dialogues;

  /**
   * What kind of node and how it is addressed.
   *
   * @param packetSwitched an SGSN (SSN 149) instead of a VLR (SSN 7)
   * @param globalTitle E.164 digits, also its vlr-Number or sgsn-Number
   * @param pointCode signalling point code
   */
  public record Identity(boolean packetSwitched, String globalTitle, int pointCode) {
    int subsystem() {
      return packetSwitched ? 149 : 7;
    }

    @Override
    public String toString() {
      return (packetSwitched ? "SGSN " : "VLR ") + globalTitle;
    }
  }

  /**
   * Where the gateway is.
   *
   * @param pointCode the MTP3 destination
   * @param address the SCCP called address: routed on its global title, if it has one
   */
  public record Gateway(int pointCode, SccpAddress address) {
    /** Routed on a global title, to the subsystem for gsmSCF (147). */
    public static Gateway byGlobalTitle(int pointCode, String globalTitle) {
      return new Gateway(pointCode, new SccpAddress(globalTitle, -1, 147));
    }

    /** Routed on a global title, to the subsystem for CAP (146). */
    public static Gateway forCalls(int pointCode, String globalTitle) {
      return new Gateway(pointCode, new SccpAddress(globalTitle, -1, 146));
    }

    /** Routed on the subsystem number 147. */
    public static Gateway bySubsystem(int pointCode) {
      return new Gateway(pointCode, new SccpAddress(null, pointCode, 147));
    }
  }

  /**
   * A node on an association; several nodes may share one.
   *
   * @param patience how long it waits for an answer; the specification's timer m is 15 to 30 s
   */
  public SimulatedNode(M3uaLink link, Identity identity, Gateway gateway, Duration patience) {
    this(link, identity, gateway, new Dialogues(patience));
    link.attach(identity.pointCode(), this::received);
  }

  private SimulatedNode(M3uaLink link, Identity identity, Gateway gateway, Dialogues dialogues) {
    this.link = link;
    this.identity = identity;
    this.gateway = gateway;
    this.dialogues = dialogues;
  }

  /** The same node under a global title that is not its own, as a forger would use it. */
  public SimulatedNode posingAs(String globalTitle) {
    Identity other = new Identity(identity.packetSwitched(), globalTitle, identity.pointCode());
    return new SimulatedNode(link, other, gateway, dialogues);
  }

  public Identity identity() {
    return identity;
  }

  /** Dialogues that wait for an answer. */
  public int openDialogues() {
    return dialogues.open();
  }

  /**
   * Reports one event.
   *
   * @param mmCode MM-Code octet, 0 to 255, known to the specification or not
   * @param cell where the handset is; null to leave the location out
   * @return the answer; never completed exceptionally
   */
  public CompletableFuture<Answer> report(Subscriber who, int mmCode, @Nullable Cell cell) {
    return report(who, mmCode, cell, true);
  }

  /** As {@link #report(Subscriber, int, Cell)}; unflushed, it may leave with a later one. */
  CompletableFuture<Answer> report(Subscriber who, int mmCode, @Nullable Cell cell, boolean flush) {
    Report report = begin(who, mmCode, cell);
    try {
      report.send(flush);
    } catch (IOException e) {
      dialogues.end(report.transaction, Answer.without(Outcome.UNDELIVERABLE));
    }
    return report.answer();
  }

  /** Opens the dialogue that reports one event; nothing is sent yet. */
  public Report begin(Subscriber who, int mmCode, @Nullable Cell cell) {
    int transaction = dialogues.nextTransaction();
    byte[] begin = NoteMmBegin.encode(transaction, identity, who, mmCode, cell);
    SccpAddress self = new SccpAddress(identity.globalTitle(), -1, identity.subsystem());
    Unitdata message = new Unitdata(gateway.address(), self, begin);
    return new Report(transaction, message, dialogues.begin(transaction));
  }

  /**
   * One event on its way. It may be sent again, also over the link's next association: the same
   * octets from the same address, which is what a repeat is (rule T2).
   */
  public final class Report {
    private final int transaction;
    private final Unitdata message;
    private final CompletableFuture<Answer> answer;

    private Report(int transaction, Unitdata message, CompletableFuture<Answer> answer) {
      this.transaction = transaction;
      this.message = message;
      this.answer = answer;
    }

    /** The answer; never completed exceptionally. */
    public CompletableFuture<Answer> answer() {
      return answer;
    }

    /**
     * Sends it; the dialogue waits for its answer whether or not that succeeds.
     *
     * @throws IOException if the association is not active
     */
    public void send() throws IOException {
      send(true);
    }

    private void send(boolean flush) throws IOException {
      SimulatedNode.this.send(message, transaction, flush);
    }
  }

  void flush() throws IOException {
    link.flush();
  }

  private void send(Unitdata message, int sls, boolean flush) throws IOException {
    link.send(
        new ProtocolData(
            identity.pointCode(),
            gateway.pointCode(),
            link.networkIndicator(),
            sls & 0x0f,
            message.bytes()),
        flush);
  }

  private void received(ProtocolData data) {
    Unitdata message = Unitdata.of(data.sccp);
    if (message == null) {
      return;
    }
    if (message.called.subsystem() == SCCP_MANAGEMENT) {
      management(message);
    } else {
      dialogues.received(message);
    }
  }

  /** Answers the test of our subsystem (Q.714 clause 5.3.4) with its being allowed. */
  private void management(Unitdata message) {
    byte[] test = message.data;
    if (test.length < 5 || test[0] != SUBSYSTEM_STATUS_TEST || test[1] != identity.subsystem()) {
      return;
    }
    byte[] allowed = test.clone();
    allowed[0] = SUBSYSTEM_ALLOWED;
    SccpAddress manager = new SccpAddress(null, -1, SCCP_MANAGEMENT);
    try {
      send(new Unitdata(manager, manager, allowed), 0, true);
    } catch (IOException e) {
      // The association has gone; the gateway tests again when it is back.
    }
  }
}
