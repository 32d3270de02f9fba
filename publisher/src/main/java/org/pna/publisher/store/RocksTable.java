package org.pna.publisher.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A table of {@link RocksStore}. */
final class RocksTable implements Table {
  private final TableName name;
  private final GroupCommit commits;

  RocksTable(TableName name, GroupCommit commits) {
    this.name = name;
    this.commits = commits;
  }

  @Override
  public void put(String key, byte @Nullable [] value, CommitCallback callback) {
    Write write;
    try {
      Rows.Row row = new Rows.Row(Keys.table(name, key), value == null ? null : value.clone());
      write = new Write(List.of(row), callback);
    } catch (IllegalArgumentException e) {
      callback.done(e);
      return;
    }
    if (!commits.submitBeside(write)) {
      callback.done(new StoreClosedException());
    }
  }
}
