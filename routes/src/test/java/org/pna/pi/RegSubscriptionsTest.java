package org.pna.pi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pna.pi.FakeScscf.active;
import static org.pna.pi.FakeScscf.contact;
import static org.pna.pi.FakeScscf.full;
import static org.pna.pi.FakeScscf.partial;
import static org.pna.pi.FakeScscf.refuse;
import static org.pna.pi.FakeScscf.terminated;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.pna.model.PublicIdentity;
import org.pna.model.Refusal;
import org.pna.model.message.ims.ImsEntrance.End;
import org.pna.model.sip.SipResponseListener.Failure;
import org.pna.ph.ReportingStanding;
import org.pna.pi.FakeScscf.Asked;
import org.pna.publisher.pen.ReportingControl.Wish;
import org.pna.publisher.store.MemoryStore;
import org.pna.routes.Identification;

class RegSubscriptionsTest {
  private static final String ALICE = "sip:alice@home1.net";
  private static final String WORK = "sip:work@home1.net";

  private final FakeScscf scscf = new FakeScscf();
  private final MemoryStore store = new MemoryStore(10);
  private final List<Refusal> refused = new ArrayList<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private RegSubscriptions ours = subscriptions(5, 100);

  private RegSubscriptions subscriptions(int most, int perSecond) {
    return new RegSubscriptions(
        new RegSettings(
            "pi",
            "sip:pna.home1.net",
            most,
            perSecond,
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofMinutes(10)),
        scscf,
        UnaryOperator.identity(),
        names -> new Identification.Known(((PublicIdentity) names.get(0)).uri(), List.of()),
        store,
        scscf,
        refused::add,
        meters);
  }

  /** Alice is registered, and the S-CSCF tells of her. */
  private Asked live() {
    scscf.register(ours, ALICE, 600_000);
    Asked asked = scscf.next();
    scscf.accept(asked, 600_000);
    assertThat(scscf.notify(ours, asked, full(0, active(ALICE, contact("1", true, 7200)))))
        .isEqualTo(200);
    assertThat(scscf.entered()).containsExactly("REGISTER 600000", "sip:alice active");
    return asked;
  }

  @Test
  @DisplayName("TS 24.141 clause A.7: after the REGISTER, SUBSCRIBE at its S-CSCF")
  void aRegisterBeginsASubscription() {
    scscf.register(ours, ALICE, 600_000);

    Asked asked = scscf.next();
    assertThat(asked.request().uri()).isEqualTo(ALICE);
    assertThat(asked.header("Route")).isEqualTo("<sip:scscf1.home1.net;lr>");
    assertThat(asked.header("From")).startsWith("<sip:pna.home1.net>;tag=");
    assertThat(asked.header("To")).isEqualTo("<sip:alice@home1.net>");
    assertThat(asked.header("Event")).isEqualTo("reg");
    assertThat(asked.header("Accept")).isEqualTo("application/reginfo+xml");
    assertThat(asked.header("Contact")).isEqualTo("<sip:10.0.0.1:5060>");
    assertThat(asked.header("Expires")).isEqualTo("600000");
    assertThat(scscf.asked).isEmpty();
  }

  @Test
  void itIsRefreshedInItsDialogueBeforeItEnds() {
    Asked first = live();
    scscf.pass(ours, Duration.ofHours(2));
    assertThat(scscf.asked).isEmpty();
    scscf.notify(ours, first, "active;3600", partial(1));
    scscf.pass(ours, Duration.ofSeconds(2_999));
    assertThat(scscf.asked).isEmpty();
    scscf.pass(ours, Duration.ofSeconds(1));

    Asked refresh = scscf.next();
    assertThat(refresh.header("Call-ID")).isEqualTo(first.header("Call-ID"));
    assertThat(refresh.header("CSeq")).isEqualTo("2 SUBSCRIBE");
    assertThat(refresh.header("To")).endsWith(";tag=theirs");
    assertThat(refresh.request().uri()).isEqualTo("sip:scscf1.home1.net:5070");
    assertThat(refresh.request().headers().list("Route"))
        .containsExactly("<sip:near;lr>", "<sip:far;lr>");
  }

