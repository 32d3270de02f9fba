package org.pna.transport.sip;

import gov.nist.javax.sip.SipProviderImpl;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.SIPClientTransaction;
import gov.nist.javax.sip.stack.SIPTransaction;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.text.ParseException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.sip.ClientTransaction;
import javax.sip.SipException;
import javax.sip.Transaction;
import org.jspecify.annotations.Nullable;
import org.pna.model.sip.SipRequest;
import org.pna.model.sip.SipResponse;
import org.pna.model.sip.SipResponseListener;
import org.pna.model.sip.SipResponseListener.Failure;
import org.pna.model.sip.SipSocket;
import org.pna.model.sip.SipTransport;

/** Sends requests and tells their listeners, each once. */
final class ClientTransactions {
  /** RFC 3261 clause 18.1.1: what is larger ought not to go over UDP. */
  private static final int MAX_UDP_BYTES = 1300;

  /** Line of the request, Via, Max-Forwards and Content-Length beside the given headers. */
  private static final int ADDED_BYTES = 180;

  private static final int MAX_WITHOUT_TCP = 10_000;

  private final JainStack stack;
  private final JainSockets sockets;
  private final SipSettings settings;
  private final SlowSenders senders;
  private final SipMeters meters;

  /** Hops that refused TCP though their URI allows it; the oldest is forgotten at the bound. */
  private final Set<NextHop> withoutTcp =
      Collections.synchronizedSet(
          Collections.newSetFromMap(
              new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<NextHop, Boolean> eldest) {
                  return size() > MAX_WITHOUT_TCP;
                }
              }));

  ClientTransactions(
      JainStack stack,
      JainSockets sockets,
      SipSettings settings,
      SlowSenders senders,
      SipMeters meters) {
    this.stack = stack;
    this.sockets = sockets;
    this.settings = settings;
    this.senders = senders;
    this.meters = meters;
  }

  void send(SipRequest request, SipResponseListener listener) {
    Optional<NextHop> next = NextHop.of(request);
    if (next.isEmpty() || stack.getClientTransactionTableSize() >= settings.maxTransactions()) {
      listener.failed(Failure.TRANSPORT);
      return;
    }
    NextHop hop = next.get();
    int size = size(request);
    boolean large = size > MAX_UDP_BYTES && !withoutTcp.contains(hop);
    boolean udp = hop.transport() == SipTransport.UDP || (hop.transport() == null && !large);
    if (udp && hop.isNumeric()) {
      resolved(request, hop, size, listener);
    } else if (!senders.execute(
        request.headers().first("Call-ID").orElse(""),
        () -> resolved(request, hop, size, listener))) {
      listener.failed(Failure.TRANSPORT);
    }
  }

  private static int size(SipRequest request) {
    int size = ADDED_BYTES + request.uri().length() + request.body().length;
    for (var header : request.headers().fields()) {
      size += header.name().length() + header.value().length() + 4;
    }
    return size;
  }

  private void resolved(SipRequest request, NextHop hop, int size, SipResponseListener listener) {
    try {
      InetAddress to = InetAddress.getByName(hop.host());
      SipTransport named = hop.transport();
      boolean tryTcp =
          named == null
              && size > MAX_UDP_BYTES
              && !withoutTcp.contains(hop)
              && sockets.speaks(SipTransport.TCP, to);
      if (tryTcp && send(request, to, hop.port(), SipTransport.TCP, listener)) {
        return;
      }
      if (tryTcp) {
        withoutTcp.add(hop);
      }
      SipTransport transport = named == null ? SipTransport.UDP : named;
      if (transport == SipTransport.UDP && size > MAX_UDP_BYTES) {
        meters.oversize();
      }
      if (!send(request, to, hop.port(), transport, listener)) {
        listener.failed(Failure.TRANSPORT);
      }
    } catch (UnknownHostException e) {
      listener.failed(Failure.TRANSPORT);
    }
  }

  /** False if it could not be sent; the listener has not been told then. */
  private boolean send(
      SipRequest request,
      InetAddress to,
      int port,
      SipTransport transport,
      SipResponseListener listener) {
    SipSocket preferred = request.socket();
    Optional<SipProviderImpl> provider = sockets.provider(preferred, transport, to);
    if (provider.isEmpty()) {
      return false;
    }
    AtomicReference<SipResponseListener> once = new AtomicReference<>(listener);
    try {
      SIPRequest message =
          JainMessages.toSend(request, sockets.sentBy(provider.get(), preferred, to));
      message.setApplicationData(NextHop.hop(to.getHostAddress(), port, transport));
      ClientTransaction transaction = provider.get().getNewClientTransaction(message);
      ((SIPTransaction) transaction).setRetransmitTimer((int) settings.t1().toMillis());
      transaction.setApplicationData(once);
      try {
        transaction.sendRequest();
      } catch (SipException e) {
        boolean untold = once.getAndSet(null) != null;
        transaction.terminate();
        return !untold;
      }
      return true;
    } catch (SipException | ParseException | RuntimeException e) {
      // Nothing a watcher put into his Contact may harm anybody else.
      return once.getAndSet(null) == null;
    }
  }

  void answered(@Nullable ClientTransaction transaction, SIPResponse response) {
    if (transaction == null) {
      meters.stray();
    } else if (response.getStatusCode() >= 200) {
      SipResponse ours = JainMessages.received(response);
      listener(transaction).ifPresent(one -> one.answered(ours));
    }
  }

  void timedOut(Transaction transaction) {
    listener(transaction).ifPresent(one -> one.failed(Failure.TIMEOUT));
  }

  /** The end of each transaction; one that has told nothing yet could not be sent again. */
  void terminated(Transaction transaction) {
    listener(transaction).ifPresent(one -> one.failed(Failure.TRANSPORT));
  }

  private static Optional<SipResponseListener> listener(Transaction transaction) {
    return transaction instanceof SIPClientTransaction
            && transaction.getApplicationData() instanceof AtomicReference<?> once
        ? Optional.ofNullable((SipResponseListener) once.getAndSet(null))
        : Optional.empty();
  }
}
