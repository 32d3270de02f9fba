package org.pna.publisher.pen;

/** Told of each publication once it is durable, in order for each presentity. */
@FunctionalInterface
public interface PublicationListener {
  void published(Publication publication);

  /**
   * Whether publications of a presentity are of interest (TS 23.141 clause A.2.3.2). Those that are
   * not are stored and never told; who becomes interested says so here first, then reads from the
   * store all that is committed, and misses nothing. Any thread.
   */
  default boolean wants(String presentity) {
    return true;
  }
}
