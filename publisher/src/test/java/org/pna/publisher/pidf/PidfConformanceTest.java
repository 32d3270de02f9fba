package org.pna.publisher.pidf;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever we write is valid, for us and for the schemas as published. */
class PidfConformanceTest {
  private static final String ENTITY = "sip:+15551230001@home1.net;user=phone?a='1'&b=2";

  @Test
  void everyDocumentIsValidForOurSchema() throws Exception {
    PidfSchema schema = new PidfSchema();
    for (byte[] document : documents("everyDocumentIsValidForOurSchema", 400)) {
      schema.validate(document);
    }
  }

  @Test
  void everyDocumentIsValidForThePublishedSchemas() throws Exception {
    String test = "everyDocumentIsValidForThePublishedSchemas";
    PublishedSchemas schemas = PublishedSchemas.require("PidfConformanceTest." + test);
    for (byte[] document : documents(test, 400)) {
      schemas.validate(document);
    }
  }

  @Test
  void everyDocumentIsValidForXmllint(@TempDir Path directory) throws Exception {
    String test = "everyDocumentIsValidForXmllint";
    requireXmllint(test);
    PublishedSchemas.require("PidfConformanceTest." + test);
    List<String> command =
        new ArrayList<>(
            List.of("xmllint", "--nonet", "--noout", "--schema", PublishedSchemas.ALL.toString()));
    for (byte[] document : documents(test, 40)) {
      Path file = directory.resolve("d" + command.size() + ".xml");
      Files.write(file, document);
      command.add(file.toString());
    }
    Path output = directory.resolve("output");
    Process xmllint =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(xmllint.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(xmllint.exitValue()).as(Files.readString(output)).isZero();
    assertThat(output).content().contains("validates").doesNotContain("fails");
  }

  private static void requireXmllint(String test) {
    boolean there =
        Pattern.compile(File.pathSeparator)
            .splitAsStream(System.getenv().getOrDefault("PATH", ""))
            .anyMatch(directory -> Files.isExecutable(Path.of(directory, "xmllint")));
    if (!there) {
      String reason = "PidfConformanceTest." + test + ": xmllint is not installed";
      assertThat(System.getenv("CI")).as(reason).isNotEqualTo("true");
      System.out.println("SKIPPED " + reason);
      Assumptions.abort(reason);
    }
  }

  /** Of each round: both views in full, as pidf-full, and the way from the round before. */
  private static List<byte[]> documents(String test, int rounds) {
    RandomElements random = new RandomElements(RandomElements.seed(test));
    List<byte[]> documents = new ArrayList<>();
    PresenceDocument before = PresenceDocument.empty(ENTITY);
    for (int round = 0; round < rounds; round++) {
      List<Fragment> fragments = random.elements().stream().map(Fragment::of).toList();
      PresenceDocument after = PresenceDocument.of(ENTITY, fragments);
      for (View view : View.values()) {
        documents.add(PidfDocuments.pidf(after, view));
      }
      documents.add(PidfDocuments.full(after, View.WITH_LOCATION, round));
      documents.add(PidfDocuments.diff(before, after, View.WITH_LOCATION, 0xFFFFFFFFL));
      before = after;
    }
    assertThat(documents)
        .anySatisfy(document -> assertThat(new String(document, UTF_8)).contains("<pna:cell"));
    return documents;
  }
}
