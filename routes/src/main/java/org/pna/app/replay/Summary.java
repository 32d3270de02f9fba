package org.pna.app.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pna.model.Place;

/** What a whole run counted. Touched by the reading thread only. */
final class Summary {
  /** Beyond this many, malformed messages are counted but no longer listed. */
  private static final int MAX_LISTED = 100_000;

  /** Beyond this many names, a new one is counted under {@link #ANY_OTHER}. */
  static final int MAX_NAMES = 1000;

  static final String ANY_OTHER = "any-other";

  private record Malformed(Place.Frame place, String reason) {}

  private final Map<String, long[]> operations = new TreeMap<>();
  private final Map<String, long[]> ignored = new TreeMap<>();
  private final List<Malformed> malformed = new ArrayList<>();
  private long unlisted;
  private long frames;
  private long events;
  private long published;

  void frame() {
    frames++;
  }

  long frames() {
    return frames;
  }

  void operation(String name) {
    count(operations, name);
  }

  void ignored(String reason) {
    count(ignored, reason);
  }

  void event(boolean changed) {
    events++;
    if (changed) {
      published++;
    }
  }

  void malformed(Place.Frame place, String reason) {
    if (malformed.size() < MAX_LISTED) {
      malformed.add(new Malformed(place, reason));
    } else {
      unlisted++;
    }
  }

  /** Malformed messages that are counted but not listed. */
  long unlisted() {
    return unlisted;
  }

  byte[] json() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField("frames", frames);
      counts(json, "operations", operations);
      json.writeNumberField("events", events);
      json.writeNumberField("published", published);
      counts(json, "ignored", ignored);
      json.writeArrayFieldStart("malformed");
      for (Malformed entry : malformed) {
        json.writeStartObject();
        json.writeStringField("file", entry.place().file());
        json.writeNumberField("frame", entry.place().number());
        json.writeStringField("reason", entry.reason());
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
    return bytes.toByteArray();
  }

  private static void counts(JsonGenerator json, String name, Map<String, long[]> counts)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, long[]> entry : counts.entrySet()) {
      json.writeNumberField(entry.getKey(), entry.getValue()[0]);
    }
    json.writeEndObject();
  }

  private static void count(Map<String, long[]> counts, String name) {
    boolean room = counts.size() < MAX_NAMES || counts.containsKey(name);
    counts.computeIfAbsent(room ? name : ANY_OTHER, n -> new long[1])[0]++;
  }
}
