package org.pna.transport.sip;

import gov.nist.javax.sip.SipProviderImpl;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.util.List;
import java.util.TooManyListenersException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sip.PeerUnavailableException;
import org.jspecify.annotations.Nullable;
import org.pna.model.sip.SipEndpoint;
import org.pna.model.sip.SipRequest;
import org.pna.model.sip.SipRequestListener;
import org.pna.model.sip.SipResponseListener;
import org.pna.model.sip.SipSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JAIN-SIP as a {@link SipEndpoint}: transactions only, its dialogues are off. Route and
 * Record-Route of in-dialogue requests are the user's; rport and received are the stack's.
 */
public final class JainSipEndpoint implements SipEndpoint {
  private static final Logger log = LoggerFactory.getLogger(JainSipEndpoint.class);

  private final SipSettings settings;
  private final SipMeters meters;
  private final JainSockets sockets = new JainSockets();
  private final Connections connections;
  private final SlowSenders senders = new SlowSenders();
  private final ScheduledExecutorService sweeper =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "sip-connections");
            thread.setDaemon(true);
            return thread;
          });
  private @Nullable JainStack stack;
  private @Nullable ClientTransactions clients;

  public JainSipEndpoint(SipSettings settings, MeterRegistry registry) {
    this.settings = settings;
    this.meters = new SipMeters(registry);
    this.connections = new Connections(settings.maxConnections());
  }

  @Override
  public synchronized void start(SipRequestListener listener) throws IOException {
    if (stack != null) {
      throw new IllegalStateException("started already");
    }
    try {
      JainThreads.run(meters, () -> open(listener));
    } catch (IOException e) {
      close();
      throw e;
    }
    sweeper.scheduleWithFixedDelay(
        () -> connections.sweep(System.nanoTime()), 1, 1, TimeUnit.SECONDS);
  }

  private void open(SipRequestListener listener) throws IOException {
    try {
      JainStack opened = new JainStack(settings, connections, meters);
      stack = opened;
      ClientTransactions transactions =
          new ClientTransactions(opened, sockets, settings, senders, meters);
      clients = transactions;
      for (SipListeningPoint point : settings.listen()) {
        sockets.open(opened, point);
      }
      JainListener events =
          new JainListener(opened, sockets, settings, transactions, senders, meters, listener);
      for (SipProviderImpl provider : sockets.providers()) {
        provider.addSipListener(events);
      }
      meters.watch(opened, connections);
    } catch (PeerUnavailableException | TooManyListenersException e) {
      throw new IOException("SIP stack", e);
    }
  }

  @Override
  public void send(SipRequest request, SipResponseListener listener) {
    ClientTransactions transactions = clients;
    if (transactions == null) {
      listener.failed(SipResponseListener.Failure.TRANSPORT);
    } else {
      transactions.send(request, listener);
    }
  }

  @Override
  public List<SipSocket> sockets() {
    return sockets.sockets();
  }

  @Override
  public synchronized void close() {
    sweeper.shutdownNow();
    senders.close();
    JainStack opened = stack;
    if (opened != null) {
      try {
        opened.stop();
      } catch (RuntimeException e) {
        log.debug("the SIP stack did not stop cleanly", e);
      }
    }
    connections.closeAll();
  }
}