  @Test
  @DisplayName("RFC 3680 clause 5.1: a partial document changes only what it names")
  void partialDocumentsAddUp() {
    Asked asked = live();
    scscf.notify(ours, asked, partial(1, active(ALICE, contact("2", true, 60))));
    scscf.notify(ours, asked, partial(2, active(ALICE, contact("1", false, 0))));
    assertThat(scscf.entered()).containsExactly("sip:alice active", "sip:alice active");
    // the last contact goes, though the S-CSCF sums it up wrongly
    scscf.notify(ours, asked, partial(3, active(ALICE, contact("2", false, 0))));
    assertThat(scscf.entered()).containsExactly("sip:alice terminated");
    assertThat(scscf.notify(ours, asked, partial(3, active(ALICE)))).isEqualTo(200);
    assertThat(scscf.entered()).as("an old version says nothing").isEmpty();
  }

  @Test
  @DisplayName("RFC 3680 clause 5.1: a version is missing, so all is asked for again")
  void aGapAsksForTheFullState() {
    Asked asked = live();
    scscf.pass(ours, Duration.ofSeconds(60));
    assertThat(scscf.notify(ours, asked, partial(2, terminated(ALICE)))).isEqualTo(200);
    scscf.pass(ours, Duration.ofSeconds(1));
    assertThat(scscf.entered()).isEmpty();

    Asked again = scscf.next();
    assertThat(again.header("CSeq")).isEqualTo("2 SUBSCRIBE");
    scscf.accept(again, 600_000);
    scscf.notify(ours, asked, partial(3, terminated(ALICE)));
    scscf.pass(ours, Duration.ofSeconds(3));
    assertThat(scscf.asked).as("it is not asked again at once").isEmpty();
    scscf.notify(ours, asked, full(4, terminated(ALICE)));
    assertThat(scscf.entered()).containsExactly("sip:alice terminated");
    assertThat(meters.counter("pna.pi.gaps").count()).isEqualTo(2);
  }

  @Test
  @DisplayName("identities that are registered together share a subscription")
  void theImplicitSet() {
    scscf.register(ours, ALICE, 600, FakeScscf.URI, List.of(ALICE, WORK));
    scscf.register(ours, WORK, 600, FakeScscf.URI, List.of(ALICE, WORK));
    assertThat(ours.size()).isEqualTo(1);
    Asked asked = scscf.next();
    assertThat(scscf.asked).isEmpty();
    scscf.accept(asked, 600);
    scscf.entered();
    scscf.notify(ours, asked, full(0, active(ALICE), active(WORK), active("tel:+1555")));
    assertThat(scscf.entered())
        .containsExactly("sip:alice active", "sip:work active", "tel:+1555 active");
    assertThat(scscf.events).extracting(event -> event.fingerprint()).doesNotHaveDuplicates();
    // who is no longer in a full document is no longer registered
    scscf.notify(ours, asked, full(1, active(ALICE)));
    assertThat(scscf.entered())
        .containsExactly("sip:alice active", "sip:work terminated", "tel:+1555 terminated");
  }

  @Test
  @DisplayName("Expires 0 waits for the NOTIFY: another contact may be registered still")
  void deregisterExplainedByANotify() {
    Asked asked = live();
    scscf.register(ours, ALICE, 0);
    scscf.pass(ours, Duration.ofSeconds(1));
    assertThat(scscf.entered()).isEmpty();
    scscf.notify(ours, asked, partial(1, active(ALICE, contact("2", true, 60))));
    scscf.pass(ours, Duration.ofSeconds(5));
    assertThat(scscf.entered()).containsExactly("sip:alice active");
  }

