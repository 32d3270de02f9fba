package org.pna.adapter.ph;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.AccessType;
import org.pna.model.Domain;
import org.pna.model.Evidence;
import org.pna.model.Fact;
import org.pna.model.PacketAccess;
import org.pna.model.Place;
import org.pna.model.PresenceReport;
import org.pna.model.PublicIdentity;
import org.pna.model.Registration;
import org.pna.model.ReportingNode;
import org.pna.model.Source;
import org.pna.model.SubscriberId;
import org.pna.model.Urgency;
import org.pna.model.message.map.SubscriberState;
import org.pna.model.message.sh.CsUserState;
import org.pna.model.message.sh.ImsUserState;
import org.pna.model.message.sh.PsUserState;
import org.pna.model.message.sh.ServedLocation;
import org.pna.model.message.sh.ShData;

/**
 * What the document Sh-Data says, a report for each state in it, in the document's order: IMS, CS,
 * PS, EPS, 5GS (TS 29.328 annex D). A location goes with its domain's state.
 */
final class ShStates {
  private static final ReportingNode NO_NODE = new ReportingNode(null, null);

  private final String operation;
  private final Instant time;
  private final Place place;
  private final List<SubscriberId> subscriber;
  private final List<PresenceReport> reports = new ArrayList<>(1);

  private ShStates(String operation, Instant time, Place place, List<SubscriberId> subscriber) {
    this.operation = operation;
    this.time = time;
    this.place = place;
    this.subscriber = subscriber;
  }

  /**
   * The reports of a document; one without facts if it says nothing of presence.
   *
   * @param operation the command's name
   * @param time when it was true
   * @param unanswered what it means that the document says nothing of presence; none if nothing
   */
  static List<PresenceReport> of(
      ShData data,
      String operation,
      Instant time,
      Place place,
      List<SubscriberId> subscriber,
      List<Fact> unanswered) {
    ShStates states = new ShStates(operation, time, place, subscriber);
    states.add(data);
    if (states.reports.isEmpty()) {
      states.add(null, NO_NODE, unanswered, Urgency.TRANSITION);
    }
    return states.reports;
  }

  private void add(ShData data) {
    ImsUserState ims = data.imsUserState();
    if (ims != null) {
      add(ims.code(), NO_NODE, registration(ims), Urgency.TRANSITION);
    }
    CsUserState cs = data.csUserState();
    add(Domain.CS, cs == null ? null : cs.code(), cs == null ? null : state(cs), data.csLocation());
    PsUserState ps = data.psUserState();
    add(Domain.PS, ps == null ? null : ps.code(), ps == null ? null : state(ps), data.psLocation());
    add(AccessType.EPS, data.epsUserState());
    add(AccessType.FIVE_GS, data.fiveGsUserState());
  }

  private void add(
      Domain domain,
      @Nullable Integer code,
      @Nullable SubscriberState state,
      @Nullable ServedLocation served) {
    List<Fact> facts = StateFacts.of(domain, state, served == null ? null : served.location());
    if (!facts.isEmpty()) {
      ReportingNode node = served == null ? NO_NODE : new ReportingNode(served.node(), null);
      add(code, node, facts, state == null ? Urgency.LOCATION : Urgency.TRANSITION);
    }
  }

  private void add(AccessType access, @Nullable PsUserState said) {
    if (said != null) {
      PacketAccess fact = new PacketAccess(access, access(said));
      add(said.code(), NO_NODE, List.of(fact), Urgency.TRANSITION);
    }
  }

  private void add(@Nullable Integer code, ReportingNode node, List<Fact> facts, Urgency urgency) {
    String text = code == null ? "" : code.toString();
    Evidence evidence = new Evidence(Source.PH, operation, text, time, place);
    reports.add(new PresenceReport(evidence, subscriber, node, facts, urgency));
  }

  /** Nobody knows yet what comes of an authentication: it says nothing. */
  private List<Fact> registration(ImsUserState said) {
    Registration.State state =
        switch (said) {
          case REGISTERED -> Registration.State.REGISTERED;
          case NOT_REGISTERED -> Registration.State.NOT_REGISTERED;
          case REGISTERED_UNREG_SERVICES -> Registration.State.UNREGISTERED_SERVICES;
          case AUTHENTICATION_PENDING -> null;
        };
    return state == null ? List.of() : List.of(new Registration(identity(), state, null));
  }

  /** The identity that the message is about comes before those that belong to it. */
  private @Nullable PublicIdentity identity() {
    for (SubscriberId name : subscriber) {
      if (name instanceof PublicIdentity identity) {
        return identity;
      }
    }
    return null;
  }

  /** Sh does not say why somebody is not reachable: he may be detached, purged or barred. */
  private static SubscriberState state(CsUserState said) {
    return switch (said) {
      case CAMEL_BUSY -> SubscriberState.CAMEL_BUSY;
      case NETWORK_DETERMINED_NOT_REACHABLE -> SubscriberState.IMSI_DETACHED;
      case ASSUMED_IDLE -> SubscriberState.ASSUMED_IDLE;
      case NOT_PROVIDED_FROM_VLR -> SubscriberState.NOT_PROVIDED_FROM_VLR;
    };
  }

  private static SubscriberState state(PsUserState said) {
    return switch (said) {
      case DETACHED, NETWORK_DETERMINED_NOT_REACHABLE -> SubscriberState.PS_DETACHED;
      case ATTACHED_NOT_REACHABLE_FOR_PAGING -> SubscriberState.PS_ATTACHED_NOT_REACHABLE;
      case ATTACHED_REACHABLE_FOR_PAGING -> SubscriberState.PS_ATTACHED_REACHABLE;
      case CONNECTED_NOT_REACHABLE_FOR_PAGING -> SubscriberState.PS_PDP_ACTIVE_NOT_REACHABLE;
      case CONNECTED_REACHABLE_FOR_PAGING -> SubscriberState.PS_PDP_ACTIVE_REACHABLE;
      case NOT_PROVIDED -> SubscriberState.NOT_PROVIDED_FROM_SGSN_OR_MME;
    };
  }

  private static PacketAccess.State access(PsUserState said) {
    return switch (said) {
      case DETACHED, NETWORK_DETERMINED_NOT_REACHABLE -> PacketAccess.State.DETACHED;
      case ATTACHED_NOT_REACHABLE_FOR_PAGING -> PacketAccess.State.NOT_REACHABLE;
      case ATTACHED_REACHABLE_FOR_PAGING -> PacketAccess.State.REACHABLE;
      case CONNECTED_NOT_REACHABLE_FOR_PAGING -> PacketAccess.State.CONNECTED_NOT_REACHABLE;
      case CONNECTED_REACHABLE_FOR_PAGING -> PacketAccess.State.CONNECTED;
      case NOT_PROVIDED -> PacketAccess.State.NOT_PROVIDED;
    };
  }
}
