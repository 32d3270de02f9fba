package org.pna.app.replay;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.pna.routes.DerivedIdentities;

/** Runs replay inside the test and reads what it prints. */
final class Replays {
  static final Path ROOT = Path.of(System.getProperty("pna.root"));

  /** A folder for each case. */
  static final Path CASES = ROOT.resolve("test-fixtures/replay");

  private Replays() {}

  /** Names of the cases that have such a file. */
  static Stream<String> cases(String expected) throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve(expected)))
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .toList()
          .stream();
    }
  }

  /** The events of a trace as replay prints them with {@code --format json}. */
  static List<Map<String, String>> events(Path... files) throws IOException {
    return objects(json(2, files));
  }

  static byte[] json(int lanes, Path... files) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ReplayRun run =
        new ReplayRun(out, EventFormat.Json::new, new DerivedIdentities(), lanes, null)) {
      for (Path file : files) {
        run.read(file.toString());
      }
      run.finish();
    }
    return out.toByteArray();
  }

  /** The summary's text. */
  static String summary(Path... files) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ReplayRun run = new ReplayRun(out, null, new DerivedIdentities(), 2, null)) {
      for (Path file : files) {
        run.read(file.toString());
      }
      run.finish();
      return new String(run.summary().json(), StandardCharsets.UTF_8).strip();
    }
  }

  /** Flat JSON Lines as maps in the order of their fields. */
  static List<Map<String, String>> objects(byte[] lines) throws IOException {
    List<Map<String, String>> objects = new ArrayList<>();
    try (JsonParser json = new JsonFactory().createParser(lines)) {
      while (json.nextToken() == JsonToken.START_OBJECT) {
        Map<String, String> object = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          String name = json.currentName();
          json.nextToken();
          object.put(name, json.getText());
        }
        objects.add(object);
      }
    }
    return objects;
  }
}
