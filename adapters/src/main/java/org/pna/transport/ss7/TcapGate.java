package org.pna.transport.ss7;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mobicents.protocols.asn.AsnInputStream;
import org.pna.model.MalformedMessageException;
import org.pna.transport.ss7.codec.AarqGuard;
import org.pna.transport.ss7.codec.Tcap;
import org.pna.transport.ss7.codec.TcapWriter;
import org.restcomm.protocols.ss7.sccp.NetworkIdState;
import org.restcomm.protocols.ss7.sccp.RemoteSccpStatus;
import org.restcomm.protocols.ss7.sccp.SccpListener;
import org.restcomm.protocols.ss7.sccp.SccpProvider;
import org.restcomm.protocols.ss7.sccp.SignallingPointStatus;
import org.restcomm.protocols.ss7.sccp.message.SccpDataMessage;
import org.restcomm.protocols.ss7.sccp.message.SccpNoticeMessage;
import org.restcomm.protocols.ss7.sccp.parameter.ReturnCauseValue;
import org.restcomm.protocols.ss7.sccp.parameter.SccpAddress;
import org.restcomm.protocols.ss7.tcap.asn.ParseException;
import org.restcomm.protocols.ss7.tcap.asn.TcapFactory;
import org.restcomm.protocols.ss7.tcap.asn.comp.TCBeginMessage;
import org.restcomm.protocols.ss7.tcap.asn.comp.TCContinueMessage;
import org.restcomm.protocols.ss7.tcap.asn.comp.TCEndMessage;

/**
 * Stands between SCCP and jSS7's TCAP: lets {@link AarqGuard} judge every message, gives TCAP our
 * own address for the called one, which a translation on the way may have changed, and the calling
 * one as it was received. No exception leaves it.
 */
final class TcapGate extends ConnectionlessListener {
  private static final long serialVersionUID = 1;

  private static final byte BEGIN = 0x62;
  private static final int BADLY_FORMATTED = 2;
  private static final int RESOURCE_LIMITATION = 4;

  private final transient SccpListener tcap;
  private final transient SccpProvider sccp;
  private final transient SccpAddress own;
  private final transient Delivery.Current current;
  private final transient MapMeters meters;
  private final transient Refusals refusals;
  private final transient HlrDialogues queries;
  private final transient NodesHeard nodes;
  private final transient BooleanSupplier isFull;
  private final transient Consumer<Notification> invocations;

  /**
   * @param tcap jSS7's TCAP provider
   * @param own calling address of everything we send
   * @param refusals told of what TCAP never hears
   * @param queries the dialogues that we begin, which TCAP does not know
   * @param nodes told of whom a message did not reach
   * @param isFull whether no further dialogue may begin
   * @param invocations gets what a message asks of us when TCAP has let go of it
   */
  TcapGate(
      SccpListener tcap,
      SccpProvider sccp,
      SccpAddress own,
      Delivery.Current current,
      MapMeters meters,
      Refusals refusals,
      HlrDialogues queries,
      NodesHeard nodes,
      BooleanSupplier isFull,
      Consumer<Notification> invocations) {
    this.tcap = tcap;
    this.sccp = sccp;
    this.own = own;
    this.current = current;
    this.meters = meters;
    this.refusals = refusals;
    this.queries = queries;
    this.nodes = nodes;
    this.isFull = isFull;
    this.invocations = invocations;
  }

  @Override
  public void onMessage(SccpDataMessage message) {
    try {
      receive(message);
    } catch (RuntimeException | IOException e) {
      meters.failed("tcap", e);
    }
  }

