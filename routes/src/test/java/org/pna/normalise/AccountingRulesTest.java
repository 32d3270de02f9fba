package org.pna.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.pna.adapter.pk.PkAdapter;
import org.pna.adapter.pp.PpAdapter;
import org.pna.adapter.pr.PrAdapter;
import org.pna.model.Adapter;
import org.pna.model.DataNetworks;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.Place;
import org.pna.model.Plmn;
import org.pna.model.PresenceReport;
import org.pna.model.Source;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.accounting.AccessNetwork;
import org.pna.model.message.accounting.AccountingMessage;
import org.pna.model.message.accounting.AccountingRequest;
import org.pna.model.message.accounting.AccountingStatus;
import org.pna.model.message.accounting.AccountingTimes;
import org.pna.model.message.accounting.FramedAddress;
import org.pna.model.message.accounting.Nas;
import org.pna.model.message.accounting.NasEvent;
import org.pna.publisher.pidf.Device;
import org.pna.publisher.pidf.Tuple;
import org.pna.publisher.store.Account;

/** Sessions that gateways account for: rules T3, T6, T7, T10 and T14. */
class AccountingRulesTest {
  private static final Nas GGSN = new Nas("192.0.2.1", "ggsn1", "192.0.2.1");
  private static final Nas OTHER = new Nas("192.0.2.2", null, "192.0.2.2");
  private static final List<Adapter<AccountingRequest>> ADAPTERS =
      List.of(
          new PkAdapter(DataNetworks.DEFAULT),
          new PpAdapter(DataNetworks.DEFAULT),
          new PrAdapter(DataNetworks.DEFAULT));

  private Subscriber subscriber = new Subscriber();
  private Source source = AccountingMessage.PK;
  private @Nullable Integer rat = 1;
  private String apn = "internet";
  private @Nullable Plmn serving;
  private FramedAddress framed = FramedAddress.NONE;
  private @Nullable Integer nsapi;
  private boolean last;

  private void tells(AccountingStatus status, String session, int second) throws Exception {
    tells(status, session, second, second);
  }

  private void tells(AccountingStatus status, String session, int happened, int heard)
      throws Exception {
    Origin origin = new Origin(at(heard), new Place.Dialogue("gi", session));
    AccountingRequest request =
        new AccountingRequest(
            origin,
            new Fingerprint(heard, happened),
            source,
            "Accounting-Request",
            status.value(),
            session,
            GGSN,
            new Imsi(Subscriber.IMSI),
            new Msisdn("15551230001"),
            null,
            null,
            apn,
            framed,
            new AccessNetwork(null, null, serving, rat, null),
            nsapi,
            null,
            last,
            null,
            new AccountingTimes(at(happened), null, null));
    for (Adapter<AccountingRequest> adapter : ADAPTERS) {
      if (adapter.hears(request)) {
        for (PresenceReport report : adapter.reports(request)) {
          subscriber.at(heard).hears(report);
        }
      }
    }
  }

  private static Instant at(int second) {
    return Subscriber.START.plusSeconds(second);
  }

  private String means() {
    return subscriber.elements().stream()
        .filter(Tuple.class::isInstance)
        .map(Tuple.class::cast)
        .map(tuple -> tuple.id() + ' ' + tuple.basic())
        .collect(Collectors.joining(", "));
  }

  private String networks() {
    return subscriber.elements().stream()
        .filter(Device.class::isInstance)
        .map(Device.class::cast)
        .flatMap(device -> device.networks().stream())
        .map(one -> one.id() + ' ' + one.active() + (one.roaming() == null ? "" : one.roaming()))
        .collect(Collectors.joining(", "));
  }

  @Test
  @DisplayName("T6: alone, the last Stop closes the data means and removes the network")
  void lastStop() throws Exception {
    tells(AccountingStatus.START, "a", 0);
    tells(AccountingStatus.START, "b", 1);
    tells(AccountingStatus.STOP, "a", 2);
    assertThat(means()).isEqualTo("ps-data OPEN");
    assertThat(networks()).isEqualTo("3GPP-PS true");
    tells(AccountingStatus.STOP, "b", 3);
    assertThat(means()).isEqualTo("ps-data CLOSED");
    assertThat(networks()).isEmpty();
  }

  @Test
  @DisplayName("T6: an SGSN's attachment outlives the sessions, and they its detach")
  void attachment() throws Exception {
    subscriber.hears(0x83, "46702222222");
    tells(AccountingStatus.START, "a", 1);
    tells(AccountingStatus.STOP, "a", 2);
    assertThat(networks()).startsWith("3GPP-PS true");
    tells(AccountingStatus.START, "b", 3);
    subscriber.at(4).hears(0x84, "46702222222");
    assertThat(means()).isEqualTo("ps-data OPEN");
    assertThat(networks()).isEqualTo("3GPP-PS false");
  }

