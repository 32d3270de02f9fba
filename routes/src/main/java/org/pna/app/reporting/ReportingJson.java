package org.pna.app.reporting;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.app.print.UtcTime;
import org.pna.model.message.map.Csi;
import org.pna.ph.Armament;
import org.pna.ph.CsiStanding;
import org.pna.ph.ReportingStanding;

/** How far the reporting on a presentity is, for programs: one object on a line. */
final class ReportingJson {
  private static final JsonFactory FACTORY = new JsonFactory();

  private ReportingJson() {}

  static String of(String presentity, List<ReportingStanding> standings) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("presentity", presentity);
      json.writeArrayFieldStart("sims");
      for (ReportingStanding standing : standings) {
        Armament armament = standing.armament();
        Armament.Asked asked = armament.asked();
        json.writeStartObject();
        json.writeStringField("imsi", standing.imsi());
        json.writeBooleanField("wanted", armament.isWanted());
        if (asked != null) {
          json.writeStringField("asked", asked.on() ? "on" : "off");
          since(json, asked.since());
        }
        json.writeBooleanField("settled", standing.settled());
        for (Csi.Kind kind : Csi.Kind.values()) {
          CsiStanding csi = armament.standing(kind);
          json.writeObjectFieldStart(ReportingText.name(kind));
          json.writeStringField("state", ReportingText.word(csi));
          since(json, csi.since());
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

  private static void since(JsonGenerator json, @Nullable Instant since) throws IOException {
    if (since != null) {
      json.writeStringField("since", UtcTime.text(since));
    }
  }
}