  private void receive(SccpDataMessage message) throws IOException {
    Delivery delivery = current.get();
    if (delivery == null) {
      throw new IllegalStateException("a message came outside a delivery");
    }
    byte[] data = message.getData();
    if (queries.receive(data, delivery.calling())) {
      return;
    }
    AarqGuard.Verdict verdict = AarqGuard.check(data);
    if (verdict instanceof AarqGuard.Pass pass) {
      if (data[0] == BEGIN && isFull.getAsBoolean()) {
        meters.refused("resource-limitation");
        refusals.turnedAway(pass.message(), delivery.calling().toModel(), Refusals.DIALOGUES);
        verdict = refused(data, RESOURCE_LIMITATION);
      } else if (!isReadable(pass.message())) {
        refusals.turnedAway(pass.message(), delivery.calling().toModel(), Refusals.MALFORMED);
        verdict = refused(data, BADLY_FORMATTED);
      }
    }
    if (verdict instanceof AarqGuard.Pass pass) {
      if (pass.message() != data) {
        meters.stopped("tcap", "rewritten");
        message.setData(pass.message());
      }
      handOver(message, delivery);
    } else if (verdict instanceof AarqGuard.Answer answer) {
      meters.stopped("tcap", "answered");
      sccp.send(
          sccp.getMessageFactory()
              .createDataMessageClass1(
                  delivery.calling(),
                  own,
                  answer.message(),
                  message.getSls(),
                  own.getSubsystemNumber(),
                  false,
                  null,
                  null));
    } else {
      meters.stopped("tcap", "dropped");
    }
  }

  private void handOver(SccpDataMessage message, Delivery delivery) {
    message.setCalledPartyAddress(own);
    message.setCallingPartyAddress(delivery.calling());
    delivery.afterwards(() -> pass(delivery));
    try {
      tcap.onMessage(message);
    } catch (RuntimeException e) {
      meters.failed("tcap", e);
      delivery.fail();
    }
    if (delivery.isLost()) {
      refusals.turnedAway(message.getData(), delivery.calling().toModel(), Refusals.FAILED);
    }
  }

  private void pass(Delivery delivery) {
    if (!delivery.invocations().isEmpty()) {
      nodes.heard(delivery.calling());
    }
    delivery.invocations().forEach(invocations);
  }

  /** What TCAP would say too, but with a stack trace in the log for each. */
  private static AarqGuard.Verdict refused(byte[] data, int cause) {
    try {
      long otid = Tcap.decode(data).otid();
      return otid < 0
          ? new AarqGuard.Drop("not readable")
          : new AarqGuard.Answer(TcapWriter.providerAbort(otid, cause), "refused");
    } catch (MalformedMessageException e) {
      return new AarqGuard.Drop("not readable");
    }
  }

  /** Whether TCAP's own decoder takes it, which has its own idea of some values. */
  private static boolean isReadable(byte[] data) {
    try {
      AsnInputStream octets = new AsnInputStream(data);
      switch (octets.readTag()) {
        case TCBeginMessage._TAG -> TcapFactory.createTCBeginMessage(octets);
        case TCContinueMessage._TAG -> TcapFactory.createTCContinueMessage(octets);
        case TCEndMessage._TAG -> TcapFactory.createTCEndMessage(octets);
        default -> TcapFactory.createTCAbortMessage(octets);
      }
      return true;
    } catch (ParseException | IOException | RuntimeException e) {
      return false;
    }
  }

  @Override
  public void onNotice(SccpNoticeMessage notice) {
    try {
      if (queries.returned(notice.getData(), cause(notice))) {
        return;
      }
      Tcap.decode(notice.getData());
      nodes.returned(node(notice.getCallingPartyAddress()));
      if (notice.getReturnCause().getValue() == null) {
        meters.stopped("tcap", "notice");
      } else {
        tcap.onNotice(notice);
      }
    } catch (MalformedMessageException e) {
      meters.stopped("tcap", "notice");
    } catch (RuntimeException e) {
      meters.failed("notice", e);
    }
  }

  /** Return cause (Q.713 clause 3.12); -1 for one without a name. */
  private static int cause(SccpNoticeMessage notice) {
    ReturnCauseValue cause = notice.getReturnCause().getValue();
    return cause == null ? -1 : cause.getValue();
  }

  private static @Nullable String node(SccpAddress address) {
    return address.getGlobalTitle() == null ? null : address.getGlobalTitle().getDigits();
  }

  @Override
  public void onCoordResponse(int subsystem, int multiplicity) {
    tcap.onCoordResponse(subsystem, multiplicity);
  }

  @Override
  public void onState(int pointCode, int subsystem, boolean inService, int multiplicity) {
    tcap.onState(pointCode, subsystem, inService, multiplicity);
  }

  @Override
  public void onPcState(
      int pointCode, SignallingPointStatus status, Integer restriction, RemoteSccpStatus remote) {
    tcap.onPcState(pointCode, status, restriction, remote);
  }

  @Override
  public void onNetworkIdState(int networkId, NetworkIdState state) {
    tcap.onNetworkIdState(networkId, state);
  }
}
