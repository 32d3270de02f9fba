package org.pna.app.why;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import org.pna.app.print.UtcTime;
import org.pna.app.why.ExplainedElement.Superseded;
import org.pna.app.why.ExplainedElement.Waiting;
import org.pna.model.AccessType;
import org.pna.model.Call.Bearer;
import org.pna.model.Evidence;
import org.pna.publisher.store.Account;
import org.pna.publisher.store.Cause;
import org.pna.publisher.store.JournalEntry;
import org.pna.publisher.store.NetworkFacts;
import org.pna.publisher.store.Session;

/** An {@link ExplainedElement} as an object. */
final class ElementJson {
  private final JsonGenerator json;
  private final EvidenceJson heard;

  ElementJson(JsonGenerator json, EvidenceJson heard) {
    this.json = json;
    this.heard = heard;
  }

  void write(ExplainedElement element) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", element.id());
    json.writeStringField("value", String.join(", ", element.value()));
    json.writeStringField("since", UtcTime.text(element.since()));
    heard.cause(element.reason().cause());
    if (element.reason().cause() == Cause.TIMER) {
      json.writeStringField("heard", UtcTime.text(element.reason().evidence().time()));
    }
    heard.evidence(element.reason().evidence(), element.domain());
    json.writeStringField("rule", element.reason().rule());
    json.writeStringField("says", element.says());
    Superseded before = element.superseded();
    if (before != null) {
      json.writeObjectFieldStart("superseded");
      heard.optional("value", before.value().isEmpty() ? null : String.join(", ", before.value()));
      json.writeStringField("since", UtcTime.text(before.since()));
      heard.evidence(before.evidence(), element.domain());
      json.writeEndObject();
    }
    sessions(element);
    accounts(element);
    networks(element);
    if (!element.lost().isEmpty()) {
      json.writeArrayFieldStart("lost");
      for (JournalEntry entry : element.lost()) {
        json.writeStartObject();
        json.writeStringField("time", UtcTime.text(entry.time()));
        heard.entry(entry);
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
    if (element.polled()) {
      json.writeStringField("coverage", "polled");
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
      heard.optional("bearer", bearer == null ? null : bearer.name().toLowerCase(Locale.ROOT));
      json.writeStringField("since", UtcTime.text(session.since()));
      json.writeStringField("stale", UtcTime.text(session.expires()));
      json.writeStringField("heard", UtcTime.text(session.evidence().time()));
      heard.evidence(session.evidence(), element.domain());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void accounts(ExplainedElement element) throws IOException {
    if (element.accounts().isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("accounts");
    for (Account account : element.accounts()) {
      AccessType access = account.access();
      json.writeStartObject();
      json.writeStringField("gateway", account.nas().name());
      json.writeStringField("session", account.id());
      heard.optional("access", access == null ? null : lower(Words.access(access)));
      heard.optional("apn", account.apn());
      json.writeStringField("since", UtcTime.text(account.began()));
      json.writeStringField("stale", UtcTime.text(account.expires()));
      json.writeStringField("heard", UtcTime.text(account.evidence().time()));
      heard.evidence(account.evidence(), null);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static String lower(String word) {
    return word.toLowerCase(Locale.ROOT);
  }

  private void networks(ExplainedElement element) throws IOException {
    if (element.networks().isEmpty()) {
      return;
    }
    json.writeArrayFieldStart("networks");
    for (NetworkFacts facts : element.networks()) {
      json.writeStartObject();
      json.writeStringField("network", lower(Words.kind(facts.kind())));
      json.writeStringField("state", Words.state(facts));
      heard.optional("identity", facts.identity());
      json.writeStringField("since", UtcTime.text(facts.changedAt()));
      json.writeStringField("stale", UtcTime.text(facts.expires()));
      Instant session = facts.meansUntil();
      heard.optional("sessionStale", session == null ? null : UtcTime.text(session));
      Instant doubtful = facts.staleSince();
      heard.optional("doubtful", doubtful == null ? null : UtcTime.text(doubtful));
      json.writeStringField("heard", UtcTime.text(facts.evidence().time()));
      heard.evidence(facts.evidence(), Words.domain(facts));
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
        heard.about(waiting.imsi(), waiting.domain());
        Evidence evidence = waiting.evidence();
        if (evidence != null) {
          heard.evidence(evidence, waiting.domain());
        }
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }
}
