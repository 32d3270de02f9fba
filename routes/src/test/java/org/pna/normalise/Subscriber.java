package org.pna.normalise;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pna.adapter.pc.PcAdapter;
import org.pna.adapter.pg.PgAdapter;
import org.pna.model.Adapter;
import org.pna.model.Cell;
import org.pna.model.Domain;
import org.pna.model.Evidence;
import org.pna.model.Imsi;
import org.pna.model.Location;
import org.pna.model.LocationArea;
import org.pna.model.Msisdn;
import org.pna.model.Place;
import org.pna.model.Plmn;
import org.pna.model.PresenceReport;
import org.pna.model.RefusedException;
import org.pna.model.Source;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.Origin;
import org.pna.model.message.accounting.NasEvent;
import org.pna.model.message.map.NoteMmEvent;
import org.pna.model.message.map.SccpAddress;
import org.pna.publisher.pidf.Basic;
import org.pna.publisher.pidf.Device;
import org.pna.publisher.pidf.Element;
import org.pna.publisher.pidf.Fragment;
import org.pna.publisher.pidf.Network;
import org.pna.publisher.pidf.Participation;
import org.pna.publisher.pidf.Person;
import org.pna.publisher.pidf.PresenceDocument;
import org.pna.publisher.pidf.Tuple;
import org.pna.publisher.pidf.View;
import org.pna.publisher.store.Cause;
import org.pna.publisher.store.PresentityRecord;
import org.pna.publisher.store.Reason;
import org.pna.publisher.store.SimFacts;

/** A presentity under test: events go in as the network sends them, elements are looked at. */
final class Subscriber {
  static final String IMSI = "240991234567890";
  static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
  static final HomeNetworks HOME =
      new HomeNetworks(List.of("24099", "24001"), Map.of("4670", "24099", "49", "26202"));

  private final Normaliser normaliser;
  private PresentityRecord record = PresentityRecord.unknown("sip:alice@pna.test");
  private final List<Query> queries = new ArrayList<>();
  private final List<NetworkMessage> messages = new ArrayList<>();
  private @Nullable String ignored;
  private String rule = "";
  private boolean settled;
  private boolean published;
  private @Nullable Instant holdUntil;
  private Instant now = START;

  Subscriber() {
    this(TrustedNodes.ALL);
  }

  Subscriber(TrustedNodes trusted) {
    this(trusted, false);
  }

  private Subscriber(TrustedNodes trusted, boolean asks) {
    normaliser =
        new Normaliser(
            NetworkNames.DEFAULT, HOME, trusted, Lifetimes.DEFAULT, new DeviceIds("test"), asks);
  }

  /** On a site where only known serving nodes are believed. */
  static Subscriber trustingNobody() {
    return new Subscriber(new TrustedNodes(List.of()));
  }

  /** On a site where the home register can be asked. */
  static Subscriber withPh() {
    return new Subscriber(TrustedNodes.ALL, true);
  }

  Subscriber at(int seconds) {
    now = START.plusSeconds(seconds);
    return this;
  }

  /** An event from a node that gives its number and a cell of the home network. */
  Subscriber hears(int code, String node) {
    return hears(code, node, node, IMSI, "24099", 1, null);
  }

  Subscriber hears(
      int code,
      @Nullable String number,
      @Nullable String globalTitle,
      String imsi,
      @Nullable String plmn,
      int ci,
      @Nullable Integer age) {
    boolean ps = code >= 0x80;
    Location location = null;
    if (plmn != null) {
      Plmn network = new Plmn(plmn.substring(0, 3), plmn.substring(3));
      Cell cell = new Cell(new LocationArea(network, 7), ci, false);
      location = new Location(ps ? Domain.PS : Domain.CS, age, cell, null, null);
    }
    NoteMmEvent event =
        new NoteMmEvent(
            new Origin(now, new Place.Frame("test", 1)),
            new Fingerprint(0, 0),
            new SccpAddress(globalTitle, -1, 7),
            100,
            code,
            new Imsi(imsi),
            new Msisdn("15551230001"),
            ps ? null : location,
            ps ? null : number,
            ps ? location : null,
            ps ? number : null,
            null,
            null);
    Adapter<NoteMmEvent> adapter = ps ? new PgAdapter() : new PcAdapter();
    return hears(adapter, event);
  }

  /** Any message, by its adapter. */
  <M extends NetworkMessage> Subscriber hears(Adapter<M> adapter, M message) {
    messages.add(message);
    try {
      adapter.reports(message).forEach(this::hears);
    } catch (RefusedException e) {
      throw new AssertionError(e);
    }
    return this;
  }

  /** All messages so far. */
  List<NetworkMessage> messages() {
    return messages;
  }

  /** A report as it is. */
  void hears(PresenceReport report) {
    String imsi =
        report.subscriber().stream()
            .filter(Imsi.class::isInstance)
            .map(name -> ((Imsi) name).digits())
            .findFirst()
            .orElse("");
    Outcome outcome = normaliser.apply(record, imsi, report);
    Instant held = holdUntil;
    if (outcome.negative() && held != null) {
      outcome = normaliser.hold(record, imsi, report, held);
    }
    ignored = outcome.ignored();
    rule = outcome.rule();
    settled = outcome.settled();
    if (ignored == null) {
      take(outcome);
    }
  }

  /** From now on negatives wait; null: no longer. */
  Subscriber holding(@Nullable Instant until) {
    holdUntil = until;
    return this;
  }

