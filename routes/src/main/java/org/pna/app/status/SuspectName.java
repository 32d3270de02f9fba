package org.pna.app.status;

import org.jspecify.annotations.Nullable;
import org.pna.model.ReportingNode;
import org.pna.routes.Suspect;

/**
 * How a suspect is called.
 *
 * @param kind {@code imsi}, or the kind of name that the network gave instead
 * @param value the name
 */
record SuspectName(String kind, String value) {
  static SuspectName of(Suspect suspect) {
    String name = suspect.name();
    int colon = name.indexOf(':');
    return colon < 0
        ? new SuspectName("imsi", name)
        : new SuspectName(name.substring(0, colon), name.substring(colon + 1));
  }

  /** A node's number, else its global title; null if nothing is known of it. */
  static @Nullable String of(ReportingNode node) {
    return node.number() == null ? node.globalTitle() : node.number();
  }

  @Override
  public String toString() {
    return "SuspectName";
  }
}
