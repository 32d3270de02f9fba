package org.pna.publisher.store;

import org.jspecify.annotations.Nullable;

/**
 * A store cannot be opened: in use, damaged, written by a newer version, or not to be had at all.
 * The message names the folder and says what to do.
 */
public final class StoreUnusableException extends Exception {
  private static final long serialVersionUID = 1;

  StoreUnusableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
