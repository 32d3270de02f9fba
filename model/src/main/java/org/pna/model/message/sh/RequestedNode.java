package org.pna.model.message.sh;

/** A node that the home subscriber server is to ask (TS 29.329 clause 6.3.7A, Requested-Nodes). */
public enum RequestedNode {
  MME(0),
  SGSN(1),
  TWAN(2),
  AMF(3);

  private final int bit;

  RequestedNode(int bit) {
    this.bit = bit;
  }

  /** The bit's number on the wire. */
  public int bit() {
    return bit;
  }
}
