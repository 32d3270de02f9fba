package org.pna.ph;

import org.jspecify.annotations.Nullable;

/** How a register is reached. */
public sealed interface Way {
  /** What a register is asked by, as its specification calls it. */
  String operation();

  /**
   * By MAP (anyTimeInterrogation and its siblings, TS 29.002 clause 8.11).
   *
   * @param link over which it is reached
   * @param globalTitle E.164 digits
   * @param gsmScfAddress our own address as it knows it, E.164 digits: that of the link
   * @param modifications and subscription interrogations a second at most, 1 to 10,000
   */
  record Map(String link, String globalTitle, String gsmScfAddress, int modifications)
      implements Way {
    @Override
    public String operation() {
      return "anyTimeInterrogation";
    }
  }

  /**
   * By Sh (User-Data-Request, TS 29.328 clause 6.1.1). CSIs are not armed this way.
   *
   * @param node our Diameter node
   * @param realm that serves its subscribers; null: the node's home realm
   */
  record Sh(String node, @Nullable String realm) implements Way {
    @Override
    public String operation() {
      return "User-Data-Request";
    }
  }
}
