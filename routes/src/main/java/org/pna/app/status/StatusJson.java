package org.pna.app.status;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pna.app.print.UtcTime;
import org.pna.model.Domain;
import org.pna.ph.CsiState;
import org.pna.ph.SilentNetwork;
import org.pna.ph.sh.SubscriptionPhase;
import org.pna.pi.ScscfStanding;
import org.pna.publisher.store.StoreState;
import org.pna.routes.Alarm;
import org.pna.routes.Contradictions.Contradiction;
import org.pna.routes.Suspect;
import org.pna.routes.SuspectNode;
import org.pna.routes.UnknownSubscribers.Unknown;
import org.pna.transport.diameter.PeerState;
import org.pna.transport.ss7.LinkState;

/** A {@link StatusReport} for programs: an object on a line, and one for each suspect. */
final class StatusJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private StatusJson() {}

  /** Writes one object. */
  @FunctionalInterface
  private interface Fields {
    void writeTo(JsonGenerator json) throws IOException;
  }

  /** The report as a line. */
  static String of(StatusReport report) {
    return line(json -> write(json, report));
  }

  /** A suspect as a line. */
  static String of(Suspect suspect) {
    return line(
        json -> {
          json.writeStringField("suspect", "subscriber");
          SuspectName name = SuspectName.of(suspect);
          json.writeStringField(name.kind(), name.value());
          optional(json, "presentity", suspect.presentity());
          json.writeStringField("domain", word(suspect.domain()));
          optional(json, "node", SuspectName.of(suspect.node()));
          json.writeStringField("since", UtcTime.text(suspect.since()));
          json.writeStringField("reason", suspect.reason());
        });
  }

  /** A suspect node as a line. */
  static String of(SuspectNode node) {
    return line(
        json -> {
          json.writeStringField("suspect", "node");
          json.writeStringField("node", node.node());
          json.writeStringField("since", UtcTime.text(node.since()));
          json.writeStringField("reason", node.reason());
        });
  }

  private static String line(Fields fields) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(line)) {
      json.writeStartObject();
      fields.writeTo(json);
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("a string takes all that is written", e);
    }
    return line.toString();
  }

  private static void write(JsonGenerator json, StatusReport report) throws IOException {
    json.writeArrayFieldStart("links");
    for (LinkState link : report.links()) {
      json.writeStartObject();
      json.writeStringField("link", link.link());
      json.writeStringField("association", link.association());
      json.writeBooleanField("up", link.up());
      json.writeEndObject();
    }
    json.writeEndArray();
    if (!report.peers().isEmpty()) {
      json.writeArrayFieldStart("peers");
      for (PeerState peer : report.peers()) {
        write(json, peer);
      }
      json.writeEndArray();
    }
    if (!report.radius().isEmpty()) {
      json.writeArrayFieldStart("radius");
      for (RadiusState socket : report.radius()) {
        json.writeStartObject();
        json.writeStringField("link", socket.link());
        json.writeNumberField("port", socket.port());
        json.writeNumberField("clients", socket.clients());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    RegistrationsState registrations = report.registrations();
    if (registrations != null) {
      write(json, registrations);
    }
    StoreState store = report.store();
    json.writeObjectFieldStart("store");
    json.writeStringField("state", store.failing() ? "failing" : "ok");
    json.writeNumberField("pending", store.pending());
    json.writeNumberField("presentities", store.presentities());
    json.writeEndObject();
    json.writeArrayFieldStart("alarms");
    for (Alarm alarm : report.alarms()) {
      json.writeStartObject();
      json.writeStringField("name", alarm.name());
      json.writeStringField("severity", alarm.severity().name().toLowerCase(Locale.ROOT));
      json.writeStringField("since", UtcTime.text(alarm.since()));
      json.writeStringField("text", alarm.text());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeObjectFieldStart("suspects");
    json.writeNumberField("subscribers", report.suspectSubscribers());
    json.writeNumberField("nodes", report.suspectNodes());
    json.writeEndObject();
    json.writeArrayFieldStart("hlrs");
    for (HlrState hlr : report.hlrs()) {
      write(json, hlr);
    }
    json.writeEndArray();
    SubscriptionsState subscriptions = report.subscriptions();
    if (subscriptions != null) {
      write(json, subscriptions);
    }
    LocationsState locations = report.locations();
    if (locations != null) {
      write(json, locations);
    }
    if (!report.silent().isEmpty()) {
      json.writeArrayFieldStart("polled");
      for (SilentNetwork network : report.silent()) {
        write(json, network);
      }
      json.writeEndArray();
    }
    json.writeNumberField("dialogues", report.dialogues());
    if (!report.unknown().isEmpty()) {
      json.writeArrayFieldStart("unknown");
      for (Unknown one : report.unknown()) {
        write(json, one);
      }
      json.writeEndArray();
    }
    if (!report.contradictions().isEmpty()) {
      json.writeArrayFieldStart("disputed");
      for (Contradiction one : report.contradictions()) {
        write(json, one);
      }
      json.writeEndArray();
    }
    json.writeObjectFieldStart("counters");
    for (Map.Entry<String, Long> counter : report.counters().entrySet()) {
      json.writeNumberField(counter.getKey(), counter.getValue());
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, PeerState peer) throws IOException {
    json.writeStartObject();
    json.writeStringField("node", peer.node());
    json.writeStringField("peer", peer.peer());
    json.writeStringField(
        "condition", peer.condition().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    json.writeBooleanField("flapping", peer.flapping());
    json.writeStringField("since", UtcTime.text(peer.since()));
    optional(json, "reason", peer.reason());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, RegistrationsState state) throws IOException {
    json.writeObjectFieldStart("registrations");
    json.writeNumberField("waiting", state.due());
    json.writeArrayFieldStart("scscfs");
    for (ScscfStanding one : state.scscfs()) {
      json.writeStartObject();
      json.writeStringField("scscf", one.scscf());
      json.writeBooleanField("silent", one.silent());
      json.writeNumberField("open", one.open());
      json.writeNumberField("pending", one.pending());
      json.writeNumberField("failed", one.failed());
      json.writeNumberField("off", one.off());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Unknown one) throws IOException {
    json.writeStartObject();
    json.writeStringField(one.kind(), one.name());
    json.writeBooleanField("quarantined", one.quarantined());
    json.writeStringField("source", one.source());
    json.writeNumberField("count", one.count());
    json.writeStringField("last", UtcTime.text(one.last()));
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Contradiction one) throws IOException {
    json.writeStartObject();
    json.writeStringField(one.kind(), one.name());
    json.writeStringField("told", one.told());
    optional(json, "held", one.held().isEmpty() ? null : one.held());
    json.writeBooleanField("by-file", one.byFile());
    json.writeStringField("source", one.source());
    json.writeNumberField("count", one.count());
    json.writeStringField("last", UtcTime.text(one.last()));
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, HlrState hlr) throws IOException {
    json.writeStartObject();
    json.writeStringField("hlr", hlr.name());
    Integer modifications = hlr.modifications();
    json.writeNumberField(modifications == null ? "udr-rate" : "ati-rate", hlr.interrogations());
    if (modifications != null) {
      json.writeNumberField("atm-rate", modifications);
    }
    json.writeNumberField("questions", hlr.questions());
    json.writeBooleanField("forbidden", hlr.closed());
    if (modifications != null) {
      json.writeObjectFieldStart("csis");
      for (Map.Entry<CsiState, Integer> count : hlr.csis().entrySet()) {
        if (count.getValue() > 0) {
          json.writeNumberField(word(count.getKey()), count.getValue());
        }
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, SubscriptionsState state) throws IOException {
    json.writeObjectFieldStart("subscriptions");
    json.writeStringField("node", state.node());
    json.writeNumberField("snr-rate", state.rate());
    json.writeBooleanField("forbidden", state.closed());
    for (Map.Entry<SubscriptionPhase, Integer> count : state.phases().entrySet()) {
      if (count.getKey() != SubscriptionPhase.NONE) {
        json.writeNumberField(count.getKey().word(), count.getValue());
      }
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, LocationsState state) throws IOException {
    json.writeObjectFieldStart("locations");
    json.writeNumberField("located", state.located());
    if (state.port() != 0) {
      json.writeNumberField("port", state.port());
    }
    json.writeArrayFieldStart("gmlcs");
    for (LocationsState.GmlcState gmlc : state.gmlcs()) {
      json.writeStartObject();
      json.writeStringField("gmlc", gmlc.name());
      json.writeNumberField("rate", gmlc.rate());
      json.writeNumberField("under-way", gmlc.underWay());
      json.writeNumberField("waiting", gmlc.waiting());
      json.writeBooleanField("forbidden", gmlc.closed());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, SilentNetwork network) throws IOException {
    json.writeStartObject();
    if (network.kind() == SilentNetwork.Kind.OTHERS) {
      json.writeBooleanField("others", true);
    } else {
      json.writeStringField(word(network.kind()), network.name());
    }
    json.writeNumberField("subscribers", network.subscribers());
    json.writeEndObject();
  }

  /** {@code plmn}, {@code node} or {@code others}. */
  static String word(SilentNetwork.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** {@code armed} and so on. */
  static String word(CsiState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  /** {@code cs} or {@code ps}. */
  static String word(Domain domain) {
    return domain.name().toLowerCase(Locale.ROOT);
  }

  private static void optional(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }
}
