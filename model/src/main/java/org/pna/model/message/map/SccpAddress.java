package org.pna.model.message.map;

import org.jspecify.annotations.Nullable;

/**
 * SCCP party address (Q.713 clause 3.4), as far as the gateway looks at it.
 *
 * @param globalTitle digits, or null
 * @param pointCode signalling point code, or -1
 * @param subsystem subsystem number, 0 when unknown
 */
public record SccpAddress(@Nullable String globalTitle, int pointCode, int subsystem) {
  /** The node's name: its global title, else one made of its point code; null without either. */
  public @Nullable String node() {
    if (globalTitle != null) {
      return globalTitle;
    }
    return pointCode < 0 ? null : "pc-" + pointCode;
  }
}
