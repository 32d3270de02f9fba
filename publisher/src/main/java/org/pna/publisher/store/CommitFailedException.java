package org.pna.publisher.store;

/**
 * The record was not kept: the disk refused it, or it was computed upon one that the disk refused.
 * What was committed before still stands.
 */
public final class CommitFailedException extends Exception {
  private static final long serialVersionUID = 1;

  CommitFailedException(Throwable cause) {
    super("the commit failed: " + cause.getMessage(), cause);
  }

  /** For a record computed upon one that was not kept. */
  CommitFailedException() {
    super("computed upon a record whose commit failed", null, false, false);
  }
}
