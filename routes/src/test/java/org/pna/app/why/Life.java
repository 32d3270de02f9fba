package org.pna.app.why;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.adapter.pc.PcAdapter;
import org.pna.adapter.pc.PcCallAdapter;
import org.pna.adapter.pg.PgAdapter;
import org.pna.adapter.ph.InterrogationAdapter;
import org.pna.model.Adapter;
import org.pna.model.Call;
import org.pna.model.Cell;
import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.Location;
import org.pna.model.LocationArea;
import org.pna.model.Msisdn;
import org.pna.model.Place;
import org.pna.model.Plmn;
import org.pna.model.PresenceReport;
import org.pna.model.RefusedException;
import org.pna.model.ReportingNode;
import org.pna.model.Urgency;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.Origin;
import org.pna.model.message.cap.CallEvent;
import org.pna.model.message.cap.CallSetup;
import org.pna.model.message.map.InterrogationResult;
import org.pna.model.message.map.NoteMmEvent;
import org.pna.model.message.map.SccpAddress;
import org.pna.model.message.map.SubscriberState;
import org.pna.normalise.DeviceIds;
import org.pna.normalise.HoldPolicy;
import org.pna.normalise.HomeNetworks;
import org.pna.normalise.Lifetimes;
import org.pna.normalise.NetworkNames;
import org.pna.normalise.Normaliser;
import org.pna.normalise.Outcome;
import org.pna.normalise.TrustedNodes;
import org.pna.publisher.pen.Pen;
import org.pna.publisher.pen.Update;
import org.pna.publisher.store.Cause;
import org.pna.publisher.store.JournalEntry;
import org.pna.publisher.store.PresenceStore;
import org.pna.publisher.store.PresentityRecord;

/** A presentity's life as the network tells it, by the real rules, into a store. */
public final class Life {
  public static final String ALICE = "sip:alice@pna.test";
  public static final String IMSI = "240991234567890";
  public static final Instant START = Instant.parse("2026-11-21T04:00:00.123456Z");

  private final PresenceStore store;
  private final Pen pen;
  private final Normaliser normaliser;
  private @Nullable Place place;

  public Life(PresenceStore store) {
    this(store, false);
  }

  /**
   * @param asks whether the home register can be asked
   */
  Life(PresenceStore store, boolean asks) {
    this.store = store;
    normaliser =
        new Normaliser(
            NetworkNames.DEFAULT,
            new HomeNetworks(List.of("24099"), java.util.Map.of("4670", "24099")),
            TrustedNodes.ALL,
            Lifetimes.DEFAULT,
            new DeviceIds("test"),
            asks);
    pen =
        new Pen(
            store,
            publication -> {},
            new io.micrometer.core.instrument.simple.SimpleMeterRegistry());
  }

  /** From now on events come from there. */
  Life from(Place place) {
    this.place = place;
    return this;
  }

  /**
   * An event.
   *
   * @param seconds after {@link #START}
   * @param code MM-Code
   * @param node VLR or SGSN number
   * @param cell at home; 0 for none
   * @param heldUntil seconds; null if the event counts at once
   */
  public Life hears(
      long seconds, int code, String node, String imsi, int cell, @Nullable Long heldUntil) {
    boolean ps = code >= 0x80;
    LocationArea area = new LocationArea(new Plmn("240", "99"), 7);
    Location location =
        cell == 0
            ? null
            : new Location(
                ps ? Domain.PS : Domain.CS, null, new Cell(area, cell, false), null, null);
    PresentityRecord record = store.load(ALICE);
    Place where =
        place == null ? new Place.Dialogue("msc1", String.valueOf(record.steps() + 70)) : place;
    NoteMmEvent event =
        new NoteMmEvent(
            new Origin(START.plusSeconds(seconds), where),
            new Fingerprint(0, 0),
            new SccpAddress(node, -1, 7),
            100,
            code,
            new Imsi(imsi),
            new Msisdn("15551230001"),
            ps ? null : location,
            ps ? null : node,
            ps ? location : null,
            ps ? node : null,
            null,
            null);
    return hears(ps ? new PgAdapter() : new PcAdapter(), event, imsi, heldUntil);
  }

