package org.pna.pi;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import org.pna.model.sip.SipEndpoint;
import org.pna.model.sip.SipRequest;
import org.pna.model.sip.SipResponse;
import org.pna.model.sip.SipResponseListener;
import org.pna.pi.RegSubscription.State;

/**
 * Ends subscriptions that are not wanted any more (RFC 6665 clause 4.1.2.3); what remains of each
 * knows where its subscriber is registered. All methods are called under the table's lock.
 */
final class Unsubscribing {
  private final RegSettings settings;
  private final RegTable table;
  private final SipEndpoint endpoint;
  private final InstantSource clock;
  private final RegMeters meters;

  Unsubscribing(
      RegSettings settings,
      RegTable table,
      SipEndpoint endpoint,
      InstantSource clock,
      RegMeters meters) {
    this.settings = settings;
    this.table = table;
    this.endpoint = endpoint;
    this.clock = clock;
    this.meters = meters;
  }

  /** What sends SUBSCRIBE with Expires 0, to be run without the lock. */
  Runnable ask(RegSubscription subscription, Instant now) {
    subscription.dialogue = subscription.dialogue.next();
    subscription.state = State.ENDING;
    subscription.asked = now;
    table.schedule(subscription, subscription.until()); // whatever becomes of the answer
    table.keep(subscription);
    SipRequest request = SubscribeRequest.of(subscription, settings.applicationServer(), 0);
    Farewell farewell = new Farewell(subscription, subscription.dialogue);
    return () -> endpoint.send(request, farewell);
  }

  /** It is ended, whatever the S-CSCF said; looked at once more, as it may be wanted again. */
  void ended(RegSubscription subscription) {
    off(subscription);
    table.schedule(subscription, clock.instant());
  }

  /** It is not wanted, and does not live. */
  void off(RegSubscription subscription) {
    subscription.state = State.OFF;
    subscription.failures = 0;
    subscription.forgetDialogue();
    table.schedule(subscription, subscription.until());
    table.keep(subscription);
  }

  /** The end of the request, on any thread. */
  private final class Farewell implements SipResponseListener {
    private final RegSubscription subscription;
    private final Dialogue asked;

    Farewell(RegSubscription subscription, Dialogue asked) {
      this.subscription = subscription;
      this.asked = asked;
    }

    @Override
    public void answered(SipResponse response) {
      over(Integer.toString(response.status()));
    }

    @Override
    public void failed(Failure failure) {
      over(failure.name().toLowerCase(Locale.ROOT));
    }

    private void over(String result) {
      meters.unsubscribed(result);
      synchronized (table) {
        if (table.holds(subscription)
            && subscription.state == State.ENDING
            && subscription.dialogue.generation() == asked.generation()) {
          ended(subscription);
        }
      }
    }
  }
}
