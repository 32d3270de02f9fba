package org.pna.model.message.mlp;

/**
 * How a request went (OMA MLP, result).
 *
 * @param id resid, 0 to 9999
 */
public record ResultCode(int id) {
  public static final ResultCode OK = new ResultCode(0);
  public static final ResultCode SYSTEM_FAILURE = new ResultCode(1);
  public static final ResultCode UNAUTHORIZED_APPLICATION = new ResultCode(3);
  public static final ResultCode UNKNOWN_SUBSCRIBER = new ResultCode(4);
  public static final ResultCode ABSENT_SUBSCRIBER = new ResultCode(5);
  public static final ResultCode CONGESTION_IN_LOCATION_SERVER = new ResultCode(101);
  public static final ResultCode POSITIONING_NOT_ALLOWED = new ResultCode(202);
  public static final ResultCode CONGESTION_IN_MOBILE_NETWORK = new ResultCode(203);
  public static final ResultCode DISALLOWED_BY_LOCAL_REGULATIONS = new ResultCode(204);
}
