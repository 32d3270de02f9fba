package org.pna.adapter.ph;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Attachment;
import org.pna.model.Domain;
import org.pna.model.Engagement;
import org.pna.model.Fact;
import org.pna.model.Location;
import org.pna.model.Reachability;
import org.pna.model.Unanswered;
import org.pna.model.message.map.SubscriberState;

/** What the home register's word on one domain means, however it came. */
final class StateFacts {
  private StateFacts() {}

  /**
   * The facts of one domain, none if nothing is said.
   *
   * @param location told with the state; of a state that is not known it says nothing
   */
  static List<Fact> of(
      Domain domain, @Nullable SubscriberState state, @Nullable Location location) {
    List<Fact> facts = new ArrayList<>(4);
    addState(facts, domain, state);
    boolean told = facts.isEmpty() || !(facts.get(0) instanceof Unanswered);
    if (told && location != null && location.hasPlace()) {
      facts.add(location);
    }
    return facts;
  }

  private static void addState(List<Fact> facts, Domain domain, @Nullable SubscriberState state) {
    if (state == null) {
      return;
    }
    switch (state) {
      case ASSUMED_IDLE -> attached(facts, domain, true, false);
      case CAMEL_BUSY -> attached(facts, domain, true, true);
      case NOT_PROVIDED_FROM_VLR, NOT_PROVIDED_FROM_SGSN_OR_MME ->
          facts.add(new Unanswered(domain));
      case PS_DETACHED, IMSI_DETACHED ->
          facts.add(new Attachment(domain, Attachment.State.DETACHED));
      case MS_PURGED, NOT_REGISTERED ->
          facts.add(new Attachment(domain, Attachment.State.NOT_REGISTERED));
      case RESTRICTED_AREA -> facts.add(new Attachment(domain, Attachment.State.RESTRICTED));
      case PS_ATTACHED_NOT_REACHABLE -> attached(facts, domain, false, false);
      case PS_ATTACHED_REACHABLE -> attached(facts, domain, true, false);
      case PS_PDP_ACTIVE_NOT_REACHABLE -> attached(facts, domain, false, true);
      case PS_PDP_ACTIVE_REACHABLE -> attached(facts, domain, true, true);
    }
  }

  private static void attached(
      List<Fact> facts, Domain domain, boolean reachable, boolean engaged) {
    facts.add(new Attachment(domain, Attachment.State.ATTACHED));
    if (domain == Domain.PS) {
      facts.add(new Reachability(domain, reachable));
    }
    facts.add(new Engagement(domain, engaged));
  }
}
