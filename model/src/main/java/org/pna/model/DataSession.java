package org.pna.model;

import org.jspecify.annotations.Nullable;

/**
 * A PDP context, PDN connection or WLAN tunnel.
 *
 * @param id stable for the session's life, unique for the subscriber; a PDP context's is that of
 *     its relationship if that is about it alone, else with {@code /} and its number; the
 *     relationship's alone means each of several
 * @param state how far it is
 * @param apn access point name, dotted; private, never published
 */
public record DataSession(String id, State state, @Nullable String apn) implements Fact {
  /** The life of a data session as its node tells it. */
  public enum State {
    /** It exists. */
    ACTIVE,
    /** Its node lost it to another one, which goes on with it under another name, or not. */
    MOVING,
    /** Over. */
    ENDED,
    /** Nobody tells of it any more: it may go on or not. */
    LOST
  }
}
