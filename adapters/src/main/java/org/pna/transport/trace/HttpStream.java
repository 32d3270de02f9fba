package org.pna.transport.trace;

import org.pna.transport.trace.PortProtocols.Protocol;

/** HTTP that carries MLP: one direction of a connection. */
final class HttpStream implements StreamProtocol {
  private static final int SHORTEST = 8;

  private final PortProtocols protocols;
  private final RecordedMlp recorded;
  private final Ends ends;

  HttpStream(PortProtocols protocols, RecordedMlp recorded) {
    this(protocols, recorded, Ends.of(0));
  }

  private HttpStream(PortProtocols protocols, RecordedMlp recorded, Ends ends) {
    this.protocols = protocols;
    this.recorded = recorded;
    this.ends = ends;
  }

  @Override
  public StreamProtocol between(Ends those) {
    return new HttpStream(protocols, recorded, those);
  }

  @Override
  public int headerLength() {
    return SHORTEST;
  }

  @Override
  public boolean ownsPort(int port) {
    return protocols.isOn(Protocol.MLP, port, port);
  }

  @Override
  public boolean startsMessage(byte[] octets, int from, int to) {
    return HttpMessage.begins(octets, from, to);
  }

  @Override
  public int messageLength(byte[] octets, int from, int to) {
    return HttpMessage.length(octets, from, to);
  }

  @Override
  public void message(Arrival at, byte[] octets, int from, int to) {
    recorded.message(at, ends, HttpMessage.of(octets, from, to));
  }
}
