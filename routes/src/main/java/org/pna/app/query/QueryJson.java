package org.pna.app.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pna.app.print.UtcTime;
import org.pna.model.Evidence;
import org.pna.model.Location;
import org.pna.ph.Entrance;
import org.pna.ph.InquiryEnd;
import org.pna.publisher.store.DomainFacts;

/** A {@link QueryReport} for programs: one object on a line. */
final class QueryJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private QueryJson() {}

  static String of(QueryReport report) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(line)) {
      json.writeStartObject();
      optional(json, "presentity", report.presentity());
      json.writeArrayFieldStart("sims");
      for (QueryReport.Sim sim : report.sims()) {
        json.writeStartObject();
        optional(json, "imsi", sim.imsi());
        optional(json, "msisdn", sim.msisdn());
        for (QueryReport.Told told : sim.domains()) {
          json.writeObjectFieldStart(told.domain().name().toLowerCase(Locale.ROOT));
          told(json, told);
          held(json, told.held());
          json.writeEndObject();
        }
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("a string takes all that is written", e);
    }
    return line.toString();
  }

  private static void told(JsonGenerator json, QueryReport.Told told) throws IOException {
    InquiryEnd end = told.end();
    Said said = told.said();
    if (end == null || said == null) {
      json.writeStringField("failure", QueryWords.failure(end));
      return;
    }
    json.writeStringField("asked", UtcTime.text(said.asked()));
    for (Said.State state : said.states()) {
      String network = state.network().isEmpty() ? "" : state.network() + "-";
      json.writeStringField(network + "state", state.word());
      json.writeStringField(network + "code", state.code());
    }
    optional(json, "node", said.node());
    place(json, said.location());
    Entrance.End entered = end.entered();
    json.writeBooleanField("published", entered != null && entered.published());
    optional(json, "ignored", entered == null ? null : entered.ignored());
  }

  private static void place(JsonGenerator json, @Nullable Location location) throws IOException {
    if (location == null) {
      return;
    }
    if (location.cell() != null) {
      json.writeStringField(
          location.cell().serviceArea() ? "sai" : "cgi", location.cell().toString());
    }
    if (location.area() != null) {
      json.writeStringField("lai", location.area().toString());
    }
    if (location.routingArea() != null) {
      json.writeStringField("rai", location.routingArea().toString());
    }
    if (location.ageMinutes() != null) {
      json.writeNumberField("age", location.ageMinutes());
    }
  }

  private static void held(JsonGenerator json, @Nullable DomainFacts facts) throws IOException {
    if (facts == null || facts.equals(DomainFacts.UNKNOWN)) {
      return;
    }
    json.writeObjectFieldStart("held");
    json.writeStringField("attachment", facts.attachment().name().toLowerCase(Locale.ROOT));
    json.writeBooleanField("reachable", facts.reachable());
    json.writeStringField("means", facts.means().name().toLowerCase(Locale.ROOT));
    json.writeStringField("reporting", facts.upkeep().reporting().name().toLowerCase(Locale.ROOT));
    json.writeBooleanField("stale", facts.upkeep().staleSince() != null);
    Evidence evidence = facts.evidence();
    if (evidence != null) {
      json.writeStringField("source", evidence.source().name());
      json.writeStringField("operation", evidence.operation());
      json.writeStringField("time", UtcTime.text(evidence.time()));
    }
    json.writeEndObject();
  }

  private static void optional(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }
}