  /** A policy that always says the same. */
  record Policy(@Nullable Instant hold, @Nullable Instant release) implements HoldPolicy {
    @Override
    public @Nullable Instant hold(Source source, String presentity, Instant time) {
      return hold;
    }

    @Override
    public @Nullable Instant release(Instant now) {
      return release;
    }
  }

  /** Lets the moment come at which the presentity wants to be looked at; false if for nothing. */
  boolean timePasses() {
    Instant due = record.wakeAt();
    return due != null && timePasses(due, HoldPolicy.NONE);
  }

  boolean timePasses(Instant until, HoldPolicy policy) {
    Outcome outcome = normaliser.due(record, until, policy);
    if (outcome == null) {
      return false;
    }
    take(outcome);
    return true;
  }

  /** Whether a gateway's restart ends anything. */
  boolean restarts(NasEvent event) {
    Evidence evidence =
        new Evidence(
            event.source(),
            "Accounting-Request",
            "7",
            event.origin().time(),
            event.origin().place());
    Outcome outcome = normaliser.restarted(record, event, evidence);
    if (outcome != null) {
      take(outcome);
    }
    return outcome != null;
  }

  void forget(String imsi) {
    Evidence evidence =
        new Evidence(Source.PC, "noteMM-Event", "02", now, new Place.Frame("test", 2));
    Outcome outcome = normaliser.forget(record, imsi, evidence);
    if (outcome != null) {
      take(outcome);
    }
  }

  private void take(Outcome outcome) {
    queries.addAll(outcome.queries());
    List<Element> elements = outcome.elements();
    if (elements == null) {
      elements = elements();
    }
    published = !saysTheSame(elements);
    List<Fragment> fragments = elements.stream().map(Fragment::of).toList();
    Reason reason = new Reason(Cause.EVENT, outcome.evidence(), outcome.rule(), null);
    record =
        new PresentityRecord(
            record.presentity(),
            outcome.sims(),
            PresenceDocument.of(record.presentity(), fragments),
            Collections.nCopies(fragments.size(), reason),
            0,
            0,
            outcome.wakeAt(),
            List.of());
  }

  private boolean saysTheSame(List<Element> elements) {
    PresenceDocument after =
        PresenceDocument.of(record.presentity(), elements.stream().map(Fragment::of).toList());
    return after.showsTheSameAs(record.document(), View.WITH_LOCATION);
  }

  Instant now() {
    return now;
  }

  /** Does all that is due by then; what would be due for ever fails. */
  Subscriber until(int seconds) {
    now = START.plusSeconds(seconds);
    for (int i = 0; i < 1000; i++) {
      Instant due = record.wakeAt();
      if (due == null || due.isAfter(now)) {
        return this;
      }
      if (!timePasses(due, HoldPolicy.NONE)) {
        record = Normaliser.resting(record, due);
      }
    }
    throw new AssertionError("there is always something due");
  }

  /** Whether what was heard or done last changed the document. */
  boolean published() {
    return published;
  }

  /** By which rule the last report was believed or ignored. */
  String rule() {
    return rule;
  }

  /** Whether what was missed before no longer matters. */
  boolean settled() {
    return settled;
  }

  /** What was to be asked since the last look, {@code CS LOST}. */
  List<String> queries() {
    List<String> asked = queries.stream().map(query -> query.domain() + " " + query.why()).toList();
    queries.clear();
    return asked;
  }

  SimFacts sim() {
    return record.sims().get(0);
  }

  int sims() {
    return record.sims().size();
  }

  /** {@code open SPEECH}, {@code closed} or null, and whether the person is on the phone. */
  @Nullable String participation() {
    Tuple tuple = tuple("cs-voice");
    Participation said = tuple == null ? null : tuple.participation();
    boolean onThePhone =
        elements().stream().anyMatch(element -> element.getClass() == Person.class);
    if (said == null) {
      return onThePhone ? "on the phone, and in no call" : null;
    }
    if (onThePhone != (said.basic() == Basic.OPEN)) {
      return "on the phone: " + onThePhone + ", and " + said;
    }
    return said.basic() == Basic.CLOSED
        ? "closed"
        : said.bearer() == null ? "open" : "open " + said.bearer();
  }

  @Nullable String ignored() {
    return ignored;
  }

  @Nullable Instant wakeAt() {
    return record.wakeAt();
  }

  List<Element> elements() {
    return record.document().elements();
  }

  @Nullable Tuple tuple(String id) {
    for (Element element : record.document().elements()) {
      if (element instanceof Tuple tuple && tuple.id().equals(id)) {
        return tuple;
      }
    }
    return null;
  }

  @Nullable Basic means(String id) {
    Tuple tuple = tuple(id);
    return tuple == null ? null : tuple.basic();
  }

  List<Device> devices() {
    return record.document().elements().stream()
        .filter(Device.class::isInstance)
        .map(Device.class::cast)
        .toList();
  }

  /** {@code active}, {@code terminated}, or null when nothing is said of the network. */
  @Nullable String network(String id) {
    for (Device device : devices()) {
      for (Network network : device.networks()) {
        if (network.id().equals(id)) {
          return (network.active() ? "active" : "terminated")
              + (network.notReachable() ? " not-reachable" : "")
              + (network.roaming() == null ? "" : " " + network.roaming());
        }
      }
    }
    return null;
  }

  @Nullable String cell() {
    for (Device device : devices()) {
      if (device.location() != null) {
        return device.location().cgi();
      }
    }
    return null;
  }
}
