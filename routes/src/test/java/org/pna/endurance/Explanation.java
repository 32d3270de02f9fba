package org.pna.endurance;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code pna why PRESENTITY --format json} says, as far as it is compared.
 *
 * @param version of the document
 * @param events messages kept of the presentity since ever
 * @param elements value of each element by its id, without times
 * @param watching one for each subscription
 */
record Explanation(
    long version, long events, Map<String, String> elements, List<Watching> watching) {
  /** Of a presentity that was never heard of. */
  static final Explanation NOTHING = new Explanation(0, 0, Map.of(), List.of());

  private static final JsonFactory JSON = new JsonFactory();

  /** The time at the end of a place. */
  private static final Pattern TIME = Pattern.compile(" at [0-9T:.-]+Z");

  /**
   * One subscription.
   *
   * @param version of the last document that the watcher confirmed
   */
  record Watching(String watcher, String state, long version, long cseq) {}

  /** Reads the line. */
  static Explanation of(String line) throws IOException {
    Map<?, ?> all = object(line);
    Map<String, String> elements = new LinkedHashMap<>();
    for (Object element : list(all.get("elements"))) {
      Map<?, ?> fields = (Map<?, ?>) element;
      String value = TIME.matcher(String.valueOf(fields.get("value"))).replaceAll("");
      elements.put(String.valueOf(fields.get("id")), value);
    }
    List<Watching> watching = new ArrayList<>();
    for (Object one : list(all.get("watchers"))) {
      Map<?, ?> fields = (Map<?, ?>) one;
      watching.add(
          new Watching(
              String.valueOf(fields.get("watcher")),
              String.valueOf(fields.get("state")),
              number(fields.get("version")),
              number(fields.get("cseq"))));
    }
    return new Explanation(
        number(all.get("version")), number(all.get("events")), elements, watching);
  }

  /** Reads one JSON object: maps, lists, strings, longs. */
  static Map<?, ?> object(String line) throws IOException {
    try (JsonParser parser = JSON.createParser(line)) {
      parser.nextToken();
      if (value(parser) instanceof Map<?, ?> map) {
        return map;
      }
    }
    throw new IOException("no JSON object: " + line);
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }

  private static long number(@Nullable Object value) throws IOException {
    if (value instanceof Long number) {
      return number;
    }
    throw new IOException("a number is missing");
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          map.put(name, value(parser));
        }
        yield map;
      }
      case START_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(parser));
        }
        yield list;
      }
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NULL -> null;
      default -> parser.getText();
    };
  }
}