  @Test
  @DisplayName("Expires 0 and no NOTIFY within 2 s: not registered")
  void deregisterWithoutANotify() {
    live();
    scscf.pass(ours, Duration.ofMinutes(1));
    scscf.register(ours, ALICE, 0);
    scscf.pass(ours, Duration.ofMillis(1_900));
    assertThat(scscf.entered()).isEmpty();
    scscf.pass(ours, Duration.ofMillis(100));
    assertThat(scscf.entered()).containsExactly("REGISTER 0");
    scscf.pass(ours, Duration.ofMinutes(30));
    assertThat(scscf.asked).as("nobody asks about who is not registered").isEmpty();
  }

  @Test
  void deregisterWithoutASubscription() {
    scscf.register(ours, ALICE, 0);
    assertThat(scscf.entered()).containsExactly("REGISTER 0");
    scscf.register(ours, ALICE, 60);
    scscf.register(ours, ALICE, 0);
    assertThat(scscf.entered()).containsExactly("REGISTER 60", "REGISTER 0");
    assertThat(ours.size()).isZero();
  }

  @Test
  @DisplayName("a newer REGISTER ends the wait of one with Expires 0")
  void registeredAgainMeanwhile() {
    live();
    scscf.register(ours, ALICE, 0);
    scscf.register(ours, ALICE, 600);
    scscf.pass(ours, Duration.ofSeconds(5));
    assertThat(scscf.entered()).containsExactly("REGISTER 600");
  }

  @Test
  @DisplayName("T14: 481 to the refresh leaves the registration unknown; subscribed anew")
  void theScscfRestarted() {
    live();
    scscf.register(ours, ALICE, 600_000);
    scscf.entered();
    scscf.pass(ours, Duration.ofSeconds(10));
    Asked probe = scscf.next();
    refuse(probe, 481);
    assertThat(scscf.entered()).as("not terminated").isEmpty();
    assertThat(refused).extracting(Refusal::reason).containsExactly("registration-unknown");
    scscf.pass(ours, Duration.ofSeconds(5));

    Asked anew = scscf.next();
    assertThat(anew.header("Call-ID")).isNotEqualTo(probe.header("Call-ID"));
    assertThat(anew.header("To")).doesNotContain("tag");
    assertThat(anew.request().uri()).isEqualTo(ALICE);
    scscf.accept(anew, 600_000);
    scscf.notify(ours, anew, full(0, active(ALICE)));
    assertThat(scscf.entered()).containsExactly("sip:alice active");
  }

  @Test
  @DisplayName("T14: whoever is silent is tried again ever less often, until the registration ends")
  void silence() {
    scscf.register(ours, ALICE, 3_600);
    List<Long> pauses = new ArrayList<>();
    for (int i = 0; i < 9 && ours.size() > 0; i++) {
      scscf.next().listener().failed(Failure.TIMEOUT);
      long before = scscf.now.getEpochSecond();
      while (scscf.asked.isEmpty() && ours.size() > 0) {
        scscf.pass(ours, Duration.ofSeconds(1));
      }
      pauses.add(scscf.now.getEpochSecond() - before);
    }
    assertThat(pauses).startsWith(5L, 10L, 20L, 40L, 80L, 160L, 320L, 600L);
    scscf.asked.clear();
    scscf.pass(ours, Duration.ofHours(1));
    assertThat(scscf.entered()).containsExactly("REGISTER 3600");
  }

  @Test
  @DisplayName("where the S-CSCF's name leads nowhere, the address it came from does")
  void byTheAddressItCameFrom() {
    scscf.register(ours, ALICE, 3_600);
    scscf.next().listener().failed(Failure.TRANSPORT);
    scscf.pass(ours, Duration.ofSeconds(1));
    assertThat(scscf.next().header("Route")).isEqualTo("<sip:192.0.2.1:5060;lr>");
  }

  @Test
  @DisplayName("our own timer: the S-CSCF need not tell that it expired")
  void expiryThatNobodyReports() {
    scscf.register(ours, ALICE, 3_600);
    Asked asked = scscf.next();
    scscf.accept(asked, 600_000);
    scscf.notify(ours, asked, full(0, active(ALICE, contact("1", true, 3_600))));
    scscf.pass(ours, Duration.ofSeconds(3_599));
    assertThat(ours.size()).isEqualTo(1);
    scscf.pass(ours, Duration.ofSeconds(1));
    assertThat(ours.size()).isZero();
    assertThat(scscf.notify(ours, asked, full(1, active(ALICE)))).isEqualTo(481);
    assertThat(scscf.events.get(0).until()).isEqualTo("2026-05-04T11:00:00Z");
  }

