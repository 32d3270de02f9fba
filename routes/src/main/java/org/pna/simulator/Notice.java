package org.pna.simulator;

import org.jspecify.annotations.Nullable;
import org.pna.publisher.pidf.ReceivedPresence;

/**
 * One NOTIFY as a watcher understood it.
 *
 * @param presentity the URI that was subscribed to
 * @param state Subscription-State without parameters: active, pending, terminated
 * @param presence what the body says, or null when there was none
 * @param fault why the body could not be read, or null
 */
public record Notice(
    String presentity, String state, @Nullable ReceivedPresence presence, @Nullable String fault) {
  /** For a person: what the watcher knows now. */
  public String text() {
    ReceivedPresence said = presence;
    String known = said == null ? fault == null ? "no document" : fault : said.summary();
    return presentity + "  " + (state.equals("active") ? "" : "[" + state + "] ") + known;
  }
}
