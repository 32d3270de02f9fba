package org.pna.simulator;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.pna.model.Cell;
import org.pna.model.message.map.SccpAddress;
import org.pna.simulator.SimulatedNode.Gateway;
import org.pna.transport.ss7.codec.GprsReference;
import org.pna.transport.ss7.codec.TcapWriter;

/** A switch with a gsmSSF, or an SGSN with a gprsSSF (TS 29.078), at a point code of its own. */
public final class SimulatedSwitch {
  /** gprsSSF-gsmSCF, CAP version 3. */
  static final String SESSIONS = "0.4.0.0.1.21.3.50";

  /** gsmSSF-scfGeneric, CAP version 4. */
  static final String CALLS = "0.4.0.0.1.23.3.4";

  private static final int SUBSYSTEM = 146;
  private static final int MANAGEMENT = 1;

  private final M3uaLink link;
  private final String globalTitle;
  private final int pointCode;
  private final Gateway gateway;
  private final Duration patience;
  private final Map<Integer, CapDialogue> open = new ConcurrentHashMap<>();
  private final AtomicInteger transactions =
      new AtomicInteger(ThreadLocalRandom.current().nextInt());
  private final AtomicInteger references =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(1 << 30));
  private volatile boolean answersTests = true;

  /**
   * A switch on an association.
   *
   * @param globalTitle E.164 digits, also its mscAddress
   * @param gateway its address for CAP
   * @param patience how long it waits for the answer that lets a call go on; a switch's own timer
   *     is 1 to 60 s
   */
  public SimulatedSwitch(
      M3uaLink link, String globalTitle, int pointCode, Gateway gateway, Duration patience) {
    this.link = link;
    this.globalTitle = globalTitle;
    this.pointCode = pointCode;
    this.gateway = gateway;
    this.patience = patience;
    link.attach(pointCode, this::received);
  }

  /** Whether ActivityTests are answered from now on; a switch that has lost its calls does not. */
  public void answerTests(boolean answered) {
    answersTests = answered;
  }

  boolean answersTests() {
    return answersTests;
  }

  /** Dialogues that have not ended. */
  public int openDialogues() {
    return open.size();
  }

  /**
   * Begins a call.
   *
   * @param trigger EventTypeBCSM: 2 for one that the subscriber makes, 12 for one that he gets
   * @param cell null to leave the location out
   * @throws IOException if the association is not active
   */
  public SimulatedCall call(Subscriber who, int trigger, @Nullable Cell cell) throws IOException {
    CapDialogue dialogue = dialogue();
    CompletableFuture<CapAnswer> answer = dialogue.expect();
    begin(
        dialogue,
        CALLS,
        null,
        CapArguments.initialDp(who, trigger, globalTitle, references.incrementAndGet(), cell));
    return new SimulatedCall(dialogue, answer);
  }

  /**
   * Begins a GPRS session or a PDP context.
   *
   * @param trigger GPRSEventType: 1 attach, 11 and 12 a context
   * @param apn dotted; null to leave it out
   * @throws IOException if the association is not active
   */
  public SimulatedSession session(Subscriber who, int trigger, @Nullable String apn)
      throws IOException {
    CapDialogue dialogue = dialogue();
    int reference = references.incrementAndGet() & Integer.MAX_VALUE;
    CompletableFuture<CapAnswer> answer = dialogue.expect();
    begin(
        dialogue,
        SESSIONS,
        new GprsReference(null, (long) reference),
        CapArguments.initialDpGprs(who, trigger, apn));
    return new SimulatedSession(this, dialogue, reference, answer);
  }

  /** A dialogue of which nothing was sent yet; without an answer in time it ends. */
  CapDialogue dialogue() {
    int transaction = transactions.incrementAndGet();
    CapDialogue dialogue = new CapDialogue(this, transaction);
    open.put(transaction, dialogue);
    return dialogue;
  }

  void begin(CapDialogue dialogue, String context, @Nullable GprsReference reference, byte[] invoke)
      throws IOException {
    int transaction = dialogue.transaction();
    CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS)
        .execute(dialogue::giveUpUnanswered);
    try {
      send(
          TcapWriter.begin(Integer.toUnsignedLong(transaction), context, reference, invoke),
          transaction);
    } catch (IOException e) {
      dialogue.finish(CapAnswer.none(0));
      throw e;
    }
  }

  void forget(int transaction) {
    open.remove(transaction);
  }

  void send(byte[] tcap, int sls) throws IOException {
    SccpAddress self = new SccpAddress(globalTitle, -1, SUBSYSTEM);
    sendSccp(new Unitdata(gateway.address(), self, tcap), sls);
  }

  private void sendSccp(Unitdata message, int sls) throws IOException {
    link.send(
        new ProtocolData(
            pointCode, gateway.pointCode(), link.networkIndicator(), sls & 0x0f, message.bytes()),
        true);
  }

  private void received(ProtocolData data) {
    Unitdata message = Unitdata.of(data.sccp);
    if (message == null || message.called.subsystem() == MANAGEMENT) {
      return;
    }
    Integer transaction =
        message.returnCause >= 0 ? returned(message.data) : CapAnswer.transaction(message.data);
    CapDialogue dialogue = transaction == null ? null : open.get(transaction);
    try {
      if (dialogue == null) {
        asked(message.data);
      } else if (message.returnCause >= 0) {
        dialogue.finish(CapAnswer.none(dialogue.micros()));
      } else {
        dialogue.received(message.data);
      }
    } catch (IOException e) {
      // The association has gone: the gateway asks again, or gives the call up.
    }
  }

  /** A dialogue that the gateway begins, to ask whether a session lives. */
  private void asked(byte[] tcap) throws IOException {
    Ber begin = Ber.ofValue(tcap).child(0x62);
    Ber otid = begin == null ? null : begin.child(0x48);
    Ber invoke = begin == null ? null : begin.find(0x6c, 0xa1, 0x02);
    if (otid != null && invoke != null && answersTests) {
      send(
          TcapWriter.end(
              Integer.toUnsignedLong(otid.number()),
              "0.4.0.0.1.21.3.51",
              TcapWriter.result(invoke.number())),
          0);
    }
  }

  private static @Nullable Integer returned(byte[] tcap) {
    Ber id = Ber.ofValue(tcap).find(0x62, 0x48);
    return id == null ? null : id.number();
  }
}
