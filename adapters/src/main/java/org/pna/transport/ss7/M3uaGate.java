package org.pna.transport.ss7;

import io.netty.buffer.ByteBuf;
import java.util.function.BooleanSupplier;
import org.mobicents.protocols.api.Association;
import org.mobicents.protocols.api.AssociationListener;
import org.mobicents.protocols.api.IpChannelType;
import org.mobicents.protocols.api.PayloadData;
import org.mobicents.protocols.sctp.netty.NettyAssociationImpl;

/** Stands between an association and jSS7's M3UA: passes on whole, sound messages only. */
final class M3uaGate implements AssociationListener {
  private final AssociationListener m3ua;
  private final BooleanSupplier isActive;
  private final MapMeters meters;
  private final PeerProcess process = new PeerProcess();

  /** Tells M3UA that a payload is one message, as with SCTP, whatever it came by. */
  private final NettyAssociationImpl messageOriented = new NettyAssociationImpl();

  /**
   * @param m3ua jSS7's end of the association
   * @param isActive whether the application server process may carry data
   */
  M3uaGate(AssociationListener m3ua, BooleanSupplier isActive, MapMeters meters) {
    this.m3ua = m3ua;
    this.isActive = isActive;
    this.meters = meters;
    messageOriented.setIpChannelType(IpChannelType.SCTP);
  }

  @Override
  public void onPayload(Association association, PayloadData payload) {
    String fault = M3uaFrame.fault(payload.getByteBuf());
    if (fault == null && M3uaFrame.isData(payload.getByteBuf()) && !isActive.getAsBoolean()) {
      fault = "inactive";
    }
    if (fault == null && !process.takes(payload.getByteBuf())) {
      fault = "out-of-turn";
    }
    if (fault != null) {
      meters.stopped("m3ua", fault);
      payload.releaseBuffer();
      return;
    }
    try {
      m3ua.onPayload(messageOriented, new Message(payload.getByteBuf()));
    } catch (RuntimeException | LinkageError e) {
      meters.failed("m3ua", e);
    }
  }

  /** jSS7 prints a payload with a class that is not there, and with the identities in it. */
  private static final class Message extends PayloadData {
    private static final int PROTOCOL = 3;

    Message(ByteBuf octets) {
      super(octets.readableBytes(), octets, true, false, PROTOCOL, 0);
    }

    @Override
    public String toString() {
      return getDataLength() + " octets";
    }
  }

  @Override
  public void onCommunicationUp(Association association, int inbound, int outbound) {
    process.down();
    m3ua.onCommunicationUp(association, inbound, outbound);
  }

  @Override
  public void onCommunicationShutdown(Association association) {
    m3ua.onCommunicationShutdown(association);
  }

  @Override
  public void onCommunicationLost(Association association) {
    m3ua.onCommunicationLost(association);
  }

  @Override
  public void onCommunicationRestart(Association association) {
    process.down();
    m3ua.onCommunicationRestart(association);
  }

  @Override
  public void inValidStreamId(PayloadData payload) {
    m3ua.inValidStreamId(payload);
  }
}
