package org.pna.publisher.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

class BatchFormatTest {
  @Test
  void aBatchIsWhatRocksDbMakesOfTheSameRows() throws Exception {
    RocksOptions.loadLibrary();
    List<Rows.Row> rows = new ArrayList<>();
    for (int length : new int[] {0, 1, 127, 128, 200, 16_383, 16_384, 70_000}) {
      rows.add(new Rows.Row(key("k" + length), new byte[length]));
      rows.add(new Rows.Row(key("k".repeat(length + 1)), null));
    }
    assertThat(BatchFormat.write(rows)).isEqualTo(theirs(rows));
    try (WriteBatch batch = new WriteBatch(BatchFormat.write(rows))) {
      assertThat(batch.count()).isEqualTo(rows.size());
    }
  }

  @Test
  void aBatchOfNoRowsIsOne() throws Exception {
    RocksOptions.loadLibrary();
    assertThat(BatchFormat.write(List.of())).isEqualTo(theirs(List.of()));
  }

  private static byte[] theirs(List<Rows.Row> rows) throws RocksDBException {
    try (WriteBatch batch = new WriteBatch()) {
      for (Rows.Row row : rows) {
        if (row.value() == null) {
          batch.delete(row.key());
        } else {
          batch.put(row.key(), row.value());
        }
      }
      return batch.data();
    }
  }

  private static byte[] key(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
