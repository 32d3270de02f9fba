package org.pna.transport.trace;

import org.pna.transport.trace.PortProtocols.Protocol;

/** Diameter over TCP: one direction of a connection. */
final class DiameterStream implements StreamProtocol {
  private final PortProtocols protocols;
  private final RecordedDiameter recorded;
  private final Ends ends;

  DiameterStream(PortProtocols protocols, RecordedDiameter recorded) {
    this(protocols, recorded, Ends.of(0));
  }

  private DiameterStream(PortProtocols protocols, RecordedDiameter recorded, Ends ends) {
    this.protocols = protocols;
    this.recorded = recorded;
    this.ends = ends;
  }

  @Override
  public StreamProtocol between(Ends those) {
    return new DiameterStream(protocols, recorded, those);
  }

  @Override
  public int headerLength() {
    return Diameter.HEADER;
  }

  @Override
  public boolean ownsPort(int port) {
    return protocols.isOn(Protocol.DIAMETER, port, port);
  }

  @Override
  public boolean startsMessage(byte[] octets, int from, int to) {
    return Diameter.startsMessage(octets, from, to);
  }

  @Override
  public int messageLength(byte[] octets, int from, int to) {
    return to - from < Diameter.HEADER ? 0 : Diameter.messageLength(octets, from);
  }

  @Override
  public void message(Arrival at, byte[] octets, int from, int to) {
    recorded.message(at, ends, octets, from, to);
  }
}