  @Test
  @DisplayName("T12: an Interim clears what an MM-Code 86 said")
  void reachableAgain() throws Exception {
    subscriber.hears(0x83, "46702222222");
    tells(AccountingStatus.START, "a", 1);
    subscriber.at(2).hears(0x86, "46702222222");
    assertThat(means()).isEqualTo("ps-data CLOSED");
    tells(AccountingStatus.INTERIM_UPDATE, "a", 3);
    assertThat(means()).isEqualTo("ps-data OPEN");
  }

  @Test
  @DisplayName("T10: the radio tells the network")
  void networksByRadio() throws Exception {
    for (var one : List.of("1 3GPP-PS", "2 3GPP-PS", "4 3GPP-PS", "5 3GPP-PS", "6 3GPP-EPS")) {
      networkOf(one);
    }
    for (var one : List.of("8 3GPP-EPS", "51 3GPP-5GS", "3 I-WLAN")) {
      networkOf(one);
    }
    rat = 101;
    tells(AccountingStatus.START, "101", 200);
    assertThat(networks()).isEmpty();
    assertThat(means()).isEqualTo("ps-data OPEN, wlan-data CLOSED");
  }

  private void networkOf(String radio) throws Exception {
    String[] parts = radio.split(" ");
    rat = Integer.valueOf(parts[0]);
    tells(AccountingStatus.START, parts[0], 2 * rat);
    assertThat(networks()).isEqualTo(parts[1] + " true");
    tells(AccountingStatus.STOP, parts[0], 2 * rat + 1);
    assertThat(networks()).isEmpty();
  }

  @Test
  @DisplayName("T12: what the home register says of EPS holds until a session in it is heard of")
  void homeRegister() throws Exception {
    rat = 6;
    serving = new Plmn("240", "99");
    ShLines hss = new ShLines(subscriber);
    tells(AccountingStatus.START, "a", 0);
    hss.pushes("EPS 1", 10);
    assertThat(means()).isEqualTo("ps-data CLOSED");
    assertThat(subscriber.network("3GPP-EPS")).isEqualTo("active not-reachable HOME");
    tells(AccountingStatus.INTERIM_UPDATE, "a", 20);
    assertThat(means()).isEqualTo("ps-data OPEN");
    assertThat(subscriber.network("3GPP-EPS")).isEqualTo("active HOME");
    hss.pushes("EPS 0", 30);
    assertThat(means()).isEqualTo("ps-data OPEN"); // rule T6: the gateway ends its session
    assertThat(subscriber.network("3GPP-EPS")).isEqualTo("terminated");
    tells(AccountingStatus.STOP, "a", 40);
    assertThat(means()).isEqualTo("ps-data CLOSED");
    assertThat(subscriber.network("3GPP-EPS")).isEqualTo("terminated");
  }

  @Test
  @DisplayName("T10: a session of IMS opens nothing")
  void noData() throws Exception {
    rat = 6;
    apn = "IMS.mnc099.mcc240.gprs";
    tells(AccountingStatus.START, "a", 0);
    assertThat(means()).isEmpty();
    assertThat(networks()).isEqualTo("3GPP-EPS true");
  }

  @Test
  @DisplayName("T11: where the session is served is home or visited")
  void visited() throws Exception {
    serving = new Plmn("262", "02");
    tells(AccountingStatus.START, "a", 0);
    assertThat(networks()).isEqualTo("3GPP-PS trueVISITED");
    rat = 6;
    serving = new Plmn("240", "99");
    tells(AccountingStatus.INTERIM_UPDATE, "a", 1);
    assertThat(networks()).isEqualTo("3GPP-EPS trueHOME");
  }

  @Test
  @DisplayName("T3: what happened before the Stop and comes after it changes nothing")
  void late() throws Exception {
    tells(AccountingStatus.START, "a", 0);
    tells(AccountingStatus.STOP, "a", 20);
    tells(AccountingStatus.INTERIM_UPDATE, "a", 10, 21);
    assertThat(means()).isEqualTo("ps-data CLOSED");
    assertThat(subscriber.rule()).isEqualTo(Rules.LATE);
    tells(AccountingStatus.STOP, "b", 31, 31);
    tells(AccountingStatus.START, "b", 30, 32);
    assertThat(means()).isEqualTo("ps-data CLOSED");
  }

  @Test
  @DisplayName("T3: and so does a Stop of a session whose later Interim was heard")
  void lateStop() throws Exception {
    tells(AccountingStatus.INTERIM_UPDATE, "a", 10);
    assertThat(means()).isEqualTo("ps-data OPEN");
    tells(AccountingStatus.STOP, "a", 9, 11);
    assertThat(means()).isEqualTo("ps-data OPEN");
  }

