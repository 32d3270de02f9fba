package org.pna.ph;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.NetworkMessage;

/** The way into the route, which every message goes (reference point Ph, {@code direct:ph}). */
@FunctionalInterface
public interface Entrance {
  /**
   * Takes a message.
   *
   * @param end told exactly once, on any thread, not to block
   */
  void enter(NetworkMessage message, Consumer<End> end);

  /**
   * What became of it.
   *
   * @param accepted whether it is safe, or was heard and changed nothing; if not it may be tried
   *     again
   * @param presentity whom it was about, or null
   * @param published whether the presentity's document changed
   * @param ignored why it changed nothing, or was refused; null if it took effect
   */
  record End(
      boolean accepted, @Nullable String presentity, boolean published, @Nullable String ignored) {
    @Override
    public String toString() {
      return "End[" + accepted + ", " + published + ", " + ignored + "]";
    }
  }
}
