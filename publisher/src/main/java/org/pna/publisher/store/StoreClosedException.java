package org.pna.publisher.store;

/** The store takes no more appends: it is closing or closed. */
public final class StoreClosedException extends Exception {
  private static final long serialVersionUID = 1;

  StoreClosedException() {
    super("the store is closed", null, false, false);
  }
}