  @Test
  @DisplayName("T7: believed for three intervals, a day without; then removed, not closed")
  void lifetimes() throws Exception {
    tells(AccountingStatus.START, "a", 0);
    subscriber.until(24 * 3600 - 1);
    assertThat(means()).isEqualTo("ps-data OPEN");
    subscriber.until(24 * 3600 + 1);
    assertThat(means()).isEmpty();
    assertThat(networks()).isEmpty();
    int again = 2 * 24 * 3600;
    tells(AccountingStatus.START, "b", again);
    tells(AccountingStatus.INTERIM_UPDATE, "b", again + 300);
    tells(AccountingStatus.INTERIM_UPDATE, "b", again + 302); // a change of place
    subscriber.until(again + 302 + 899);
    assertThat(means()).isEqualTo("ps-data OPEN");
    subscriber.until(again + 302 + 901);
    assertThat(means()).isEmpty();
  }

  @Test
  @DisplayName("Session-Stop-Indicator ends all contexts of one access point and address")
  void lastContext() throws Exception {
    framed = new FramedAddress("10.0.0.7", null, null);
    tells(AccountingStatus.START, "primary", 0);
    tells(AccountingStatus.START, "secondary", 1);
    framed = new FramedAddress("10.0.0.8", null, null);
    tells(AccountingStatus.START, "other address", 2);
    framed = new FramedAddress("10.0.0.7", null, null);
    apn = "corporate";
    tells(AccountingStatus.START, "other access point", 3);
    apn = "INTERNET";
    last = true;
    tells(AccountingStatus.STOP, "primary", 4);
    assertThat(open()).containsExactlyInAnyOrder("other address", "other access point");
  }

  private List<String> open() {
    return subscriber.sim().accounts().open().stream().map(Account::id).toList();
  }

  @Test
  @DisplayName("T15: a Stop in a mass waits; what is heard of its session later calls it back")
  void massOfStops() throws Exception {
    subscriber.holding(at(120));
    tells(AccountingStatus.START, "a", 0);
    tells(AccountingStatus.STOP, "a", 10);
    assertThat(subscriber.rule()).isEqualTo(Rules.MASS);
    assertThat(means()).isEqualTo("ps-data OPEN");
    assertThat(networks()).isEqualTo("3GPP-PS true");
    tells(AccountingStatus.STOP, "a", 10, 11); // again
    tells(AccountingStatus.INTERIM_UPDATE, "a", 9, 12); // late
    subscriber.until(119);
    assertThat(means()).isEqualTo("ps-data OPEN");
    subscriber.until(120);
    assertThat(means()).isEqualTo("ps-data CLOSED");
    assertThat(networks()).isEmpty();
    subscriber.holding(at(320));
    tells(AccountingStatus.START, "b", 200);
    tells(AccountingStatus.STOP, "b", 201);
    tells(AccountingStatus.INTERIM_UPDATE, "b", 210);
    subscriber.until(321);
    assertThat(means()).isEqualTo("ps-data OPEN");
  }

  @Test
  @DisplayName("Pr: who leaves the wireless LAN is told; Pp: only that the tunnel is down")
  void wirelessLan() throws Exception {
    rat = 3;
    source = AccountingMessage.PR;
    apn = "02-00-00-00-00-01:cafe";
    tells(AccountingStatus.START, "attached", 0);
    assertThat(means()).isEmpty();
    assertThat(networks()).isEqualTo("I-WLAN true");
    source = AccountingMessage.PP;
    apn = "w-internet";
    tells(AccountingStatus.START, "tunnel", 1);
    assertThat(means()).isEqualTo("wlan-data OPEN");
    tells(AccountingStatus.STOP, "tunnel", 2);
    assertThat(means()).isEqualTo("wlan-data CLOSED");
    assertThat(networks()).isEqualTo("I-WLAN true");
    source = AccountingMessage.PR;
    tells(AccountingStatus.STOP, "attached", 3);
    assertThat(networks()).isEqualTo("I-WLAN false");
  }

  @Test
  @DisplayName("T14: a gateway that begins anew ends what it began before, and nothing else")
  void restart() throws Exception {
    tells(AccountingStatus.START, "a", 0);
    assertThat(subscriber.restarts(restart(OTHER, null, 5))).isFalse();
    assertThat(subscriber.restarts(restart(GGSN, "corporate", 5))).isFalse();
    assertThat(subscriber.restarts(restart(GGSN, null, 0))).isFalse();
    assertThat(subscriber.restarts(restart(GGSN, null, 5))).isTrue();
    assertThat(means()).isEqualTo("ps-data CLOSED");
    tells(AccountingStatus.START, "b", 6);
    assertThat(subscriber.restarts(restart(GGSN, null, 5))).isFalse();
    assertThat(means()).isEqualTo("ps-data OPEN");
  }

