package org.pna.transport.ss7.codec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Messages made by hand, by name. */
final class Vectors {
  private static final Pattern ENTRY = Pattern.compile("\"([^\"]+)\"\\s*:\\s*\"([0-9a-fA-F]+)\"");

  private Vectors() {}

  static Map<String, byte[]> noteMmEvent() {
    return read("note_mm_event_vectors.json");
  }

  static Map<String, byte[]> mapAndCap() {
    return read("map_cap_vectors.json");
  }

  private static Map<String, byte[]> read(String file) {
    Path root = Path.of(System.getProperty("pna.root", ".."));
    try {
      Map<String, byte[]> vectors = new LinkedHashMap<>();
      Matcher matcher =
          ENTRY.matcher(Files.readString(root.resolve("test-fixtures/codec").resolve(file)));
      while (matcher.find()) {
        vectors.put(matcher.group(1), HexFormat.of().parseHex(matcher.group(2)));
      }
      return vectors;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