  @Test
  void strangersAndThePastAreRefused() {
    Asked asked = live();
    scscf.register(ours, WORK, 60);
    Asked other = scscf.next();
    assertThat(scscf.notify(ours, other, full(0, active(WORK))))
        .as("before the 200")
        .isEqualTo(200);
    scscf.accept(other, 60);
    Asked stranger =
        new Asked(
            new org.pna.model.sip.SipRequest(
                "SUBSCRIBE",
                "sip:x",
                org.pna.model.sip.SipHeaders.of(
                    "Call-ID", asked.header("Call-ID") + "0", "From", asked.header("From")),
                new byte[0],
                FakeScscf.SOCKET),
            asked.listener());
    assertThat(scscf.notify(ours, stranger, full(9, terminated(ALICE)))).isEqualTo(481);
  }

  @Test
  @DisplayName("T1: what is not safe is answered with 503, and asked for again")
  void theStoreFails() {
    Asked asked = live();
    scscf.end = End.REFUSED;
    scscf.pass(ours, Duration.ofSeconds(60));
    assertThat(scscf.notify(ours, asked, partial(1, terminated(ALICE)))).isEqualTo(503);
    scscf.end = End.ACCEPTED;
    scscf.pass(ours, Duration.ofSeconds(5));
    scscf.next();
    scscf.entered();
    scscf.notify(ours, asked, full(2, terminated(ALICE)));
    assertThat(scscf.entered()).containsExactly("sip:alice terminated");
  }

  @Test
  void whoIsNotOursIsNotSubscribedTo() {
    scscf.end = End.UNKNOWN_SUBSCRIBER;
    scscf.register(ours, ALICE, 60);
    assertThat(scscf.asked).isEmpty();
    assertThat(ours.size()).isZero();
    scscf.end = End.REFUSED; // the store is down: the subscription repairs it
    scscf.register(ours, ALICE, 60);
    assertThat(scscf.asked).hasSize(1);
  }

  @Test
  @DisplayName("RFC 6665 clause 4.1.3: what is told to be over is begun again, or not")
  void terminatedByTheScscf() {
    Asked asked = live();
    scscf.pass(ours, Duration.ofSeconds(60));
    scscf.notify(ours, asked, "terminated;deactivated", null);
    scscf.pass(ours, Duration.ofSeconds(1));
    Asked anew = scscf.next();
    scscf.accept(anew, 600_000);
    scscf.notify(ours, anew, "terminated;timeout", full(0, active(ALICE)));
    scscf.pass(ours, Duration.ofSeconds(3));
    assertThat(scscf.asked).as("not again at once").isEmpty();
    scscf.pass(ours, Duration.ofSeconds(3));
    Asked last = scscf.next();
    scscf.accept(last, 600_000);
    scscf.notify(ours, last, "terminated;noresource", full(0, terminated(ALICE)));
    assertThat(ours.size()).isZero();
  }

  @Test
  void anotherScscf() {
    Asked asked = live();
    scscf.register(ours, ALICE, 600, "sip:scscf2.home1.net", List.of());
    Asked other = scscf.next();
    assertThat(other.header("Route")).isEqualTo("<sip:scscf2.home1.net;lr>");
    assertThat(scscf.notify(ours, asked, full(1, terminated(ALICE))))
        .as("the old one is no longer believed")
        .isEqualTo(481);
  }

  @Test
  void aShortIntervalIsMadeLonger() {
    scscf.register(ours, ALICE, 600);
    scscf
        .next()
        .listener()
        .answered(
            new org.pna.model.sip.SipResponse(
                423, "Interval Too Brief", org.pna.model.sip.SipHeaders.of("Min-Expires", "3600")));
    scscf.pass(ours, Duration.ofSeconds(1));
    assertThat(scscf.next().header("Expires")).isEqualTo("3600");
  }

