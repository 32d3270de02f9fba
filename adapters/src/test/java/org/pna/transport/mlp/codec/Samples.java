package org.pna.transport.mlp.codec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Documents to read. */
final class Samples {
  static final Path ROOT = Path.of(System.getProperty("pna.root", "..")).toAbsolutePath();
  static final Path SHARED = ROOT.resolve("../shared").normalize();

  private Samples() {}

  static byte[] ours(String file) {
    return read(ROOT.resolve("test-fixtures/mlp").resolve(file));
  }

  static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Other people's files where they lie; skips the test, saying so, without them. */
  static List<Path> others(String test, String folder, String pattern) {
    Path place = SHARED.resolve(folder);
    if (!Files.isDirectory(place)) {
      System.out.println("SKIPPED " + test + ": no " + folder + " of others at hand");
    }
    Assumptions.assumeTrue(Files.isDirectory(place), "no " + folder + " of others at hand");
    try (Stream<Path> files = Files.list(place)) {
      return files.filter(file -> file.getFileName().toString().matches(pattern)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] xml(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** An answer about one subscriber, with something for pd or poserr. */
  static byte[] answer(String said) {
    return xml(
        "<svc_result ver=\"3.4.0\"><slia ver=\"3.4.0\"><pos pos_method=\"CELL\">"
            + "<msid>15551230001</msid>"
            + said
            + "</pos></slia></svc_result>");
  }

  /** An answer with a shape. */
  static byte[] shape(String shape) {
    return answer("<pd><time>20261120235000</time><shape>" + shape + "</shape></pd>");
  }

  static String coord(String x, String y) {
    return "<coord><X>" + x + "</X><Y>" + y + "</Y></coord>";
  }

  /** Every shape once. */
  static List<String> shapes() {
    String a = coord("59.30", "18.00");
    String b = coord("59.40", "18.00");
    String c = coord("59.40", "18.20");
    String ring = "<LinearRing>" + a + b + c + "</LinearRing>";
    String polygon = "<Polygon><outerBoundaryIs>" + ring + "</outerBoundaryIs></Polygon>";
    String circle = "<CircularArea>" + a + "<radius>850</radius></CircularArea>";
    return List.of(
        "<Point>" + a + "</Point>",
        circle,
        "<EllipticalArea>"
            + a
            + "<angle>30</angle><semiMajor>200</semiMajor><semiMinor>100</semiMinor>"
            + "</EllipticalArea>",
        "<CircularArcArea>"
            + a
            + "<inRadius>100</inRadius><outRadius>600</outRadius>"
            + "<startAngle>300</startAngle><stopAngle>60</stopAngle></CircularArcArea>",
        polygon,
        ring,
        "<Box>" + a + c + "</Box>",
        "<LineString>" + a + b + "</LineString>",
        "<MultiPoint><Point>" + a + "</Point><Point>" + c + "</Point></MultiPoint>",
        "<MultiLineString><LineString>" + a + b + "</LineString></MultiLineString>",
        "<MultiPolygon>" + polygon + circle + "</MultiPolygon>");
  }
}
