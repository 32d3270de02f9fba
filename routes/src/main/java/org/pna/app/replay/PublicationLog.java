package org.pna.app.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import org.pna.model.Evidence;
import org.pna.model.Place;
import org.pna.publisher.pen.Publication;
import org.pna.publisher.pen.PublicationListener;
import org.pna.publisher.pidf.PidfDocuments;
import org.pna.publisher.pidf.PresenceDocument;
import org.pna.publisher.pidf.View;
import org.pna.publisher.store.Cause;

/**
 * {@code replay --out}: every publication in {@code publications.jsonl}, and in the end every
 * document. Publications come from the lanes; they are written in the order of the trace, a timer's
 * before the first event that was heard after it fell due.
 */
final class PublicationLog implements PublicationListener, AutoCloseable {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
  private static final Comparator<Publication> BY_DUE_TIME =
      Comparator.comparing(Publication::time).thenComparing(Publication::presentity);

  private final Path directory;
  private final OutputStream out;
  private final TraceTime times = new TraceTime();
  private final IdentityHashMap<Evidence, List<Publication>> ofEvents = new IdentityHashMap<>();
  private final List<Publication> ofTimers = new ArrayList<>();

  PublicationLog(Path directory) throws IOException {
    this.directory = directory;
    Files.createDirectories(directory.resolve("documents"));
    this.out =
        new BufferedOutputStream(
            Files.newOutputStream(directory.resolve("publications.jsonl")), 1 << 16);
  }

  @Override
  public synchronized void published(Publication publication) {
    if (publication.cause() == Cause.TIMER) {
      ofTimers.add(publication);
    } else {
      ofEvents.computeIfAbsent(publication.evidence(), e -> new ArrayList<>(1)).add(publication);
    }
  }

  /** Writes what a finished batch published. */
  synchronized void write(Batch batch) throws IOException {
    List<Publication> due = takeDue(batch.endMicros());
    int next = 0;
    for (Entry entry : batch.entries()) {
      while (next < due.size() && micros(due.get(next)) <= entry.clockMicros()) {
        write(due.get(next++));
      }
      Evidence evidence = entry.evidence();
      List<Publication> caused = evidence == null ? null : ofEvents.remove(evidence);
      if (caused != null) {
        caused.sort(Comparator.comparing(Publication::presentity));
        for (Publication publication : caused) {
          write(publication, entry.isEvent() ? publication.cause() : Cause.TIMER);
        }
      }
    }
    while (next < due.size()) {
      write(due.get(next++));
    }
  }

  private List<Publication> takeDue(long endMicros) {
    List<Publication> due = new ArrayList<>();
    ofTimers.removeIf(
        publication -> {
          boolean taken = micros(publication) <= endMicros;
          if (taken) {
            due.add(publication);
          }
          return taken;
        });
    due.sort(BY_DUE_TIME);
    return due;
  }

  private void write(Publication publication) throws IOException {
    write(publication, publication.cause());
  }

  private void write(Publication publication, Cause cause) throws IOException {
    Place.Frame place = (Place.Frame) publication.evidence().place();
    try (JsonGenerator json = FACTORY.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("file", place.file());
      json.writeNumberField("frame", place.number());
      json.writeStringField("time", times.format(publication.time()));
      json.writeStringField("presentity", publication.presentity());
      json.writeNumberField("version", publication.version());
      json.writeStringField("cause", cause == Cause.EVENT ? "event" : "timer");
      writeBody(json, publication);
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void writeBody(JsonGenerator json, Publication publication) throws IOException {
    long version = publication.version();
    PresenceDocument after = publication.after();
    if (version == 1) {
      byte[] full = PidfDocuments.full(after, View.WITH_LOCATION, version);
      json.writeStringField("full", new String(full, StandardCharsets.UTF_8));
    } else {
      byte[] diff = PidfDocuments.diff(publication.before(), after, View.WITH_LOCATION, version);
      json.writeStringField("diff", new String(diff, StandardCharsets.UTF_8));
    }
  }

  /** Writes one presentity's document as it is in the end. */
  void document(PresenceDocument document) throws IOException {
    String name =
        URLEncoder.encode(document.entity(), StandardCharsets.UTF_8)
            .replace("+", "%20")
            .replace("*", "%2A")
            .replace("%7E", "~"); // RFC 3986 clause 2.3
    Path file = directory.resolve("documents").resolve(name + ".xml");
    Files.write(file, PidfDocuments.pidf(document, View.WITH_LOCATION));
  }

  private static long micros(Publication publication) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, publication.time());
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
