package org.pna.transport.sip;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPMessageValve;
import java.util.Locale;
import javax.sip.SipStack;
import javax.sip.message.Response;

/**
 * Drops messages without a branch of RFC 3261 (clause 8.1.1.7): for each of them the stack would
 * look through every transaction there is.
 */
final class BranchValve implements SIPMessageValve {
  private static final String COOKIE = "z9hg4bk";

  private final SipMeters meters;

  BranchValve(SipMeters meters) {
    this.meters = meters;
  }

  @Override
  public boolean processRequest(SIPRequest request, MessageChannel channel) {
    return passes(request);
  }

  @Override
  public boolean processResponse(Response response, MessageChannel channel) {
    return passes((SIPMessage) response);
  }

  private boolean passes(SIPMessage message) {
    Via via = message.getTopmostVia();
    String branch = via == null ? null : via.getBranch();
    boolean passes = branch != null && branch.toLowerCase(Locale.ROOT).startsWith(COOKIE);
    if (!passes) {
      meters.malformed();
    }
    return passes;
  }

  @Override
  public void init(SipStack stack) {}

  @Override
  public void destroy() {}
}
