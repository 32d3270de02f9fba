package org.pna.publisher.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TableNameTest {
  @Test
  void noTwoKindsOfKeysBeginAlike() {
    assertThat(Stream.of(TableName.values()).map(TableName::prefix))
        .doesNotHaveDuplicates()
        .doesNotContain('p', 'h', 'w');
  }
}
