package org.pna.model.sip;

/**
 * A response, received or to be sent.
 *
 * <p>For one to be sent the endpoint copies Via, From, To, Call-ID, CSeq and Record-Route from the
 * request (RFC 3261 clauses 8.2.6 and 12.1.1); a To among the headers takes the place of the copied
 * one.
 *
 * @param status 100 to 699
 * @param reason phrase
 * @param headers in order
 */
public record SipResponse(int status, String reason, SipHeaders headers) {
  public SipResponse {
    if (status < 100 || status > 699) {
      throw new IllegalArgumentException("status " + status);
    }
  }

  /** A response with nothing to add. */
  public static SipResponse of(int status, String reason) {
    return new SipResponse(status, reason, SipHeaders.NONE);
  }

  /** Whether it says yes. */
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }
}