  @Test
  @DisplayName("the budget: no more SUBSCRIBEs a second than that")
  void theBudget() {
    ours = subscriptions(1_000, 10);
    for (int i = 0; i < 100; i++) {
      scscf.register(ours, "sip:u" + i + "@home1.net", 3_600);
    }
    assertThat(scscf.asked).hasSize(10);
    scscf.pass(ours, Duration.ofSeconds(4));
    assertThat(scscf.asked).hasSize(50);
    scscf.pass(ours, Duration.ofSeconds(5));
    assertThat(scscf.asked).hasSize(100);
  }

  @Test
  @DisplayName("at the bound those go first who are not registered; then REGISTER alone counts")
  void theBound() {
    ours = subscriptions(2, 100);
    Asked first = live();
    scscf.register(ours, WORK, 3_600);
    scscf.register(ours, "sip:c@home1.net", 3_600);
    assertThat(ours.size()).isEqualTo(2);
    assertThat(scscf.entered()).containsExactly("REGISTER 3600", "REGISTER 3600");
    scscf.notify(ours, first, partial(1, terminated(ALICE)));
    scscf.register(ours, "sip:c@home1.net", 3_600);
    assertThat(ours.size()).isEqualTo(2);
    assertThat(scscf.notify(ours, first, partial(2, active(ALICE)))).isEqualTo(481);
    assertThat(scscf.asked.get(scscf.asked.size() - 1).request().uri())
        .isEqualTo("sip:c@home1.net");
  }

  @Test
  @DisplayName("subscriptions outlive us, and are asked for their full state")
  void overARestart() {
    Asked before = live();
    ours = subscriptions(5, 100);
    ours.restore();
    assertThat(ours.size()).isEqualTo(1);
    scscf.notify(ours, before, partial(1, terminated(ALICE)));
    scscf.pass(ours, Duration.ofSeconds(1));
    assertThat(scscf.entered()).as("what came before is not known").isEmpty();

    Asked refresh = scscf.next();
    assertThat(refresh.header("Call-ID")).isEqualTo(before.header("Call-ID"));
    assertThat(refresh.header("CSeq")).isEqualTo("2 SUBSCRIBE");
    scscf.accept(refresh, 600_000);
    scscf.notify(ours, refresh, full(2));
    assertThat(scscf.entered())
        .as("who was registered before and is not named any more")
        .containsExactly("sip:alice terminated");
  }

  @Test
  void aNotifyThatCannotBeReadEndsTheSubscription() {
    Asked asked = live();
    ours.unreadable(asked.header("Call-ID"), asked.header("From").replaceAll(".*tag=", ""));
    scscf.pass(ours, Duration.ofSeconds(5));
    assertThat(scscf.next().header("Call-ID")).isNotEqualTo(asked.header("Call-ID"));
  }

  private boolean wish(Wish wish) {
    boolean[] kept = new boolean[1];
    reports().ask(ALICE, wish, "test", saved -> kept[0] = saved);
    ours.tick();
    return kept[0];
  }

  private RegReports reports() {
    return new RegReports(ours, ALICE::equals);
  }

  private String standing() {
    ReportingStanding one = reports().standings(ALICE).get(0);
    return (one.wanted() ? "on, " : "off, ")
        + (one.settled() ? "settled, " : "")
        + one.reports().get(0).state();
  }