  @Test
  @DisplayName("I3: after its gateway's last Stop nobody is online by what Sh told before")
  void lastStopEndsWhatTheRegisterTold() throws Exception {
    ShLines hss = new ShLines(subscriber);
    tells(AccountingStatus.START, "g", 0);
    hss.pushes("EPS 4", 1);
    tells(AccountingStatus.STOP, "g", 2);
    assertThat(means()).as("another network's session").isEqualTo("ps-data OPEN");
    rat = 6;
    tells(AccountingStatus.START, "a", 3);
    hss.pushes("EPS 4", 4);
    tells(AccountingStatus.STOP, "a", 5);
    assertThat(means()).isEqualTo("ps-data CLOSED");
    assertThat(subscriber.network("3GPP-EPS")).isEqualTo("active");
    hss.pushes("EPS 4", 6);
    assertThat(means()).isEqualTo("ps-data OPEN");
  }

  @Test
  @DisplayName("I3: it was that session whose radio has changed since")
  void lastStopAfterAChangeOfRadio() throws Exception {
    rat = 6;
    tells(AccountingStatus.START, "a", 0);
    new ShLines(subscriber).pushes("EPS 4", 1);
    rat = 1;
    tells(AccountingStatus.INTERIM_UPDATE, "a", 2);
    tells(AccountingStatus.STOP, "a", 3);
    assertThat(means()).isEqualTo("ps-data CLOSED");
  }

  @Test
  @DisplayName("I3: no session goes on in a network where the register was told later of none")
  void deniedByTheRegister() throws Exception {
    subscriber = Subscriber.withPh();
    ShLines hss = new ShLines(subscriber);
    rat = 6;
    tells(AccountingStatus.START, "a", 0);
    hss.pushes("PS 0", 1);
    assertThat(means()).as("of another network").isEqualTo("ps-data OPEN");
    hss.pushes("EPS 2", 2);
    assertThat(means()).isEqualTo("ps-data CLOSED");
    tells(AccountingStatus.INTERIM_UPDATE, "a", 3);
    assertThat(means()).as("heard of since").isEqualTo("ps-data OPEN");
    rat = 1;
    tells(AccountingStatus.INTERIM_UPDATE, "a", 4);
    hss.answers("PS 2", 3, 5);
    assertThat(means()).as("asked before").isEqualTo("ps-data OPEN");
    hss.answers("PS 2", 6, 7);
    assertThat(means()).isEqualTo("ps-data CLOSED");
  }

  @Test
  @DisplayName("I3: a bearer has one context at a time: the Stop of the one before was missed")
  void bearerIsTakenOver() throws Exception {
    nsapi = 5;
    tells(AccountingStatus.START, "a", 0);
    nsapi = 6;
    tells(AccountingStatus.START, "b", 1);
    nsapi = 5;
    tells(AccountingStatus.START, "c", 2);
    assertThat(subscriber.sim().accounts().open())
        .extracting(Account::id)
        .containsExactly("b", "c");
    tells(AccountingStatus.INTERIM_UPDATE, "a", 1, 3);
    assertThat(subscriber.sim().accounts().open()).as("late").hasSize(2);
    tells(AccountingStatus.STOP, "b", 4);
    tells(AccountingStatus.STOP, "c", 5);
    assertThat(means()).isEqualTo("ps-data CLOSED");
  }

  @Test
  @DisplayName("T14: clocks tell seconds: Accounting-Off ends what began in its own")
  void endInTheSecondOfTheBegin() throws Exception {
    tells(AccountingStatus.START, "a", 5);
    assertThat(subscriber.restarts(restart(GGSN, null, 5))).isFalse();
    assertThat(subscriber.restarts(event(AccountingStatus.ACCOUNTING_OFF, GGSN, null, 4)))
        .isFalse();
    assertThat(subscriber.restarts(event(AccountingStatus.ACCOUNTING_OFF, GGSN, null, 5))).isTrue();
    assertThat(means()).isEqualTo("ps-data CLOSED");
  }

  private static NasEvent restart(Nas nas, @Nullable String apn, int second) {
    return event(AccountingStatus.ACCOUNTING_ON, nas, apn, second);
  }

  private static NasEvent event(
      AccountingStatus status, Nas nas, @Nullable String apn, int second) {
    return new NasEvent(
        new Origin(at(second), new Place.Dialogue("gi", "-")),
        new Fingerprint(second, 0),
        AccountingMessage.PK,
        "Accounting-Request",
        status.value(),
        nas,
        apn,
        new AccountingTimes(at(second), Duration.ZERO, null));
  }
}
