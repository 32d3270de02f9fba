package org.pna.publisher.store;

/** The store holds as many presentities as it may; those it holds can still be written. */
public final class StoreFullException extends Exception {
  private static final long serialVersionUID = 1;

  StoreFullException(int maxPresentities) {
    super("the store is full: " + maxPresentities + " presentities", null, false, false);
  }
}
