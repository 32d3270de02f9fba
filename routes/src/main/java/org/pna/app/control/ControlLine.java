package org.pna.app.control;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pna.publisher.pen.ReportingControl;

/**
 * A {@link ControlRequest} as a line of JSON: {@code
 * {"command":"why","presentity":"…","at":"…","format":"text"}}, {@code
 * {"command":"status","suspects":true,"format":"json"}}, {@code
 * {"command":"query","subscriber":"…","format":"json"}} or {@code
 * {"command":"reporting","presentity":"…","wish":"on","format":"json"}}; {@code at}, {@code
 * suspects} and {@code format} may be left out.
 */
public final class ControlLine {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION) // would quote the presentity
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private ControlLine() {}

  /** The line, without its end. */
  public static String of(ControlRequest request) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(line)) {
      json.writeStartObject();
      if (request instanceof ControlRequest.Why why) {
        json.writeStringField("command", "why");
        json.writeStringField("presentity", why.presentity());
        if (why.at() != null) {
          json.writeStringField("at", why.at().toString());
        }
      } else if (request instanceof ControlRequest.Status status) {
        json.writeStringField("command", "status");
        json.writeBooleanField("suspects", status.suspects());
      } else if (request instanceof ControlRequest.Query query) {
        json.writeStringField("command", "query");
        json.writeStringField("subscriber", query.subscriber());
      } else if (request instanceof ControlRequest.Reporting reporting) {
        json.writeStringField("command", "reporting");
        json.writeStringField("presentity", reporting.presentity());
        json.writeStringField("wish", reporting.wish().word());
      }
      json.writeStringField("format", request.format().word());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a string takes all that is written", e);
    }
    return line.toString();
  }

  /**
   * Reads a line.
   *
   * @throws WrongRequestException if it is no request; the message says what is wrong
   */
  static ControlRequest parse(String line) throws WrongRequestException {
    Map<String, String> fields = fields(line);
    String command = fields.remove("command");
    Format format = Format.of(fields.getOrDefault("format", "text"));
    fields.remove("format");
    if (format == null) {
      throw new WrongRequestException("'format' is neither text nor json");
    }
    ControlRequest request;
    if ("why".equals(command)) {
      String presentity = required(fields, "presentity");
      request = new ControlRequest.Why(presentity, instant(fields.remove("at")), format);
    } else if ("status".equals(command)) {
      request = new ControlRequest.Status(flag(fields.remove("suspects")), format);
    } else if ("query".equals(command)) {
      request = new ControlRequest.Query(required(fields, "subscriber"), format);
    } else if ("reporting".equals(command)) {
      String presentity = required(fields, "presentity");
      request = new ControlRequest.Reporting(presentity, wish(required(fields, "wish")), format);
    } else {
      throw new WrongRequestException("'command' is neither why, status, query nor reporting");
    }
    if (!fields.isEmpty()) {
      throw new WrongRequestException("a field that " + command + " does not have");
    }
    return request;
  }

  private static String required(Map<String, String> fields, String name)
      throws WrongRequestException {
    String value = fields.remove(name);
    if (value == null || value.isEmpty()) {
      throw new WrongRequestException("'" + name + "' is missing");
    }
    return value;
  }

  private static Map<String, String> fields(String line) throws WrongRequestException {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser json = FACTORY.createParser(line)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new WrongRequestException("no JSON object");
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (value == null || !value.isScalarValue()) {
          throw new WrongRequestException("a field that is neither text nor true nor false");
        }
        fields.put(name, json.getText());
      }
      if (json.nextToken() != null) {
        throw new WrongRequestException("something behind the JSON object");
      }
    } catch (WrongRequestException e) {
      throw e;
    } catch (IOException e) {
      throw new WrongRequestException("no JSON object");
    }
    return fields;
  }

  private static @Nullable Instant instant(@Nullable String text) throws WrongRequestException {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new WrongRequestException("'at' is no time such as 2026-11-21T04:00:00Z");
    }
  }

  private static ReportingControl.Wish wish(String word) throws WrongRequestException {
    for (ReportingControl.Wish wish : ReportingControl.Wish.values()) {
      if (wish.word().equals(word)) {
        return wish;
      }
    }
    throw new WrongRequestException("'wish' is neither on, off nor default");
  }

  private static boolean flag(@Nullable String text) throws WrongRequestException {
    if (text == null || text.equals("false")) {
      return false;
    }
    if (text.equals("true")) {
      return true;
    }
    throw new WrongRequestException("'suspects' is neither true nor false");
  }

  /** A line that is no request. */
  static final class WrongRequestException extends IOException {
    private static final long serialVersionUID = 1;

    WrongRequestException(String problem) {
      super(problem);
    }
  }
}
