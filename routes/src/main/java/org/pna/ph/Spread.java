package org.pna.ph;

import java.time.Duration;

/** Times that are not the same for all, so that not all come at once. */
public final class Spread {
  private Spread() {}

  /**
   * From three to five quarters of a time, always the same of one key and number.
   *
   * @param number of the attempt
   */
  public static Duration of(Duration time, String key, int number) {
    int mixed = (key.hashCode() * 31 + number) * 0x9E3779B9;
    return time.multipliedBy(768 + (mixed >>> 23)).dividedBy(1024);
  }
}
