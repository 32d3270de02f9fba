package org.pna.app.why;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.Evidence;
import org.pna.model.Place;
import org.pna.publisher.store.Cause;
import org.pna.publisher.store.JournalEntry;

/** What is heard, as fields of whatever object is being written. */
final class EvidenceJson {
  private final JsonGenerator json;

  EvidenceJson(JsonGenerator json) {
    this.json = json;
  }

  void entry(JournalEntry entry) throws IOException {
    evidence(entry.evidence(), entry.domain());
    about(entry.imsi(), entry.domain());
    optional("node", Words.node(entry.node()));
    json.writeStringField("rule", entry.rule());
    optional("ignored", entry.ignored());
  }

  void cause(Cause cause) throws IOException {
    json.writeStringField("cause", cause == Cause.TIMER ? "timer" : "event");
  }

  void about(String imsi, @Nullable Domain domain) throws IOException {
    optional("imsi", imsi.isEmpty() ? null : imsi);
    optional("domain", domain == null ? null : domain.name().toLowerCase(Locale.ROOT));
  }

  void evidence(Evidence evidence, @Nullable Domain domain) throws IOException {
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

  void optional(String name, @Nullable String value) throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }
}
