package org.pna.transport.trace;

/** A protocol whose messages follow each other in a TCP stream and say how long they are. */
interface StreamProtocol {
  /** The protocol in one direction of a connection. */
  default StreamProtocol between(Ends ends) {
    return this;
  }

  /** Fewest octets from which {@link #startsMessage} can tell anything. */
  int headerLength();

  /** Whether the port is this protocol's. */
  boolean ownsPort(int port);

  /**
   * Whether octets can be the start of a message: at least {@link #headerLength} of them, to tell
   * it from any other traffic.
   */
  boolean startsMessage(byte[] octets, int from, int to);

  /**
   * Length with header of the message at {@code from}.
   *
   * @return 0 if {@code to} comes before it can be told, -1 if there is no valid header
   */
  int messageLength(byte[] octets, int from, int to);

  /** A whole message, in {@code octets} during this call only. */
  void message(Arrival at, byte[] octets, int from, int to);
}
