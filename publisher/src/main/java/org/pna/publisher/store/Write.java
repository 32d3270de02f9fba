package org.pna.publisher.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something on its way to the disk. */
class Write {
  final List<Rows.Row> rows;
  final CommitCallback callback;

  /** Why it was not kept; for the writer thread only. */
  @Nullable Exception failure;

  Write(List<Rows.Row> rows, CommitCallback callback) {
    this.rows = rows;
    this.callback = callback;
  }
}
