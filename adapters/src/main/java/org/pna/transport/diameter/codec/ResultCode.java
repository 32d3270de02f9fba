package org.pna.transport.diameter.codec;

/** Values of Result-Code (RFC 6733 clause 7.1) and Experimental-Result-Code (TS 29.329, 6.2). */
public final class ResultCode {
  public static final int SUCCESS = 2001;
  public static final int LIMITED_SUCCESS = 2002;
  public static final int COMMAND_UNSUPPORTED = 3001;
  public static final int UNABLE_TO_DELIVER = 3002;
  public static final int REALM_NOT_SERVED = 3003;
  public static final int TOO_BUSY = 3004;
  public static final int APPLICATION_UNSUPPORTED = 3007;
  public static final int INVALID_AVP_BITS = 3009;
  public static final int AUTHORIZATION_REJECTED = 5003;
  public static final int INVALID_AVP_VALUE = 5004;
  public static final int MISSING_AVP = 5005;
  public static final int NO_COMMON_APPLICATION = 5010;
  public static final int UNABLE_TO_COMPLY = 5012;
  public static final int INVALID_AVP_LENGTH = 5014;

  /** Experimental: the data cannot be had for now. */
  public static final int USER_DATA_NOT_AVAILABLE = 4100;

  /** Experimental. */
  public static final int PRIOR_UPDATE_IN_PROGRESS = 4101;

  /** Experimental. */
  public static final int USER_UNKNOWN = 5001;

  /** Experimental. */
  public static final int IDENTITIES_DONT_MATCH = 5002;

  /** Experimental. */
  public static final int FEATURE_UNSUPPORTED = 5011;

  /** Experimental. */
  public static final int USER_DATA_NOT_RECOGNIZED = 5100;

  /** Experimental. */
  public static final int OPERATION_NOT_ALLOWED = 5101;

  /** Experimental. */
  public static final int USER_DATA_CANNOT_BE_READ = 5102;

  /** Experimental. */
  public static final int USER_DATA_CANNOT_BE_NOTIFIED = 5104;

  /** Experimental. */
  public static final int SUBS_DATA_ABSENT = 5106;

  /** Experimental. */
  public static final int NO_SUBSCRIPTION_TO_DATA = 5107;

  private ResultCode() {}
}
