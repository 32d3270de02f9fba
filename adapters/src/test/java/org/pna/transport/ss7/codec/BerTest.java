package org.pna.transport.ss7.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pna.model.MalformedMessageException;

class BerTest {
  @ParameterizedTest
  @CsvSource({
    "0, 020100",
    "127, 02017f",
    "128, 02020080",
    "-1, 0201ff",
    "-128, 020180",
    "-129, 0202ff7f",
    "2147483647, 02047fffffff",
    "9223372036854775807, 02087fffffffffffffff",
    "-9223372036854775808, 02088000000000000000"
  })
  void integersAreAsShortAsCanBe(long value, String hex) throws MalformedMessageException {
    assertThat(HexFormat.of().formatHex(BerWriter.integer(0x02, value))).isEqualTo(hex);
    BerReader reader = reader(hex);
    assertThat(reader.next()).isTrue();
    assertThat(reader.integer("x")).isEqualTo(value);
    assertThat(reader.next()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 127, 128, 255, 256, 65535, 65536, 20_000_000})
  void lengthsOfAllSizes(int length) throws MalformedMessageException {
    byte[] element = BerWriter.element(0x04, new byte[length]);
    BerReader reader = new BerReader(element, 0, element.length, "x");
    assertThat(reader.next()).isTrue();
    assertThat(reader.length()).isEqualTo(length);
    assertThat(reader.end()).isEqualTo(element.length);
    int header = element.length - length;
    assertThat(header)
        .isEqualTo(
            length < 128 ? 2 : length < 256 ? 3 : length < 65536 ? 4 : length < 1 << 24 ? 5 : 6);
  }

  @ParameterizedTest
  @ValueSource(ints = {0x30, 0x9f32, 0xbf8132, 0x9f818132})
  void tagsOfSeveralOctets(int tag) throws MalformedMessageException {
    byte[] element = BerWriter.element(tag, new byte[] {1, 2});
    BerReader reader = new BerReader(element, 0, element.length, "x");
    assertThat(reader.next()).isTrue();
    assertThat(reader.tag()).isEqualTo(tag);
    assertThat(reader.copy()).containsExactly(1, 2);
  }

  @ParameterizedTest
  @CsvSource({
    "308000000401aa, 0, 30",
    "30800401aa0000 0500, 3, 30",
    "30803080040000000000 0500, 6, 30",
    "3082000105 0500, 1, 30",
    "308500000000020500 0500, 2, 30"
  })
  void longFormsAndIndefiniteLengths(String hex, int length, String tag)
      throws MalformedMessageException {
    BerReader reader = reader(hex.replace(" ", ""));
    assertThat(reader.next()).isTrue();
    assertThat(reader.tag()).isEqualTo(Integer.parseInt(tag, 16));
    assertThat(reader.length()).isEqualTo(length);
    assertThat(reader.next()).isTrue();
    assertThat(reader.tag()).isIn(0x04, 0x05);
    assertThat(reader.next()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "30", // no length
        "9f",
        "9f81", // cut off in a tag
        "9f8181818101", // tag too long
        "0401", // cut off
        "0480", // primitive, indefinite
        "3080",
        "308005",
        "30800500",
        "3080050000", // never ended
        "0000",
        "0001", // no tag
        "3084",
        "308400", // cut off in a length
        "30847fffffff", // longer than what is there
        "3084ffffffff",
        "308800000000ffffffff", // beyond two gigabytes
        "30ff" // reserved length
      })
  void refusesWhatIsNoElement(String hex) {
    assertThat(catchThrowableOfType(MalformedMessageException.class, () -> reader(hex).next()))
        .isNotNull();
  }

  @Test
  void nestsIndefiniteLengthsToADepth() throws MalformedMessageException {
    assertThat(reader("3080".repeat(64) + "0000".repeat(64)).next()).isTrue();
    assertThat(
            catchThrowableOfType(
                MalformedMessageException.class,
                () -> reader("3080".repeat(65) + "0000".repeat(65)).next()))
        .isNotNull();
  }

  private static BerReader reader(String hex) {
    byte[] octets = HexFormat.of().parseHex(hex);
    return new BerReader(octets, 0, octets.length, "test");
  }
}
