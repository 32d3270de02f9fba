package org.pna.transport.sip;

import gov.nist.javax.sip.Utils;
import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.ParserFactory;
import java.text.ParseException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sip.InvalidArgumentException;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import org.pna.model.sip.SipHeader;
import org.pna.model.sip.SipRequest;
import org.pna.model.sip.SipResponse;
import org.pna.model.sip.SipServerTransaction;
import org.pna.model.sip.SipTransport;

/** A server transaction of the stack. */
final class JainServerTransaction implements SipServerTransaction {
  private final ServerTransaction transaction;
  private final SIPRequest stackRequest;
  private final SipRequest request;
  private final SlowSenders senders;
  private final SipMeters meters;
  private final AtomicBoolean answered = new AtomicBoolean();

  JainServerTransaction(
      ServerTransaction transaction,
      SIPRequest stackRequest,
      SipRequest request,
      SlowSenders senders,
      SipMeters meters) {
    this.transaction = transaction;
    this.stackRequest = stackRequest;
    this.request = request;
    this.senders = senders;
    this.meters = meters;
  }

  @Override
  public SipRequest request() {
    return request;
  }

  @Override
  public void respond(SipResponse response) {
    if (response.status() >= 200 && !answered.compareAndSet(false, true)) {
      return;
    }
    if (request.socket().transport() == SipTransport.UDP) {
      send(response);
    } else if (!senders.execute(stackRequest.getCallId().getCallId(), () -> send(response))) {
      meters.unsent();
    }
  }

  private void send(SipResponse response) {
    try {
      transaction.sendResponse(stackResponse(stackRequest, response));
    } catch (SipException | InvalidArgumentException | ParseException | RuntimeException e) {
      meters.unsent();
    }
  }

  /**
   * @throws ParseException if the stack does not take a header of ours
   */
  static SIPResponse stackResponse(SIPRequest request, SipResponse response) throws ParseException {
    SIPResponse result = request.createResponse(response.status(), response.reason());
    for (SipHeader header : response.headers().fields()) {
      SIPHeader parsed =
          ParserFactory.createParser(header.name() + ": " + header.value() + "\n").parse();
      if (header.is("To")) {
        result.setHeader(parsed);
      } else {
        result.attachHeader(parsed, false);
      }
    }
    if (response.status() > 100 && result.getToTag() == null) {
      result.setToTag(Utils.getInstance().generateTag());
    }
    return result;
  }
}
