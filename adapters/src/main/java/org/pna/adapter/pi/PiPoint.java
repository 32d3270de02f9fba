package org.pna.adapter.pi;

import org.pna.model.ReportingNode;
import org.pna.model.Source;

/** What both adapters say alike. */
final class PiPoint {
  static final Source SOURCE = Source.PI;

  /** An S-CSCF goes by no number: its word is by identity, and the newer one stands. */
  static final ReportingNode NO_NODE = new ReportingNode(null, null);

  private PiPoint() {}
}
