package org.pna.transport.ss7;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.restcomm.protocols.ss7.mtp.Mtp3PausePrimitive;
import org.restcomm.protocols.ss7.mtp.Mtp3ResumePrimitive;
import org.restcomm.protocols.ss7.mtp.Mtp3TransferPrimitive;
import org.restcomm.protocols.ss7.mtp.Mtp3UserPart;
import org.restcomm.protocols.ss7.sccp.LongMessageRuleType;
import org.restcomm.protocols.ss7.sccp.impl.SccpStackImpl;
import org.restcomm.protocols.ss7.sccp.impl.message.EncodingResultData;
import org.restcomm.protocols.ss7.sccp.impl.message.SccpDataNoticeTemplateMessageImpl;
import org.restcomm.protocols.ss7.sccp.message.ParseException;

/**
 * jSS7's SCCP as an end node: it takes only sound connectionless messages for its own point code,
 * and an answer goes back to the point code that its question came from, whatever global titles its
 * peer uses.
 */
final class SccpNode extends SccpStackImpl {
  private static final int SCCP = 3;
  private static final int MTP3 = 1;
  private static final int MANAGEMENT = 1;
  private static final int MAX_REASSEMBLIES = 10_000;

  private final Ss7Link link;
  private final Delivery.Current current;
  private final MapMeters meters;
  private final NodesHeard nodes;
  private final Supplier<List<Integer>> reachable;
  private final Set<Integer> peers;

  /**
   * @param nodes told of who spoke, and of whom we lost
   * @param reachable the point codes that something can be sent to now
   */
  SccpNode(
      String name,
      Ss7Link link,
      Delivery.Current current,
      MapMeters meters,
      NodesHeard nodes,
      Supplier<List<Integer>> reachable) {
    super(name);
    this.link = link;
    this.current = current;
    this.meters = meters;
    this.nodes = nodes;
    this.reachable = reachable;
    this.peers =
        link.associations().stream()
            .flatMap(association -> association.peerPointCodes().stream())
            .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public void onMtp3TransferMessage(Mtp3TransferPrimitive message) {
    try {
      receive(message);
    } catch (RuntimeException e) {
      meters.failed("sccp", e);
    }
  }

  private void receive(Mtp3TransferPrimitive message) {
    byte[] octets = message.getData();
    String fault = foreign(message);
    SccpFrame frame = SccpFrame.of(octets);
    if (fault == null) {
      fault = frame.fault();
    }
    if (fault == null && reassemplyCache.size() >= MAX_REASSEMBLIES) {
      fault = "reassemblies";
    }
    if (fault == null && frame.calledSubsystem(octets) == 0) {
      fault = "no-subsystem";
    }
    if (fault != null) {
      meters.stopped("sccp", fault);
      return;
    }
    Delivery delivery;
    try {
      // jSS7 decodes the called address again; here it may fail without a trace in the log.
      new ReceivedAddress(frame.called().of(octets), message.getOpc());
      delivery = new Delivery(new ReceivedAddress(frame.calling().of(octets), message.getOpc()));
    } catch (ParseException | RuntimeException e) {
      meters.stopped("sccp", "address");
      return;
    }
    if (frame.calledSubsystem(octets) == MANAGEMENT) {
      nodes.management(octets, frame.data());
    }
    current.set(delivery);
    try {
      super.onMtp3TransferMessage(
          getMtp3UserPart(MTP3)
              .getMtp3TransferPrimitiveFactory()
              .createMtp3TransferPrimitive(
                  message.getSi(),
                  message.getNi(),
                  message.getMp(),
                  message.getOpc(),
                  message.getDpc(),
                  message.getSls(),
                  frame.routedOnSubsystem(octets)));
    } finally {
      current.clear();
    }
    delivery.finish();
  }

  @Override
  public void onMtp3PauseMessage(Mtp3PausePrimitive message) {
    super.onMtp3PauseMessage(message);
    nodes.inaccessible(message.getAffectedDpc());
  }

  @Override
  public void onMtp3ResumeMessage(Mtp3ResumePrimitive message) {
    super.onMtp3ResumeMessage(message);
    nodes.accessible(message.getAffectedDpc());
  }

  /** Why a message is not for us; one from a point code that no route leads to has no answer. */
  private @Nullable String foreign(Mtp3TransferPrimitive message) {
    if (message.getSi() != SCCP) {
      return "service-indicator";
    }
    if (message.getNi() != link.networkIndicator()) {
      return "network-indicator";
    }
    if (message.getDpc() != link.pointCode()) {
      return "point-code";
    }
    if (peers.contains(message.getOpc())) {
      return null;
    }
    meters.warn("no association lists point code " + message.getOpc() + ", which sends to us");
    return "originator";
  }

  @Override
  protected void send(SccpDataNoticeTemplateMessageImpl message) throws Exception {
    if (message.getCalledPartyAddress() instanceof ReceivedAddress to) {
      answer(message, to.origin());
    } else {
      begin(message);
    }
  }

  /**
   * By a peer that can be reached; the signalling link selection says which is tried first.
   *
   * @throws IOException if none can
   */
  private void begin(SccpDataNoticeTemplateMessageImpl message) throws Exception {
    List<Integer> pointCodes = reachable.get();
    IOException failure = new IOException("no point code can be reached");
    for (int i = 0; i < pointCodes.size(); i++) {
      int pointCode = pointCodes.get((message.getSls() + i) % pointCodes.size());
      byte[] octets = encode(message, pointCode);
      try {
        transmit(octets, message.getSls(), pointCode);
        return;
      } catch (IOException e) {
        failure = e;
      }
    }
    throw failure;
  }

  private void answer(SccpDataNoticeTemplateMessageImpl message, int pointCode) throws Exception {
    byte[] octets = encode(message, pointCode);
    try {
      transmit(octets, message.getSls(), pointCode);
    } catch (IOException e) {
      // The route is down: the dialogue ends here, and its sender's timer ends it there.
      meters.unsent("no-route");
    }
  }

  private byte[] encode(SccpDataNoticeTemplateMessageImpl message, int pointCode) throws Exception {
    Mtp3UserPart mtp3 = getMtp3UserPart(MTP3);
    EncodingResultData encoded =
        message.encode(
            this,
            LongMessageRuleType.LONG_MESSAGE_FORBBIDEN,
            mtp3.getMaxUserDataLength(pointCode),
            logger,
            isRemoveSpc(),
            getSccpProtocolVersion());
    if (encoded.getSolidData() == null) {
      throw new IOException("a message does not fit in one UDT: " + encoded.getEncodingResult());
    }
    return encoded.getSolidData();
  }

  private void transmit(byte[] octets, int sls, int pointCode) throws IOException {
    Mtp3UserPart mtp3 = getMtp3UserPart(MTP3);
    mtp3.sendMessage(
        mtp3.getMtp3TransferPrimitiveFactory()
            .createMtp3TransferPrimitive(
                SCCP, link.networkIndicator(), 0, link.pointCode(), pointCode, sls, octets));
  }
}
