package org.pna.transport.ss7.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pna.model.MalformedMessageException;

class AarqGuardTest {
  private static final byte[] BEGIN = Vectors.noteMmEvent().get("imsi_detach_ms_03");
  private static final String VERSION = "80020780";

  @Test
  void passesWhatIsWellFormedUnchanged() {
    for (byte[] message : Vectors.noteMmEvent().values()) {
      assertThat(AarqGuard.check(message)).isEqualTo(new AarqGuard.Pass(message));
    }
    for (byte[] message : Vectors.mapAndCap().values()) {
      assertThat(AarqGuard.check(message)).isEqualTo(new AarqGuard.Pass(message));
    }
  }

  @Test
  void writesTheVersionIn() throws MalformedMessageException {
    assertThat(passed(withoutVersion(BEGIN))).isEqualTo(BEGIN);
  }

  @Test
  void writesTheVersionIntoALongMessage() throws MalformedMessageException {
    for (int size : new int[] {1, 60, 61, 62, 63, 64, 65, 66, 150, 190, 200, 300, 65_000}) {
      byte[] invoke = TcapWriter.invoke(1, 89, BerWriter.element(0x30, new byte[size]));
      byte[] message = TcapWriter.begin(5, "0.4.0.0.1.0.42.3", invoke);
      assertThat(passed(withoutVersion(message))).as("%d octets", size).isEqualTo(message);
    }
  }

  @Test
  void writesTheVersionIntoIndefiniteLengths() throws MalformedMessageException {
    byte[] indefinite =
        HexFormat.of()
            .parseHex(
                "6280480400000001"
                    + "6b802880060700118605010101a0806080a109060704000001002a03"
                    + "0000000000000000"
                    + "6c80a1800201010201593000000000000000");
    TcapMessage message = Tcap.decode(passed(indefinite));
    assertThat(message.otid()).isEqualTo(1);
    assertThat(message.dialogue().hasVersion()).isTrue();
    assertThat(message.dialogue().applicationContext()).isEqualTo("0.4.0.0.1.0.42.3");
    assertThat(message.components().get(0).code()).isEqualTo(89);
  }

