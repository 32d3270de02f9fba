package org.pna.app.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One event as one line of output. Not for use by several threads. */
interface EventFormat {
  /** The line, with its end. */
  byte[] line(ReplayEvent event) throws IOException;

  /** JSON Lines, for programs. */
  final class Json implements EventFormat {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final TraceTime times = new TraceTime();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);

    @Override
    public byte[] line(ReplayEvent event) throws IOException {
      bytes.reset();
      try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
        json.writeStartObject();
        json.writeStringField("file", event.file());
        json.writeNumberField("frame", event.frame());
        json.writeStringField("time", times.format(event.time()));
        json.writeStringField("source", event.source());
        json.writeStringField("operation", event.operation());
        optional(json, "event", event.event());
        json.writeStringField("code", event.code());
        optional(json, "imsi", event.imsi());
        optional(json, "msisdn", event.msisdn());
        optional(json, "presentity", event.presentity());
        json.writeBooleanField("published", event.published());
        if (event.age() != null) {
          json.writeNumberField("age", event.age());
        }
        optional(json, "cgi", event.cgi());
        optional(json, "sai", event.sai());
        optional(json, "lai", event.lai());
        optional(json, "rai", event.rai());
        optional(json, "vlr", event.vlr());
        optional(json, "sgsn", event.sgsn());
        json.writeEndObject();
        json.writeRaw('\n');
      }
      return bytes.toByteArray();
    }

    private static void optional(JsonGenerator json, String name, @Nullable String value)
        throws IOException {
      if (value != null) {
        json.writeStringField(name, value);
      }
    }
  }

  /** Columns, for people. */
  final class Text implements EventFormat {
    private final TraceTime times = new TraceTime();

    @Override
    public byte[] line(ReplayEvent event) {
      StringBuilder line = new StringBuilder(160);
      line.append(times.format(event.time())).append("  ");
      line.append(event.file()).append(" #").append(event.frame()).append("  ");
      line.append(event.source()).append("  ").append(event.code()).append(' ');
      line.append(event.event() == null ? "(unknown event)" : event.event()).append("  ");
      line.append(event.presentity() == null ? "(unknown subscriber)" : event.presentity());
      line.append(event.published() ? "  published" : "  unchanged");
      optional(line, "imsi", event.imsi());
      optional(line, "msisdn", event.msisdn());
      optional(line, "cgi", event.cgi());
      optional(line, "sai", event.sai());
      optional(line, "lai", event.lai());
      optional(line, "rai", event.rai());
      optional(line, "vlr", event.vlr());
      optional(line, "sgsn", event.sgsn());
      if (event.age() != null) {
        line.append("  age=").append(event.age()).append("min");
      }
      return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void optional(StringBuilder line, String name, @Nullable String value) {
      if (value != null) {
        line.append("  ").append(name).append('=').append(value);
      }
    }
  }
}
