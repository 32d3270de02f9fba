package org.pna.truth;

import org.pna.model.message.cap.CallSetup;
import org.pna.model.message.cap.GprsSetup;

/** A call or context that a switch tells of. */
final class CapDialogue {
  final String id;
  final String node;

  /** Whether its InitialDP came through: without it there is no dialogue to tell more in. */
  boolean begun;

  boolean over;
  CallSetup call;
  GprsSetup context;

  CapDialogue(String id, String node) {
    this.id = id;
    this.node = node;
  }
}
