package org.pna.transport.sip;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.pna.model.Refusal;
import org.pna.model.RefusalListener;
import org.pna.model.ReportingNode;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.ims.ImsEntrance;
import org.pna.model.message.ims.RegSubscriber;
import org.pna.model.sip.SipRequestListener;
import org.pna.model.sip.SipTransport;

/**
 * The Camel component {@code sip:}, with one endpoint {@code sip:NAME}. Its consumer gives its
 * route each third-party REGISTER as an exchange with the body {@link
 * org.pna.model.message.ims.ThirdPartyRegister}, and what a NOTIFY of {@code reg} says of each
 * public identity as one with {@link org.pna.model.message.ims.RegEvent}. The sockets are not its
 * own: {@link #listener} is to be told of REGISTER and NOTIFY.
 *
 * <table>
 * <caption>Answers</caption>
 * <tr><th>request</th><th>answer</th></tr>
 * <tr><td>REGISTER of an S-CSCF</td><td>200 at once, whatever becomes of it (rule S4)</td></tr>
 * <tr><td>NOTIFY of a subscription of ours</td><td>200 when the exchanges are complete; 503 with
 * Retry-After when one was refused; 400 when it cannot be read; 500 when a later one came
 * before</td></tr>
 * <tr><td>NOTIFY of none of ours</td><td>481; 489 for another event package</td></tr>
 * <tr><td>of anybody else</td><td>403</td></tr>
 * </table>
 *
 * <p>Without a consumer that is started all is answered so, and what was told is suspect (rule T1).
 */
public final class SipComponent extends DefaultComponent {
  private final String name;
  private final RefusalListener refusals;
  private final PiMeters meters;
  private final PiListener listener;
  private final AtomicReference<PiConsumer> consumer = new AtomicReference<>();

  /**
   * @param name of the one endpoint
   * @param trusted whether who sends from an address by a transport is an S-CSCF of ours; not to
   *     block
   * @param subscriber decides what enters the route, and when
   * @param registry gets the meters {@code pna.pi.*}
   * @param clock gives the time of receipt
   * @param refusals told of each message that was answered but not taken (rule T1)
   */
  public SipComponent(
      String name,
      BiPredicate<InetAddress, SipTransport> trusted,
      RegSubscriber subscriber,
      MeterRegistry registry,
      InstantSource clock,
      RefusalListener refusals) {
    this.name = name;
    this.refusals = refusals;
    this.meters = new PiMeters(registry, name);
    this.listener = new PiListener(name, trusted, subscriber, this::enter, clock, refusals, meters);
  }

  /** To be told of REGISTER and NOTIFY. */
  public SipRequestListener listener() {
    return listener;
  }

  /** The way into the route, for what enters it later; refuses while the route is not started. */
  public ImsEntrance entrance() {
    return this::enter;
  }

  PiMeters meters() {
    return meters;
  }

  boolean started(PiConsumer one) {
    return consumer.compareAndSet(null, one);
  }

  void stopped(PiConsumer one) {
    consumer.compareAndSet(one, null);
  }

  private void enter(NetworkMessage message, Consumer<ImsEntrance.End> end) {
    PiConsumer running = consumer.get();
    if (running == null) {
      refused(message, "not-ready");
      end.accept(ImsEntrance.End.REFUSED);
    } else {
      running.enter(message, end);
    }
  }

  /** Rule T1: the S-CSCF takes it for told. */
  void refused(NetworkMessage message, String reason) {
    try {
      refusals.refused(
          new Refusal(
              message.origin(), message.subscriber(), new ReportingNode(null, null), null, reason));
    } catch (RuntimeException e) {
      meters.failed("refusals", e);
    }
  }

  @Override
  protected Endpoint createEndpoint(String uri, String link, Map<String, Object> parameters) {
    if (!link.equals(name)) {
      throw new IllegalArgumentException("no SIP link " + link + " is configured");
    }
    return new PiEndpoint(uri, this);
  }
}
