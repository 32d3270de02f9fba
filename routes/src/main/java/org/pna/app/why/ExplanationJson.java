package org.pna.app.why;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.pna.app.print.UtcTime;
import org.pna.model.ReportingNode;
import org.pna.publisher.store.JournalEntry;
import org.pna.publisher.store.SimFacts;
import org.pna.publisher.store.Step;
import org.pna.routes.Suspect;

/**
 * An {@link Explanation} for programs, as {@code docs/operations/explain.md} shows it; what is
 * absent is left out.
 */
public final class ExplanationJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final JsonGenerator json;
  private final EvidenceJson heard;
  private final ElementJson elements;

  private ExplanationJson(JsonGenerator json) {
    this.json = json;
    heard = new EvidenceJson(json);
    elements = new ElementJson(json, heard);
  }

  /** One object on one line, with the line's end. */
  public static String of(Explanation explanation) {
    StringWriter line = new StringWriter(2048);
    try (JsonGenerator json = FACTORY.createGenerator(line)) {
      new ExplanationJson(json).write(explanation);
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("a string takes all that is written", e);
    }
    return line.toString();
  }

  private void write(Explanation explanation) throws IOException {
    json.writeStartObject();
    json.writeStringField("presentity", explanation.presentity());
    if (explanation.at() != null) {
      json.writeStringField("at", UtcTime.text(explanation.at()));
    }
    json.writeNumberField("version", explanation.version());
    json.writeNumberField("events", explanation.events());
    json.writeArrayFieldStart("elements");
    for (ExplainedElement element : explanation.elements()) {
      elements.write(element);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("sims");
    for (SimFacts sim : explanation.sims()) {
      sim(sim);
    }
    json.writeEndArray();
    if (!explanation.suspects().isEmpty()) {
      json.writeArrayFieldStart("suspects");
      for (Suspect suspect : explanation.suspects()) {
        suspect(suspect);
      }
      json.writeEndArray();
    }
    if (explanation.watchers() != null) {
      json.writeArrayFieldStart("watchers");
      for (Watcher watcher : explanation.watchers()) {
        watcher(watcher);
      }
      json.writeEndArray();
    }
    json.writeArrayFieldStart("history");
    for (Step step : explanation.history()) {
      step(step);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void sim(SimFacts sim) throws IOException {
    json.writeStartObject();
    json.writeStringField("imsi", sim.imsi());
    heard.optional("msisdn", sim.msisdn());
    json.writeStringField("device", sim.deviceId());
    heard.optional("csNode", Words.node(sim.cs().node()));
    heard.optional("psNode", Words.node(sim.ps().node()));
    json.writeEndObject();
  }

  private void suspect(Suspect suspect) throws IOException {
    ReportingNode node = suspect.node();
    String name = node.number() == null ? node.globalTitle() : node.number();
    json.writeStartObject();
    json.writeStringField("imsi", suspect.name());
    json.writeStringField("domain", suspect.domain().name().toLowerCase(Locale.ROOT));
    if (name != null) {
      json.writeStringField("node", name);
    }
    json.writeStringField("since", UtcTime.text(suspect.since()));
    json.writeStringField("reason", suspect.reason());
    json.writeEndObject();
  }

  private void watcher(Watcher watcher) throws IOException {
    json.writeStartObject();
    json.writeStringField("watcher", watcher.watcher());
    json.writeStringField("state", watcher.active() ? "active" : "pending");
    json.writeBooleanField("location", watcher.location());
    json.writeStringField("expires", UtcTime.text(watcher.expires()));
    json.writeNumberField("version", watcher.version());
    json.writeNumberField("cseq", watcher.cseq());
    Watcher.Last last = watcher.last();
    if (last != null) {
      json.writeObjectFieldStart("last");
      json.writeNumberField("cseq", last.cseq());
      json.writeStringField("time", UtcTime.text(last.time()));
      json.writeStringField("result", last.result());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private void step(Step step) throws IOException {
    JournalEntry entry = step.entry();
    json.writeStartObject();
    json.writeNumberField("number", entry.number());
    json.writeStringField("time", UtcTime.text(entry.time()));
    heard.cause(entry.cause());
    heard.entry(entry);
    json.writeNumberField("version", step.after().version());
    json.writeEndObject();
  }
}
