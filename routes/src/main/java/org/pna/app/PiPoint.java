package org.pna.app;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.apache.camel.Component;
import org.jspecify.annotations.Nullable;
import org.pna.app.status.RegistrationsState;
import org.pna.model.RefusalListener;
import org.pna.model.sip.SipEndpoint;
import org.pna.model.sip.SipTransport;
import org.pna.ph.ReportingSupplier;
import org.pna.pi.RegReports;
import org.pna.pi.RegSettings;
import org.pna.pi.RegSubscriptions;
import org.pna.pi.UnheardRegistrations;
import org.pna.publisher.store.PresenceStore;
import org.pna.routes.Alarms;
import org.pna.routes.Identities;
import org.pna.routes.PiRoute;
import org.pna.routes.PresenceRoute;
import org.pna.routes.Steps;
import org.pna.transport.sip.MethodDispatcher;
import org.pna.transport.sip.SipComponent;

/** Reference point Pi: S-CSCFs, who share the presence server's sockets. */
final class PiPoint implements NetworkPoint {
  private static final long TICK_MILLIS = 100;
  private static final long SAVE_MILLIS = 1000;
  private static final long LOOK_MILLIS = 5000; // it looks at each subscription

  private final RegSettings settings;
  private final boolean heard;
  private final RegSubscriptions subscriptions;
  private final SipComponent component;
  private final SipEndpoint endpoint;

  /**
   * @param settings link, our URI, bounds
   * @param heard whether what S-CSCFs tell counts; else they are answered, and nothing is
   *     subscribed to
   * @param scscfs who is an S-CSCF of ours, by address and transport
   * @param sip the sockets
   * @param form brings a URI into the form in which two are compared
   * @param directory whose presentity a subscriber is
   * @param store keeps our subscriptions
   * @param refusals rule T1
   */
  PiPoint(
      RegSettings settings,
      boolean heard,
      BiPredicate<InetAddress, SipTransport> scscfs,
      SipEndpoint sip,
      UnaryOperator<String> form,
      Identities directory,
      PresenceStore store,
      RefusalListener refusals,
      InstantSource clock,
      MeterRegistry meters) {
    this.settings = settings;
    this.heard = heard;
    subscriptions =
        new RegSubscriptions(settings, sip, form, directory, store, clock, refusals, meters);
    component =
        new SipComponent(
            settings.link(),
            scscfs,
            heard ? subscriptions : new UnheardRegistrations(),
            meters,
            clock,
            refusals);
    endpoint =
        new MethodDispatcher(
            sip, Map.of("REGISTER", component.listener(), "NOTIFY", component.listener()));
  }

  /** The sockets for the presence server, which gets whatever is not for us. */
  SipEndpoint endpoint() {
    return endpoint;
  }

  /** Takes up what the store holds; before the sockets are opened. */
  void restore() {
    if (heard) {
      subscriptions.restore();
    }
  }

  /** Keeps the subscriptions from now on. */
  void begin(PeriodicTasks tasks, Alarms alarms) {
    ScscfAlarms silent = new ScscfAlarms(alarms, settings);
    tasks.every(TICK_MILLIS, "Subscriptions to registrations", subscriptions::tick);
    tasks.every(SAVE_MILLIS, "What is kept of these subscriptions", subscriptions::save);
    tasks.every(LOOK_MILLIS, "The look at S-CSCFs", () -> silent.look(state()));
  }

  /** Writes what the disk did not take. */
  void save() {
    subscriptions.save();
  }

  /** How far the subscriptions are. */
  RegistrationsState state() {
    return new RegistrationsState(subscriptions.scscfs(), subscriptions.countDue());
  }

  /**
   * What a presence server or an operator may ask of us; null: nothing.
   *
   * @param isPresentity whether the directory has a presentity, a URI
   */
  @Nullable ReportingSupplier reports(Predicate<String> isPresentity) {
    return heard ? new RegReports(subscriptions, isPresentity) : null;
  }

  @Override
  public Map<String, Component> components() {
    return Map.of("sip", component);
  }

  @Override
  public List<PresenceRoute> routes(Steps steps) {
    return List.of(PiRoute.from("sip:" + settings.link(), steps));
  }
}
