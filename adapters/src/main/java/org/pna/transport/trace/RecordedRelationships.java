package org.pna.transport.trace;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.cap.GprsSetup;

/**
 * Relationships of gprsSSF and gsmSCF by the reference numbers under which later dialogues name
 * them: a number is its giver's own, for the node that it was given to.
 *
 * <p>Bound: {@value #MAX} references, where the one that was not asked for the longest goes; what
 * comes of it then is ignored as {@code unknown-dialogue}.
 */
final class RecordedRelationships {
  private static final int MAX = 65_536;

  /**
   * @param from who names the relationship
   * @param to who gave the reference
   */
  private record Name(@Nullable String from, @Nullable String to, long reference) {}

  private final Map<Name, GprsSetup> setups =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Name, GprsSetup> eldest) {
          return size() > MAX;
        }
      };

  void put(@Nullable String from, @Nullable String to, long reference, GprsSetup setup) {
    setups.put(new Name(from, to, reference), setup);
  }

  /** The relationship that a reference names; null if it names none. */
  @Nullable GprsSetup find(@Nullable String from, @Nullable String to, @Nullable Long reference) {
    return reference == null ? null : setups.get(new Name(from, to, reference));
  }
}
