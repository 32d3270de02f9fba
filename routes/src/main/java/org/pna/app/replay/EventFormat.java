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
        Told told = event.told();
        json.writeStringField("source", told.source());
        json.writeStringField("operation", told.operation());
        optional(json, "event", told.event());
        optional(json, "code", told.code());
        optional(json, "imsi", event.imsi());
        optional(json, "msisdn", event.msisdn());
        optional(json, "presentity", event.presentity());
        json.writeBooleanField("published", event.published());
        Whereabouts where = told.whereabouts();
        if (where.age() != null) {
          json.writeNumberField("age", where.age());
        }
        optional(json, "cgi", where.cgi());
        optional(json, "sai", where.sai());
        optional(json, "lai", where.lai());
        optional(json, "rai", where.rai());
        optional(json, "vlr", where.vlr());
        optional(json, "sgsn", where.sgsn());
        optional(json, "apn", told.apn());
        optional(json, "ip", told.ip());
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
      Told told = event.told();
      line.append(told.source()).append("  ");
      line.append(told.code() == null ? "" : told.code() + ' ');
      line.append(name(told)).append("  ");
      line.append(event.presentity() == null ? "(unknown subscriber)" : event.presentity());
      line.append(event.published() ? "  published" : "  unchanged");
      optional(line, "imsi", event.imsi());
      optional(line, "msisdn", event.msisdn());
      Whereabouts where = told.whereabouts();
      optional(line, "cgi", where.cgi());
      optional(line, "sai", where.sai());
      optional(line, "lai", where.lai());
      optional(line, "rai", where.rai());
      optional(line, "vlr", where.vlr());
      optional(line, "sgsn", where.sgsn());
      optional(line, "apn", told.apn());
      optional(line, "ip", told.ip());
      if (where.age() != null) {
        line.append("  age=").append(where.age()).append("min");
      }
      return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The event's name, else the operation's: not every operation has events with names. */
    private static String name(Told told) {
      return told.event() == null ? told.operation() : told.event();
    }

    private static void optional(StringBuilder line, String name, @Nullable String value) {
      if (value != null) {
        line.append("  ").append(name).append('=').append(value);
      }
    }
  }
}
