package org.pna.publisher.pidf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The checked-in documents. */
final class Fixtures {
  static final Path ROOT = Path.of(System.getProperty("pna.root", ".."));
  static final Path GOOD = ROOT.resolve("test-fixtures/pidf/good");
  static final Path BROKEN = ROOT.resolve("test-fixtures/pidf/broken");

  private Fixtures() {}

  static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(".xml")).sorted().toList();
    }
  }

  static byte[] good(String name) throws IOException {
    return Files.readAllBytes(GOOD.resolve(name));
  }
}
