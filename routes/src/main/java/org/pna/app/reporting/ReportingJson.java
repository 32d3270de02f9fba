package org.pna.app.reporting;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pna.app.print.UtcTime;
import org.pna.ph.Asked;
import org.pna.ph.ReportingStanding;

/** How far the reporting on a presentity is, for programs: one object on a line. */
final class ReportingJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private ReportingJson() {}

  /**
   * One line.
   *
   * @param standings by the suppliers' names
   */
  static String of(String presentity, Map<String, List<ReportingStanding>> standings) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("presentity", presentity);
      for (Map.Entry<String, List<ReportingStanding>> supplier : standings.entrySet()) {
        json.writeArrayFieldStart(supplier.getKey());
        for (ReportingStanding standing : supplier.getValue()) {
          write(json, standing);
        }
        json.writeEndArray();
      }
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("a string takes all that is written", e);
    }
    return line.toString();
  }

  private static void write(JsonGenerator json, ReportingStanding standing) throws IOException {
    json.writeStartObject();
    json.writeStringField(standing.kind(), standing.name());
    json.writeBooleanField("wanted", standing.wanted());
    Asked asked = standing.asked();
    if (asked != null) {
      json.writeStringField("asked", asked.on() ? "on" : "off");
      time(json, "since", asked.since());
    }
    json.writeBooleanField("settled", standing.settled());
    for (ReportingStanding.Report report : standing.reports()) {
      json.writeObjectFieldStart(report.name());
      json.writeStringField("state", report.state());
      time(json, "since", report.since());
      time(json, "until", report.until());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void time(JsonGenerator json, String name, @Nullable Instant time)
      throws IOException {
    if (time != null) {
      json.writeStringField(name, UtcTime.text(time));
    }
  }
}
