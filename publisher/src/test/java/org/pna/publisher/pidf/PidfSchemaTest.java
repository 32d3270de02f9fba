package org.pna.publisher.pidf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pna.model.MalformedMessageException;

class PidfSchemaTest {
  private static final PidfSchema SCHEMA = new PidfSchema();

  /** file | line of the fault | rule of XML Schema that it breaks | what the message names */
  private static final String TABLE =
      """
            activities-empty | 26 | cvc-complex-type | rpid:activities
            activity-unknown | 26 | cvc-complex-type | on-the-fone
            basic-capitals | 19 | cvc-enumeration-valid | OPEN
            basic-twice | 19 | cvc-complex-type | basic
            basic-value | 19 | cvc-enumeration-valid | maybe
            cell-cgi-value | 47 | cvc-pattern-valid | 24099669915437
            cell-empty | 47 | cvc-complex-type | pna:cell
            cell-rai-before-cgi | 48 | cvc-complex-type | pna:cgi
            cell-without-time | 46 | cvc-complex-type | time
            contact-priority | 13 | cvc-max | 1.1
            contact-twice | 14 | cvc-complex-type | contact
            device-before-tuple | 18 | cvc-complex-type | tuple
            device-deviceid-first | 32 | cvc-complex-type | network-availability
            device-deviceid-no-urn | 56 | cvc-pattern-valid | my phone
            device-id-like-a-tuple | 30 | cvc-id | cs-voice
            device-in-device | 44 | cvc-complex-type | device
            device-without-deviceid | 56 | cvc-complex-type | timestamp
            device-without-id | 30 | cvc-complex-type | id
            diff-add-to-text | 7 | cvc-pattern-valid | */tuple[@id=
            diff-broken-tuple | 9 | cvc-complex-type | timestamp
            diff-general-xpath | 7 | cvc-pattern-valid | //tuple[last()]
            diff-pos-value | 7 | cvc-enumeration-valid | behind
            diff-remove-with-content | 16 | cvc-complex-type | p:remove
            diff-replace-by-two | 14 | cvc-complex-type | x:b
            diff-unknown-operation | 16 | cvc-complex-type | move
            diff-version-value | 6 | cvc-min | -1
            diff-without-sel | 14 | cvc-complex-type | sel
            dtd | 2 | '' | DOCTYPE
            entity-empty | 6 | cvc-min | ''
            entity-missing | 5 | cvc-complex-type | entity
            extension-after-contact | 14 | cvc-complex-type | late
            full-without-entity | 2 | cvc-complex-type | entity
            geopriv-retransmission-value | 52 | cvc-datatype-valid | no
            geopriv-without-place | 46 | cvc-complex-type | gp:location-info
            geopriv-without-rules | 51 | cvc-complex-type | method
            network-active-and-terminated | 34 | cvc-complex-type | terminated
            network-active-with-text | 41 | cvc-complex-type | op:terminated
            network-home-and-visited | 35 | cvc-identity-constraint | home-or-visited
            network-neither | 41 | cvc-complex-type | op:network
            network-none | 32 | cvc-complex-type | op:network-availability
            network-roaming-before-state | 33 | cvc-complex-type | visited
            network-twice | 40 | cvc-identity-constraint | 3GPP-CS
            network-without-id | 40 | cvc-complex-type | id
            not-well-formed | 59 | '' | dm:device
            note-before-tuple | 8 | cvc-complex-type | tuple
            person-timestamp-first | 26 | cvc-complex-type | rpid:activities
            reason-empty | 11 | cvc-min | ''
            registration-state-value | 11 | cvc-enumeration-valid | maybe
            root-is-tuple | 2 | '' | not a presence
            root-without-namespace | 2 | '' | not a presence
            timestamp-before-contact | 14 | cvc-complex-type | contact
            timestamp-impossible | 21 | cvc-datatype-valid | 2026-02-30T23:50:00Z
            timestamp-value | 21 | cvc-pattern-valid | 20 November 2026
            timestamp-without-zone | 21 | cvc-pattern-valid | 2026-11-20T23:50:00
            tuple-id-twice | 17 | cvc-id | cs-voice
            tuple-id-with-digit-first | 17 | cvc-datatype-valid | 1-data
            tuple-status-not-first | 8 | cvc-complex-type | reason
            tuple-with-two-status | 21 | cvc-complex-type | status
            tuple-without-id | 17 | cvc-complex-type | id
            tuple-without-status | 18 | cvc-complex-type | timestamp
            unknown-attribute | 17 | cvc-complex-type | colour
            unknown-in-pidf-namespace | 21 | cvc-complex-type | mood
      """;

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = TABLE)
  void brokenDocumentsAreRefusedForTheirFault(String file, int line, String rule, String what)
      throws IOException {
    byte[] document = Files.readAllBytes(Fixtures.BROKEN.resolve(file + ".xml"));
    assertThatExceptionOfType(MalformedMessageException.class)
        .isThrownBy(() -> SCHEMA.validate(document))
        .withMessageStartingWith("line " + line + ", column ")
        .withMessageContainingAll(rule, what);
  }

  @Test
  void theTableHasEveryBrokenDocument() throws IOException {
    assertThat(TABLE.lines().map(row -> row.strip().split(" ")[0] + ".xml"))
        .containsExactlyInAnyOrderElementsOf(
            Fixtures.files(Fixtures.BROKEN).stream()
                .map(file -> file.getFileName().toString())
                .toList())
        .hasSizeGreaterThanOrEqualTo(25);
  }

  static List<Path> good() throws IOException {
    return Fixtures.files(Fixtures.GOOD);
  }

  @ParameterizedTest
  @MethodSource("good")
  void goodDocumentsAreAccepted(Path file) throws Exception {
    SCHEMA.validate(Files.readAllBytes(file));
  }

  @ParameterizedTest
  @MethodSource("good")
  void goodDocumentsAreGoodForOthersToo(Path file) throws Exception {
    PublishedSchemas.require("PidfSchemaTest.goodDocumentsAreGoodForOthersToo")
        .validate(Files.readAllBytes(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "text", "<", "<presence", "<?xml version='1.0'?>"})
  void whatIsNoXmlIsRefused(String text) {
    assertThatExceptionOfType(MalformedMessageException.class)
        .isThrownBy(() -> SCHEMA.validate(text.getBytes()));
  }

  @Test
  void manyThreadsMayUseIt() throws IOException {
    byte[] good = Fixtures.good("presence-cell.xml");
    long refused =
        Stream.generate(() -> good)
            .limit(200)
            .parallel()
            .filter(
                document -> {
                  try {
                    SCHEMA.validate(document);
                    return false;
                  } catch (MalformedMessageException e) {
                    return true;
                  }
                })
            .count();
    assertThat(refused).isZero();
  }
}
