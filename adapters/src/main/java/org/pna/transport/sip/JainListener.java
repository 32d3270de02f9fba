package org.pna.transport.sip;

import gov.nist.javax.sip.SipProviderImpl;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.net.InetAddress;
import java.text.ParseException;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipListener;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionAlreadyExistsException;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.TransactionUnavailableException;
import javax.sip.message.Request;
import org.pna.model.sip.SipHeaders;
import org.pna.model.sip.SipRequest;
import org.pna.model.sip.SipRequestListener;
import org.pna.model.sip.SipResponse;
import org.pna.model.sip.SipServerTransaction;
import org.pna.model.sip.SipTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stack's events; called on its threads. */
final class JainListener implements SipListener {
  private static final Logger log = LoggerFactory.getLogger(JainListener.class);
  private static final SipResponse BAD_REQUEST = SipResponse.of(400, "Bad Request");
  private static final SipResponse OVERLOADED =
      new SipResponse(503, "Service Unavailable", SipHeaders.of("Retry-After", "10"));

  private final JainStack stack;
  private final JainSockets sockets;
  private final SipSettings settings;
  private final ClientTransactions clients;
  private final SlowSenders senders;
  private final SipMeters meters;
  private final SipRequestListener listener;

  JainListener(
      JainStack stack,
      JainSockets sockets,
      SipSettings settings,
      ClientTransactions clients,
      SlowSenders senders,
      SipMeters meters,
      SipRequestListener listener) {
    this.stack = stack;
    this.sockets = sockets;
    this.settings = settings;
    this.clients = clients;
    this.senders = senders;
    this.meters = meters;
    this.listener = listener;
  }

  @Override
  public void processRequest(RequestEvent event) {
    SIPRequest request = (SIPRequest) event.getRequest();
    if (request.getMethod().equals(Request.ACK)) {
      return;
    }
    SipProviderImpl provider = (SipProviderImpl) event.getSource();
    try {
      pinToSource(request);
      if (stack.getServerTransactionTableSize() >= settings.maxTransactions()) {
        meters.refused();
        if (request.getMethod().equals(Request.REGISTER)) {
          handOver(withoutTransaction(provider, request)); // it may not be refused (rule S4)
        } else {
          statelessly(provider, request, OVERLOADED);
        }
        return;
      }
      ServerTransaction transaction = event.getServerTransaction();
      if (transaction == null) {
        transaction = provider.getNewServerTransaction(request);
      }
      JainServerTransaction ours =
          new JainServerTransaction(
              transaction,
              request,
              JainMessages.received(request, sockets.socketOf(provider, request)),
              senders,
              meters);
      handOver(ours);
    } catch (TransactionAlreadyExistsException e) {
      return; // a repeat, which the stack answers
    } catch (TransactionUnavailableException | ParseException | RuntimeException e) {
      meters.malformed();
      statelessly(provider, request, BAD_REQUEST);
    }
  }

  /** Repeats of it are handed over again. */
  private SipServerTransaction withoutTransaction(SipProviderImpl provider, SIPRequest request) {
    SipRequest ours = JainMessages.received(request, sockets.socketOf(provider, request));
    return new SipServerTransaction() {
      @Override
      public SipRequest request() {
        return ours;
      }

      @Override
      public void respond(SipResponse response) {
        if (ours.socket().transport() == SipTransport.UDP) {
          statelessly(provider, request, response);
        } else if (!senders.execute(
            request.getCallId().getCallId(), () -> statelessly(provider, request, response))) {
          meters.unsent();
        }
      }
    };
  }

  private void handOver(SipServerTransaction transaction) {
    try {
      listener.received(transaction);
    } catch (RuntimeException e) {
      log.warn("a SIP request met a fault of ours: {}", e.getClass().getName());
      log.debug("the fault", e);
      transaction.respond(SipResponse.of(500, "Server Internal Error"));
    }
  }

  /**
   * Answers go to where the request came from (RFC 3261 clause 18.2.1), and nowhere that a Via
   * invents: a made-up received or maddr would make us look up names and hit strangers.
   */
  private static void pinToSource(SIPRequest request) throws ParseException {
    Via via = request.getTopmostVia();
    InetAddress source = request.getPeerPacketSourceAddress();
    via.removeParameter(Via.MADDR);
    via.removeParameter(Via.RECEIVED);
    if (source != null) {
      via.setReceived(source.getHostAddress());
    }
  }

  private void statelessly(SipProviderImpl provider, SIPRequest request, SipResponse response) {
    try {
      provider.sendResponse(JainServerTransaction.stackResponse(request, response));
    } catch (SipException | ParseException | RuntimeException e) {
      meters.unsent();
    }
  }

  @Override
  public void processResponse(ResponseEvent event) {
    try {
      clients.answered(event.getClientTransaction(), (SIPResponse) event.getResponse());
    } catch (RuntimeException e) {
      meters.malformed();
    }
  }

  @Override
  public void processTimeout(TimeoutEvent event) {
    if (!event.isServerTransaction()) {
      clients.timedOut(event.getClientTransaction());
    }
  }

  @Override
  public void processTransactionTerminated(TransactionTerminatedEvent event) {
    if (!event.isServerTransaction()) {
      clients.terminated(event.getClientTransaction());
    }
  }

  @Override
  public void processIOException(IOExceptionEvent event) {
    meters.unsent();
  }

  @Override
  public void processDialogTerminated(DialogTerminatedEvent event) {}
}
