package org.pna.ph;

import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Under which keys (IMSIs, public identities) a supplier reports on a presentity. Any thread. */
public interface ReportKeys {
  /** The keys of a presentity; none if it is not known. */
  List<String> of(String presentity);

  /** Whose a key is now; null if it is nobody's. */
  @Nullable String presentity(String key);

  /** Shows each key and its presentity. */
  void forEach(BiConsumer<String, String> visitor);
}
