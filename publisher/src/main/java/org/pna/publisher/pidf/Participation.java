package org.pna.publisher.pidf;

import org.jspecify.annotations.Nullable;
import org.pna.model.Call.Bearer;

/**
 * Whether a means is in use (OMA PIDF extensions, op:session-participation).
 *
 * @param basic open: in a session; closed: in none
 * @param bearer what the session carries, in the project's namespace; null when not known or in
 *     none
 */
public record Participation(Basic basic, @Nullable Bearer bearer) {
  /** In no session. */
  public static final Participation NONE = new Participation(Basic.CLOSED, null);
}
