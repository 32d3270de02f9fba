package org.pna.publisher.store;

import org.jspecify.annotations.Nullable;

/**
 * What the store holds of one presentity cannot be read. The message names the folder and says what
 * to do; it does not name the presentity.
 */
public final class DamagedRecordException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param place the folder
   * @param reason what is wrong, and where in the record
   */
  DamagedRecordException(String place, String reason, @Nullable Throwable cause) {
    super(
        "a record in the store "
            + place
            + " is damaged ("
            + reason
            + "): put back a backup of that folder, or move it away and start without it;"
            + " presence is then learnt anew",
        cause);
  }
}
