package org.pna.transport.diameter.codec;

/** AVP codes: below 600 of RFC 6733, from 600 of the vendor 3GPP (TS 29.229, TS 29.329). */
public final class AvpCode {
  /** The vendor 3GPP. */
  public static final int VENDOR_3GPP = 10415;

  public static final int USER_NAME = 1;
  public static final int HOST_IP_ADDRESS = 257;
  public static final int AUTH_APPLICATION_ID = 258;
  public static final int ACCT_APPLICATION_ID = 259;
  public static final int VENDOR_SPECIFIC_APPLICATION_ID = 260;
  public static final int SESSION_ID = 263;
  public static final int ORIGIN_HOST = 264;
  public static final int VENDOR_ID = 266;
  public static final int RESULT_CODE = 268;
  public static final int PRODUCT_NAME = 269;
  public static final int DISCONNECT_CAUSE = 273;
  public static final int AUTH_SESSION_STATE = 277;
  public static final int ORIGIN_STATE_ID = 278;
  public static final int FAILED_AVP = 279;
  public static final int DESTINATION_REALM = 283;
  public static final int PROXY_INFO = 284;
  public static final int DESTINATION_HOST = 293;
  public static final int ORIGIN_REALM = 296;
  public static final int EXPERIMENTAL_RESULT = 297;
  public static final int EXPERIMENTAL_RESULT_CODE = 298;
  public static final int ACCOUNTING_RECORD_TYPE = 480;
  public static final int ACCOUNTING_RECORD_NUMBER = 485;
  public static final int PUBLIC_IDENTITY = 601;
  public static final int USER_IDENTITY = 700;
  public static final int MSISDN = 701;
  public static final int USER_DATA = 702;
  public static final int DATA_REFERENCE = 703;
  public static final int SUBS_REQ_TYPE = 705;
  public static final int REQUESTED_DOMAIN = 706;
  public static final int CURRENT_LOCATION = 707;
  public static final int EXPIRY_TIME = 709;
  public static final int SEND_DATA_INDICATION = 710;
  public static final int REQUESTED_NODES = 713;

  private AvpCode() {}
}
