package org.pna.publisher.pen;

/** Told of each publication once it is durable, in order for each presentity. */
@FunctionalInterface
public interface PublicationListener {
  void published(Publication publication);
}
