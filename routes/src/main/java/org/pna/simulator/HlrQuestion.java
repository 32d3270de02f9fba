package org.pna.simulator;

import org.pna.model.Domain;
import org.pna.model.message.map.Csi;
import org.pna.model.message.map.SubscriberState;

/** What an HLR was asked about one of its subscribers, and what it says. */
public sealed interface HlrQuestion {
  /** Whom it is about. */
  Subscriber who();

  /**
   * anyTimeInterrogation.
   *
   * @param state what the HLR says
   */
  record State(Subscriber who, Domain domain, SubscriberState state) implements HlrQuestion {}

  /**
   * anyTimeSubscriptionInterrogation.
   *
   * @param mobility whether the M-CSI is there and active
   * @param mobilityGprs whether the MG-CSI is
   */
  record Subscription(Subscriber who, boolean mobility, boolean mobilityGprs)
      implements HlrQuestion {}

  /**
   * anyTimeModification.
   *
   * @param active what the CSI is now
   */
  record Modification(Subscriber who, Csi.Kind csi, boolean active) implements HlrQuestion {}

  /** Hears of questions; called by the thread that reads the association. */
  @FunctionalInterface
  interface Listener {
    void asked(HlrQuestion question);
  }
}
