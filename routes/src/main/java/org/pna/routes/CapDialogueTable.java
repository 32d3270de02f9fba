package org.pna.routes;

import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.pna.publisher.store.StoreView;
import org.pna.publisher.store.Table;
import org.pna.publisher.store.TableName;
import org.pna.transport.ss7.DialogueTable;

/**
 * The calls and GPRS sessions of one link in the store; the keys are the link's name and the id.
 */
public final class CapDialogueTable implements DialogueTable {
  /** Writes that may wait for the disk; a call that would be the next goes on untracked. */
  private static final int MAX_WAITING = 10_000;

  private final String prefix;
  private final Table table;
  private final StoreView view;
  private final BooleanSupplier failing;
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * @param link the link's name, without a slash
   * @param table of {@link TableName#CAP_DIALOGUES}
   * @param view shows what that table holds
   * @param failing whether the disk fails now
   */
  public CapDialogueTable(String link, Table table, StoreView view, BooleanSupplier failing) {
    this.prefix = link + '/';
    this.table = table;
    this.view = view;
    this.failing = failing;
  }

  @Override
  public boolean isReady() {
    return waiting.get() < MAX_WAITING && !failing.getAsBoolean();
  }

  @Override
  public void put(int id, byte[] state, Runnable failed) {
    write(id, state, failed);
  }

  @Override
  public void remove(int id) {
    write(id, null, () -> {});
  }

  private void write(int id, byte @Nullable [] state, Runnable failed) {
    waiting.incrementAndGet();
    try {
      table.put(
          prefix + HexFormat.of().toHexDigits(id),
          state,
          failure -> {
            waiting.decrementAndGet();
            if (failure != null) {
              failed.run();
            }
          });
    } catch (RuntimeException e) {
      waiting.decrementAndGet();
      failed.run();
    }
  }

  @Override
  public void forEach(BiConsumer<Integer, byte[]> visitor) {
    view.scan(
        TableName.CAP_DIALOGUES,
        prefix,
        (key, state) ->
            visitor.accept(HexFormat.fromHexDigits(key, prefix.length(), key.length()), state));
  }
}