  @Test
  void keepsTheUserInformationBehindTheVersion() throws MalformedMessageException {
    byte[] information = HexFormat.of().parseHex("be0b280906032a0304a0020500");
    byte[] aarq =
        BerWriter.element(
            0x60,
            BerWriter.element(0xa1, ObjectIdentifiers.element("0.4.0.0.1.21.3.50")),
            information);
    byte[] message =
        BerWriter.element(
            0x62,
            HexFormat.of().parseHex("480400000001"),
            BerWriter.element(
                0x6b,
                BerWriter.element(
                    0x28,
                    BerWriter.element(0x06, ObjectIdentifiers.DIALOGUE),
                    BerWriter.element(0xa0, aarq))));
    String passed = HexFormat.of().formatHex(passed(message));
    assertThat(passed).contains(VERSION + "a109").endsWith(HexFormat.of().formatHex(information));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "62",
        "6200",
        "62034801",
        "620648040000000100",
        "62024800",
        "620748050000000001",
        "62086c06a104020101",
        "650a6c08a106020101020105",
        "30020500",
        "64024900",
        "640449020001 6c00",
        "6700",
        "61086c06a104020101",
        "6409490400000001 4a0102",
        "c10101",
        "ffffffffff"
      })
  void dropsWhatCannotBeAnswered(String hex) {
    assertThat(AarqGuard.check(HexFormat.of().parseHex(hex.replace(" ", ""))))
        .isInstanceOf(AarqGuard.Drop.class);
  }

  @Test
  void dropsEveryTruncation() {
    for (int length = 0; length < BEGIN.length; length++) {
      assertThat(AarqGuard.check(Arrays.copyOf(BEGIN, length))).isInstanceOf(AarqGuard.Drop.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // An unknown message type.
    "63064804 00000001, 67094904000000014a0100",
    // Portions out of order, unknown, empty, or of another message.
    "6208480400000001 6d00, 67094904000000014a0102",
    "620c480400000001490400000002, 67094904000000014a0102",
    "6506480400000001, 67094904000000014a0102",
    "6208480400000001 6b00, 67094904000000014a0102",
    // AARE in a Begin, ABRT in a Continue.
    "622e480400000001 6b26 2824 060700118605010101a019 6117 a109060704000001002a03 a203020100 a305a103020100, 67094904000000014a0103",
    "6520480400000001490400000002 6b12 2810 060700118605010101a005 6403 800100, 67094904000000014a0103",
    // A component that is none; a global operation code.
    "620a480400000001 6c02a100, 64 0e 4904 00000001 6c07 a405 0500 800102",
    "6211480400000001 6c09a107 020107 0602 2a03, 64 0f 4904 00000001 6c08 a406 020107 810101"
  })
  void answersWhatTheStackMustNotSee(String hex, String answer) {
    byte[] message = HexFormat.of().parseHex(hex.replace(" ", ""));
    assertThat(AarqGuard.check(message)).isInstanceOf(AarqGuard.Answer.class);
    byte[] actual = ((AarqGuard.Answer) AarqGuard.check(message)).message();
    byte[] expected = HexFormat.of().parseHex(answer.replace(" ", ""));
    expected[1] = (byte) (expected.length - 2);
    assertThat(HexFormat.of().formatHex(actual)).isEqualTo(HexFormat.of().formatHex(expected));
  }

  @Test
  void acceptsTheContextWhenItRejectsAComponent() throws MalformedMessageException {
    byte[] message =
        TcapWriter.begin(9, "0.4.0.0.1.0.42.3", BerWriter.element(0xa1, new byte[] {2, 1, 1}));
    AarqGuard.Answer answer = (AarqGuard.Answer) AarqGuard.check(message);
    TcapMessage end = Tcap.decode(answer.message());
    assertThat(end.dtid()).isEqualTo(9);
    assertThat(end.dialogue().result()).isZero();
    assertThat(end.dialogue().applicationContext()).isEqualTo("0.4.0.0.1.0.42.3");
    assertThat(end.components().get(0).kind()).isEqualTo(Component.Kind.REJECT);
  }

  @Test
  void givesAnUnknownAbortCauseAName() {
    assertThat(((AarqGuard.Pass) AarqGuard.check(TcapWriter.providerAbort(7, 44))).message())
        .isEqualTo(TcapWriter.providerAbort(7, 3));
    byte[] known = TcapWriter.providerAbort(7, 126);
    assertThat(AarqGuard.check(known)).isEqualTo(new AarqGuard.Pass(known));
  }

  @Test
  void whatItPassesOrAnswersIsWellFormed() throws MalformedMessageException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    byte[] bare = withoutVersion(BEGIN);
    for (int i = 0; i < 100_000; i++) {
      byte[] mutant = Mutations.of(i % 2 == 0 ? BEGIN : bare, random);
      AarqGuard.Verdict verdict = AarqGuard.check(mutant);
      if (verdict instanceof AarqGuard.Pass pass) {
        DialoguePdu dialogue = Tcap.decode(pass.message()).dialogue();
        assertThat(dialogue == null || dialogue.hasVersion()).as("seed %d", seed).isTrue();
      } else if (verdict instanceof AarqGuard.Answer answer) {
        Tcap.decode(answer.message());
      }
    }
  }

  private static byte[] passed(byte[] message) {
    return ((AarqGuard.Pass) AarqGuard.check(message)).message();
  }

  /** The Begin without its protocol version, all lengths right. */
  private static byte[] withoutVersion(byte[] message) throws MalformedMessageException {
    TcapMessage read = Tcap.decode(message);
    String hex = HexFormat.of().formatHex(message);
    int dialogue = hex.indexOf("6b1e");
    int components = hex.indexOf("6c", dialogue + 64) / 2;
    byte[] aarq =
        BerWriter.element(
            0x60,
            BerWriter.element(
                0xa1, ObjectIdentifiers.element(read.dialogue().applicationContext())));
    return BerWriter.element(
        0x62,
        Arrays.copyOfRange(message, dialogue / 2 - 6, dialogue / 2),
        BerWriter.element(
            0x6b,
            BerWriter.element(
                0x28,
                BerWriter.element(0x06, ObjectIdentifiers.DIALOGUE),
                BerWriter.element(0xa0, aarq))),
        Arrays.copyOfRange(message, components, message.length));
  }
}
