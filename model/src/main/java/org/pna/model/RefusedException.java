package org.pna.model;

/** A well-formed message that the gateway does not take; the transport answers in its own way. */
public final class RefusedException extends Exception {
  /** Why, in the gateway's terms. */
  public enum Reason {
    /** The subscriber is not ours (MAP error 1, unknownSubscriber). */
    UNKNOWN_SUBSCRIBER,
    /** The event is not known (MAP error 59, mm-EventNotSupported). */
    EVENT_NOT_SUPPORTED,
    /** The sender is not on the allow-list. */
    SENDER_NOT_ALLOWED,
    /** No room, or the store failed: the sender may try again (TCAP: user abort). */
    OVERLOADED
  }

  private static final long serialVersionUID = 1;

  private final Reason reason;

  /**
   * @param reason why
   * @param detail for the log, without any identity
   */
  public RefusedException(Reason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
