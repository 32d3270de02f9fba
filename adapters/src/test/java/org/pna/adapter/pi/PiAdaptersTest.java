package org.pna.adapter.pi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.pna.model.Domain;
import org.pna.model.EutranCell;
import org.pna.model.Imsi;
import org.pna.model.Location;
import org.pna.model.Place;
import org.pna.model.Plmn;
import org.pna.model.PresenceReport;
import org.pna.model.PublicIdentity;
import org.pna.model.Registration;
import org.pna.model.TrackingArea;
import org.pna.model.Urgency;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.ims.AccessNetworkInfo;
import org.pna.model.message.ims.RegEvent;
import org.pna.model.message.ims.RegInfo;
import org.pna.model.message.ims.RegNotification;
import org.pna.model.message.ims.ThirdPartyRegister;
import org.pna.model.sip.SipSocket;
import org.pna.model.sip.SipTransport;

@DisplayName("Pi: what REGISTER and NOTIFY say")
class PiAdaptersTest {
  private static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
  private static final Origin ORIGIN = new Origin(NOW, new Place.Dialogue("pi", "c1"));
  private static final PublicIdentity ALICE = new PublicIdentity("sip:alice@home1.net");
  private static final PublicIdentity WORK = new PublicIdentity("sip:work@home1.net");
  private static final Imsi IMSI = new Imsi("001010000000001");

  private static List<PresenceReport> register(long expires, AccessNetworkInfo access) {
    return new RegisterAdapter()
        .reports(
            new ThirdPartyRegister(
                ORIGIN,
                new Fingerprint(1, 2),
                "sip:scscf1.home1.net",
                "sip:192.0.2.1:5060",
                new SipSocket(SipTransport.UDP, "10.0.0.1", 5060),
                ALICE,
                expires,
                List.of(ALICE, WORK),
                null,
                access,
                IMSI,
                null,
                null));
  }

  @Test
  void registeredUntilItExpires() {
    List<PresenceReport> reports = register(600, null);
    assertThat(reports).hasSize(1);
    PresenceReport report = reports.get(0);
    assertThat(report.evidence().source()).hasToString("pi");
    assertThat(report.evidence().operation()).isEqualTo("REGISTER");
    assertThat(report.evidence().code()).isEqualTo("600");
    assertThat(report.evidence().time()).isEqualTo(NOW);
    assertThat(report.subscriber()).containsExactly(ALICE, IMSI, WORK);
    assertThat(report.facts())
        .containsExactly(
            new Registration(ALICE, Registration.State.REGISTERED, NOW.plusSeconds(600)));
    assertThat(report.urgency()).isEqualTo(Urgency.TRANSITION);
  }

  @Test
  void notRegisteredWithZero() {
    AccessNetworkInfo access =
        new AccessNetworkInfo(
            "3GPP-E-UTRAN-FDD", null, new EutranCell(new Plmn("001", "01"), 1), null);
    List<PresenceReport> reports = register(0, access);
    assertThat(reports).hasSize(1);
    assertThat(reports.get(0).evidence().code()).isEqualTo("0");
    assertThat(reports.get(0).facts())
        .containsExactly(new Registration(ALICE, Registration.State.NOT_REGISTERED, null));
  }

  @Test
  void theCellThatANetworkNodeSays() {
    EutranCell cell = new EutranCell(new Plmn("001", "01"), 1);
    TrackingArea area = new TrackingArea(new Plmn("001", "01"), 2);
    List<PresenceReport> reports =
        register(600, new AccessNetworkInfo("3GPP-E-UTRAN-FDD", null, cell, area));
    assertThat(reports).hasSize(2);
    assertThat(reports.get(1).facts())
        .containsExactly(new Location(Domain.PS, null, null, null, null, area, cell));
    assertThat(reports.get(1).urgency()).isEqualTo(Urgency.LOCATION);
    assertThat(register(600, new AccessNetworkInfo("IEEE-802.11", null, null, null))).hasSize(1);
  }

  private static RegEvent event(Instant until, RegInfo.State state, RegInfo.Contact... contacts) {
    RegInfo.Registration registration =
        new RegInfo.Registration(WORK.uri(), "a7", state, List.of(contacts));
    RegNotification notification =
        new RegNotification(
            ORIGIN,
            new Fingerprint(1, 2),
            "c1",
            "1",
            "2",
            1,
            null,
            List.of(),
            new RegNotification.Subscription(false, "", null, null),
            new RegInfo(0, true, List.of(registration)));
    return RegEvent.of(notification, registration, until, List.of(ALICE));
  }

  private static RegInfo.Contact contact(boolean active, Long expires) {
    return new RegInfo.Contact("c", active, RegInfo.Event.REGISTERED, expires, "sip:x");
  }

  private static Registration fact(RegEvent event) {
    List<PresenceReport> reports = new RegEventAdapter().reports(event);
    assertThat(reports).hasSize(1);
    assertThat(reports.get(0).evidence().operation()).isEqualTo("NOTIFY");
    assertThat(reports.get(0).evidence().code()).isEqualTo(event.registration().state().specName());
    assertThat(reports.get(0).subscriber()).containsExactly(WORK, ALICE);
    return (Registration) reports.get(0).facts().get(0);
  }

  @Test
  @DisplayName("RFC 3680: registered with at least one active contact, until the last one ends")
  void activeContacts() {
    assertThat(
            fact(
                event(
                    NOW.plusSeconds(9),
                    RegInfo.State.ACTIVE,
                    contact(true, 60L),
                    contact(false, null),
                    contact(true, 3_600L))))
        .isEqualTo(new Registration(WORK, Registration.State.REGISTERED, NOW.plusSeconds(3_600)));
    assertThat(fact(event(NOW.plusSeconds(9), RegInfo.State.ACTIVE, contact(true, null))))
        .isEqualTo(new Registration(WORK, Registration.State.REGISTERED, NOW.plusSeconds(9)));
    assertThat(fact(event(null, RegInfo.State.ACTIVE)))
        .isEqualTo(new Registration(WORK, Registration.State.REGISTERED, null));
  }

  @Test
  void noActiveContact() {
    Registration gone = new Registration(WORK, Registration.State.NOT_REGISTERED, null);
    assertThat(fact(event(NOW, RegInfo.State.ACTIVE, contact(false, null)))).isEqualTo(gone);
    assertThat(fact(event(NOW, RegInfo.State.TERMINATED))).isEqualTo(gone);
    assertThat(fact(event(NOW, RegInfo.State.INIT))).isEqualTo(gone);
  }
}
