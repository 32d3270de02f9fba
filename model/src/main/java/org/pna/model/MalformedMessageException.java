package org.pna.model;

/** A message that cannot be decoded: says where in it, and what is wrong. Never an identity. */
public final class MalformedMessageException extends Exception {
  /** The kind of fault, so that a protocol can answer with its own word for it. */
  public enum Kind {
    /** Not decodable: wrong tag, length or value. */
    MISTYPED,
    /** A mandatory element is missing. */
    DATA_MISSING,
    /** An element is present but its value is impossible. */
    UNEXPECTED_VALUE
  }

  private static final long serialVersionUID = 1;

  private final Kind kind;
  private final String where;

  /**
   * @param kind kind of fault
   * @param where the element, such as {@code NoteMM-EventArg.imsi}
   * @param reason what is wrong with it
   */
  public MalformedMessageException(Kind kind, String where, String reason) {
    super(where + ": " + reason, null, false, false);
    this.kind = kind;
    this.where = where;
  }

  public Kind kind() {
    return kind;
  }

  public String where() {
    return where;
  }
}
