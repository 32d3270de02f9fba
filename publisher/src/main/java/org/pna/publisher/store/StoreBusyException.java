package org.pna.publisher.store;

/** As many appends wait for the disk as may; nothing was stored, and trying again may succeed. */
public final class StoreBusyException extends Exception {
  private static final long serialVersionUID = 1;

  StoreBusyException(int maxPending) {
    super("the store is busy: " + maxPending + " appends wait for the disk", null, false, false);
  }
}
