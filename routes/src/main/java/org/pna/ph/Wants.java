package org.pna.ph;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What is wanted by key, of all who are cared for, and durably so. Any thread. */
public interface Wants {
  /** Shows each that is cared for. */
  void forEach(BiConsumer<String, Want> visitor);

  /** What is wanted; nothing of one that is not cared for. */
  Want want(String key);

  /**
   * Wants something else.
   *
   * @param isDurable whether it is to outlive a restart; if not it is wished again then
   */
  void change(String key, boolean isDurable, UnaryOperator<Want> change);

  /**
   * Asks for reports, whatever the configuration says, or against them.
   *
   * @param on whether they are to come; null: as the configuration says
   * @param end told whether that is on disk, on any thread, possibly at once; if not, it is written
   *     again, unless the key is not cared for: nobody could report, or there are too many
   */
  void ask(String key, @Nullable Boolean on, Consumer<Boolean> end);
}