  @Test
  @DisplayName("R12, TS 23.141 clause 4.3.2: off ends the subscription on the wire, on begins one")
  void reportingIsSwitchedOffAndOn() {
    live();
    assertThat(standing()).isEqualTo("on, settled, live");
    assertThat(wish(Wish.OFF)).isTrue();
    Asked end = scscf.next();
    assertThat(end.header("Expires")).isEqualTo("0");
    assertThat(end.header("To")).endsWith(";tag=theirs");
    assertThat(standing()).isEqualTo("off, ending");
    assertThat(scscf.notify(ours, end, "terminated;timeout", full(1))).isEqualTo(200);
    assertThat(standing()).isEqualTo("off, settled, off");
    scscf.accept(end, 0);
    scscf.pass(ours, Duration.ofMinutes(20));
    assertThat(scscf.asked).isEmpty();

    scscf.register(ours, ALICE, 600_000);
    scscf.pass(ours, Duration.ofMinutes(20));
    assertThat(scscf.asked).as("a REGISTER begins none").isEmpty();
    assertThat(scscf.entered()).as("but it counts").contains("REGISTER 600000");

    ours = subscriptions(5, 100); // it outlives a restart
    ours.restore();
    scscf.pass(ours, Duration.ofMinutes(20));
    assertThat(scscf.asked).isEmpty();
    assertThat(standing()).isEqualTo("off, settled, off");

    assertThat(wish(Wish.DEFAULT)).isTrue();
    Asked anew = scscf.next();
    assertThat(anew.header("To")).doesNotContain("tag=");
    assertThat(anew.header("Expires")).isNotEqualTo("0");
    scscf.accept(anew, 600_000);
    assertThat(standing()).isEqualTo("on, settled, live");
  }

  @Test
  void anEndThatFailsIsAnEnd() {
    live();
    wish(Wish.OFF);
    Asked end = scscf.next();
    wish(Wish.ON);
    assertThat(scscf.asked).as("one after the other").isEmpty();
    end.listener().failed(Failure.TIMEOUT);
    ours.tick();
    assertThat(scscf.next().header("Call-ID")).isNotEqualTo(end.header("Call-ID"));
  }

  @Test
  void scscfsAreAddedUp() {
    live();
    scscf.register(ours, WORK, 600, "sip:user@scscf2.home1.net:5070;lr", List.of());
    for (int i = 0; i < 4; i++) {
      scscf.next().listener().failed(Failure.TIMEOUT);
      assertThat(ours.scscfs().get(1).silent()).isEqualTo(i == 3);
      scscf.pass(ours, Duration.ofSeconds(40));
    }
    assertThat(ours.scscfs())
        .containsExactly(
            new ScscfStanding("scscf1.home1.net", 1, 0, 0, 0, false),
            new ScscfStanding("scscf2.home1.net:5070", 0, 1, 1, 0, true));
  }

  @Test
  @DisplayName("the NOTIFY may overtake the REGISTER with Expires 0 that it explains")
  void aNotifyThatCameBeforeTheRegister() {
    Asked asked = live();
    scscf.pass(ours, Duration.ofMinutes(1));
    scscf.notify(ours, asked, full(1, active(ALICE, contact("2", true, 7200))));
    scscf.register(ours, ALICE, 0);
    scscf.pass(ours, Duration.ofSeconds(3));
    assertThat(scscf.entered()).containsExactly("sip:alice active");
    Asked refresh = scscf.next();
    assertThat(refresh.header("CSeq")).isEqualTo("2 SUBSCRIBE");
    scscf.accept(refresh, 600_000);
    scscf.notify(ours, asked, full(2, terminated(ALICE)));
    assertThat(scscf.entered()).containsExactly("sip:alice terminated");
  }

  @Test
  @DisplayName("an S-CSCF that is asked then and tells nothing: the REGISTER is believed")
  void aNotifyThatCameBeforeTheRegisterAndNoneAfter() {
    Asked asked = live();
    scscf.pass(ours, Duration.ofMinutes(1));
    scscf.notify(ours, asked, full(1, active(ALICE, contact("2", true, 7200))));
    scscf.register(ours, ALICE, 0);
    scscf.pass(ours, Duration.ofSeconds(2));
    scscf.accept(scscf.next(), 600_000);
    scscf.pass(ours, Duration.ofSeconds(9));
    assertThat(scscf.entered()).containsExactly("sip:alice active");
    scscf.pass(ours, Duration.ofSeconds(1));
    assertThat(scscf.entered()).containsExactly("REGISTER 0");
  }
}