  /**
   * What the network tells of a call.
   *
   * @param seconds after {@link #START}
   * @param event EventTypeBCSM; -1 for none
   */
  void call(long seconds, CallEvent.Operation operation, String call, int event) {
    CallSetup setup =
        new CallSetup(
            call,
            1,
            2,
            new Imsi(IMSI),
            null,
            Call.Bearer.SPEECH,
            false,
            false,
            null,
            "46700001",
            "46700001");
    SccpAddress msc = new SccpAddress("46700001", -1, 146);
    CallEvent message =
        new CallEvent(
            origin(seconds), new Fingerprint(0, 0), msc, setup, operation, event, 1, null, false);
    hears(new PcCallAdapter(false), message, IMSI, null);
  }

  /**
   * What the home register answers, asked a second before.
   *
   * @param node VLR or SGSN number; null when it tells none
   */
  void answered(long seconds, Domain domain, SubscriberState state, @Nullable String node) {
    boolean cs = domain == Domain.CS;
    InterrogationResult message =
        new InterrogationResult(
            origin(seconds),
            new Fingerprint(0, 0),
            new SccpAddress("46700000", -1, 6),
            List.of(new Imsi(IMSI)),
            START.plusSeconds(seconds - 1),
            domain,
            cs ? state : null,
            cs ? null : state,
            null,
            cs ? node : null,
            null,
            cs ? null : node);
    hears(new InterrogationAdapter(), message, IMSI, null);
  }

  /** Where and when something is told now. */
  Origin origin(long seconds, String link) {
    return new Origin(
        START.plusSeconds(seconds),
        new Place.Dialogue(link, String.valueOf(store.load(ALICE).steps() + 70)));
  }

  private Origin origin(long seconds) {
    return origin(seconds, "msc1");
  }

  /** Any message of {@link #IMSI}, if its adapter hears it. */
  <M extends NetworkMessage> void hears(Adapter<M> adapter, M message, @Nullable Long heldUntil) {
    if (adapter.hears(message)) {
      hears(adapter, message, IMSI, heldUntil);
    }
  }

  private <M extends NetworkMessage> Life hears(
      Adapter<M> adapter, M message, String imsi, @Nullable Long heldUntil) {
    PresentityRecord record = store.load(ALICE);
    try {
      for (PresenceReport report : adapter.reports(message)) {
        Outcome outcome = normaliser.apply(record, imsi, report);
        if (heldUntil != null) {
          outcome = normaliser.hold(record, imsi, report, START.plusSeconds(heldUntil));
        }
        publish(record, outcome, Cause.EVENT, report.evidence().time(), report.node());
      }
    } catch (RefusedException e) {
      throw new AssertionError(e);
    }
    return this;
  }

  /** What is due by then happens. */
  Life passes(long seconds) {
    Instant now = START.plusSeconds(seconds);
    while (true) {
      PresentityRecord record = store.load(ALICE);
      Outcome outcome = normaliser.due(record, now, HoldPolicy.NONE);
      if (outcome == null) {
        return this;
      }
      publish(record, outcome, Cause.TIMER, now, new ReportingNode(null, null));
      if (store.load(ALICE).sims().equals(record.sims())) {
        throw new AssertionError("nothing came of what was due");
      }
    }
  }

  private void publish(
      PresentityRecord record, Outcome outcome, Cause cause, Instant time, ReportingNode node) {
    boolean waitsOn = cause == Cause.TIMER && outcome.elements() == null;
    JournalEntry entry =
        waitsOn
            ? null
            : new JournalEntry(
                record.steps() + 1,
                cause,
                time,
                outcome.evidence(),
                outcome.imsi(),
                outcome.domain(),
                node,
                outcome.rule(),
                outcome.ignored(),
                outcome.against());
    pen.publish(
        record,
        new Update(
            outcome.sims(),
            outcome.elements(),
            outcome.wakeAt(),
            List.of(),
            entry,
            Urgency.TRANSITION),
        (changed, failure) -> {
          if (failure != null) {
            throw new AssertionError(failure);
          }
        });
  }
}
