package org.pna.app.why;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pna.app.print.UtcTime;
import org.pna.app.why.ExplainedElement.Superseded;
import org.pna.app.why.ExplainedElement.Waiting;
import org.pna.model.Call.Bearer;
import org.pna.model.Domain;
import org.pna.model.Evidence;
import org.pna.model.Place;
import org.pna.model.ReportingNode;
import org.pna.publisher.store.Cause;
import org.pna.publisher.store.JournalEntry;
import org.pna.publisher.store.Session;
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

  private ExplanationJson(JsonGenerator json) {
    this.json = json;
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
      element(element);
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

  private void element(ExplainedElement element) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", element.id());
    json.writeStringField("value", String.join(", ", element.value()));
    json.writeStringField("since", UtcTime.text(element.since()));
    cause(element.reason().cause());
    if (element.reason().cause() == Cause.TIMER) {
      json.writeStringField("heard", UtcTime.text(element.reason().evidence().time()));
    }
    evidence(element.reason().evidence(), element.domain());
    json.writeStringField("rule", element.reason().rule());
    json.writeStringField("says", element.says());
    Superseded before = element.superseded();
    if (before != null) {
      json.writeObjectFieldStart("superseded");
      optional("value", before.value().isEmpty() ? null : String.join(", ", before.value()));
      json.writeStringField("since", UtcTime.text(before.since()));
      evidence(before.evidence(), element.domain());
      json.writeEndObject();
    }
    sessions(element);
    if (!element.lost().isEmpty()) {
      json.writeArrayFieldStart("lost");
      for (JournalEntry entry : element.lost()) {
        json.writeStartObject();
        json.writeStringField("time", UtcTime.text(entry.time()));
        entry(entry);
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    waiting(element, Waiting.Kind.HELD, "held");
    waiting(element, Waiting.Kind.LEAVING, "leaving");
    waiting(element, Waiting.Kind.ASK, "toAsk");
    waiting(element, Waiting.Kind.ASKED, "asked");
    if (element.doubtful() != null) {
      json.writeStringField("doubtful", UtcTime.text(element.doubtful()));
    }
    if (element.stale() != null) {
      json.writeStringField("stale", UtcTime.text(element.stale()));
    }
    json.writeEndObject();
  }

  private void sessions(ExplainedElement element) throws IOException {
    if (element.sessions().isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("sessions");
    for (Session session : element.sessions()) {
      json.writeStartObject();
      json.writeStringField("state", session.state().name().toLowerCase(Locale.ROOT));
      Bearer bearer = session.bearer();
      optional("bearer", bearer == null ? null : bearer.name().toLowerCase(Locale.ROOT));
      json.writeStringField("since", UtcTime.text(session.since()));
      json.writeStringField("stale", UtcTime.text(session.expires()));
      json.writeStringField("heard", UtcTime.text(session.evidence().time()));
      evidence(session.evidence(), element.domain());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void waiting(ExplainedElement element, Waiting.Kind kind, String name)
      throws IOException {
    if (element.waiting().stream().noneMatch(waiting -> waiting.kind() == kind)) {
      return;
    }
    json.writeArrayFieldStart(name);
    for (Waiting waiting : element.waiting()) {
      if (waiting.kind() == kind) {
        json.writeStartObject();
        json.writeStringField("until", UtcTime.text(waiting.until()));
        about(waiting.imsi(), waiting.domain());
        Evidence evidence = waiting.evidence();
        if (evidence != null) {
          evidence(evidence, waiting.domain());
        }
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  private void sim(SimFacts sim) throws IOException {
    json.writeStartObject();
    json.writeStringField("imsi", sim.imsi());
    optional("msisdn", sim.msisdn());
    json.writeStringField("device", sim.deviceId());
    optional("csNode", Words.node(sim.cs().node()));
    optional("psNode", Words.node(sim.ps().node()));
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
    cause(entry.cause());
    entry(entry);
    json.writeNumberField("version", step.after().version());
    json.writeEndObject();
  }

  private void entry(JournalEntry entry) throws IOException {
    evidence(entry.evidence(), entry.domain());
    about(entry.imsi(), entry.domain());
    optional("node", Words.node(entry.node()));
    json.writeStringField("rule", entry.rule());
    optional("ignored", entry.ignored());
  }

  private void cause(Cause cause) throws IOException {
    json.writeStringField("cause", cause == Cause.TIMER ? "timer" : "event");
  }

  private void about(String imsi, @Nullable Domain domain) throws IOException {
    optional("imsi", imsi.isEmpty() ? null : imsi);
    optional("domain", domain == null ? null : domain.name().toLowerCase(Locale.ROOT));
  }

  private void evidence(Evidence evidence, @Nullable Domain domain) throws IOException {
    json.writeStringField("source", evidence.source().name());
    json.writeStringField("operation", evidence.operation());
    optional("event", Words.event(evidence, domain));
    optional("code", evidence.code().isEmpty() ? null : evidence.code());
    json.writeObjectFieldStart("place");
    if (evidence.place() instanceof Place.Frame frame) {
      json.writeStringField("file", frame.file());
      json.writeNumberField("frame", frame.number());
    } else if (evidence.place() instanceof Place.Dialogue live) {
      json.writeStringField("link", live.link());
      json.writeStringField("dialogue", live.dialogue());
    }
    json.writeEndObject();
  }

  private void optional(String name, @Nullable String value) throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }
}
