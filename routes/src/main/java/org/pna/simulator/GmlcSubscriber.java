package org.pna.simulator;

import org.jspecify.annotations.Nullable;

/**
 * What a GMLC can find out of a subscriber.
 *
 * @param who the subscription
 * @param shape where the handset is; null where it is not to be found
 * @param method pos_method, such as {@code CELL}; null: not said
 * @param result resid that is said in the place of the shape
 */
public record GmlcSubscriber(
    Subscriber who, @Nullable MlpShape shape, @Nullable String method, int result) {
  /** He is there, which is known from his cell. */
  public static GmlcSubscriber at(Subscriber who, MlpShape shape) {
    return new GmlcSubscriber(who, shape, "CELL", 0);
  }

  /**
   * He is not to be found.
   *
   * @param result resid: 4 unknown, 5 absent, 202 not allowed, ...
   */
  public static GmlcSubscriber lost(Subscriber who, int result) {
    return new GmlcSubscriber(who, null, null, result);
  }
}
