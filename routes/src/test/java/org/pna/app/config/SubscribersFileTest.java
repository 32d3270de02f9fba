package org.pna.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.PublicIdentity;

class SubscribersFileTest {
  @TempDir private Path folder;

  @Test
  void readsWithByteOrderMarkCrLfQuotesAndBlanks() throws IOException {
    List<SubscriberRow> rows = new ArrayList<>();

    List<Fault> faults =
        SubscribersFile.read(
            file(
                "\uFEFFimsi, msisdn ,Presentity,identities\r\n"
                    + "\r\n"
                    + "#,,,\r\n"
                    + "\"001011234567890\",,\"sip:a,b@pna.test\",  sip:x@pna.test\tsip:y@pna.test \r\n"
                    + ",1,sip:\u00E9@pna.test"),
            rows::add);

    assertThat(faults).isEmpty();
    assertThat(rows)
        .containsExactly(
            new SubscriberRow(
                4,
                new Imsi("001011234567890"),
                null,
                "sip:a,b@pna.test",
                List.of(
                    new PublicIdentity("sip:x@pna.test"), new PublicIdentity("sip:y@pna.test"))),
            new SubscriberRow(5, null, new Msisdn("1"), "sip:\u00E9@pna.test", List.of()));
  }

  @Test
  void takesTheColumnsInAnyOrder() throws IOException {
    List<SubscriberRow> rows = new ArrayList<>();

    assertThat(
            SubscribersFile.read(
                file("presentity,msisdn\nsip:ann@pna.test,15551230001\n"), rows::add))
        .isEmpty();
    assertThat(rows.get(0).msisdn()).isEqualTo(new Msisdn("15551230001"));
  }

  @Test
  void handsOnTheRightRowsBesideTheWrongOnes() throws IOException {
    List<SubscriberRow> rows = new ArrayList<>();

    List<Fault> faults =
        SubscribersFile.read(
            file("imsi,presentity\n2409x,sip:a@pna.test\n24099,sip:b@pna.test\n"), rows::add);

    assertThat(faults).extracting(Fault::line).containsExactly(2);
    assertThat(rows).extracting(SubscriberRow::line).containsExactly(3);
    assertThat(rows.get(0)).hasToString("SubscriberRow[line=3]");
  }

  @Test
  void tellsOfAFileThatIsNotThere() {
    assertThat(SubscribersFile.read(folder.resolve("none.csv"), row -> {}))
        .extracting(Fault::text)
        .containsExactly(
            folder.resolve("none.csv") + ": fault: does not exist\n    fix: name an existing file");
    assertThat(SubscribersFile.read(folder, row -> {}))
        .extracting(Fault::problem)
        .containsExactly("cannot be read");
  }

  @Test
  void findsTheOneDuplicateAmongManyRows() throws IOException {
    int count = 200_000;
    Path file = folder.resolve("many.csv");
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write("imsi,msisdn,presentity,identities\n");
      for (int i = 0; i < count; i++) {
        out.write(
            "24099%010d,1555%07d,sip:+1555%<07d@pna.test,sip:u%<d@pna.test%n".formatted(i, i));
      }
      out.write("240990000012345,,sip:another@pna.test,\n");
    }
    int[] rows = {0};

    List<Fault> faults = SubscribersFile.read(file, row -> rows[0]++);

    assertThat(rows[0]).isEqualTo(count + 1);
    assertThat(faults)
        .containsExactly(
            new Fault(
                Fault.Severity.WARNING,
                file.toString(),
                count + 2,
                "imsi",
                "stands in line 12347 for another presentity; this line counts",
                "remove the line that is wrong"));
  }

  @Test
  void tellsNamesOfDifferentKindsAndLengthsApart() throws IOException {
    assertThat(
            SubscribersFile.read(
                file(
                    "imsi,msisdn,presentity\n"
                        + "00012,,sip:a@pna.test\n"
                        + "000012,,sip:b@pna.test\n"
                        + ",00012,sip:c@pna.test\n"
                        + ",12,sip:d@pna.test\n"),
                row -> {}))
        .isEmpty();
  }

  private Path file(String content) throws IOException {
    return Files.write(folder.resolve("subscribers.csv"), content.getBytes(StandardCharsets.UTF_8));
  }
}
