package org.pna.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
  @Test
  void takesFieldsApart() {
    assertThat(Csv.fields("a,b")).isEqualTo(Optional.of(List.of("a", "b")));
    assertThat(Csv.fields(" a b ,")).isEqualTo(Optional.of(List.of("a b", "")));
    assertThat(Csv.fields(",,")).isEqualTo(Optional.of(List.of("", "", "")));
    assertThat(Csv.fields("")).isEqualTo(Optional.of(List.of("")));
    assertThat(Csv.fields("\"a,b\" , \"c\"")).isEqualTo(Optional.of(List.of("a,b", "c")));
    assertThat(Csv.fields("\"\",\"a\"\"b\",\"\"\"\""))
        .isEqualTo(Optional.of(List.of("", "a\"b", "\"")));
    assertThat(Csv.fields("\"a\",")).isEqualTo(Optional.of(List.of("a", "")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"a", "a\"b", "\"a\"b", "\"", "\"\"\"", "a,b\"\"", "\"a\" \"b\""})
  void refusesMarksOutOfPlace(String line) {
    assertThat(Csv.fields(line)).isEmpty();
  }
}
