package org.pna.adapter.ph;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pna.model.Attachment;
import org.pna.model.Cell;
import org.pna.model.Domain;
import org.pna.model.Engagement;
import org.pna.model.Evidence;
import org.pna.model.Fact;
import org.pna.model.Imsi;
import org.pna.model.Location;
import org.pna.model.LocationArea;
import org.pna.model.Msisdn;
import org.pna.model.PacketAccess;
import org.pna.model.Place;
import org.pna.model.Plmn;
import org.pna.model.PresenceReport;
import org.pna.model.PublicIdentity;
import org.pna.model.Reachability;
import org.pna.model.Registration;
import org.pna.model.ReportingNode;
import org.pna.model.Source;
import org.pna.model.SubscriberId;
import org.pna.model.Unanswered;
import org.pna.model.Urgency;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.sh.CsUserState;
import org.pna.model.message.sh.DataReference;
import org.pna.model.message.sh.ImsUserState;
import org.pna.model.message.sh.PsUserState;
import org.pna.model.message.sh.PushNotification;
import org.pna.model.message.sh.ServedLocation;
import org.pna.model.message.sh.ShData;
import org.pna.model.message.sh.UserDataAnswer;

class ShAdaptersTest {
  private static final Instant ASKED = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant HEARD = ASKED.plusSeconds(2);
  private static final Place PLACE = new Place.Dialogue("hss1", "7");
  private static final Origin ORIGIN = new Origin(HEARD, PLACE);
  private static final Fingerprint FINGERPRINT = new Fingerprint(1, 2);
  private static final PublicIdentity ALICE = new PublicIdentity("sip:alice@pna.test");
  private static final PublicIdentity OFFICE = new PublicIdentity("sip:office@pna.test");
  private static final List<SubscriberId> NAMES =
      List.of(new Msisdn("1555"), ALICE, OFFICE, new Imsi("24099"));

  @ParameterizedTest
  @CsvSource({
    "IMS, 0, not_registered sip:alice@pna.test",
    "IMS, 1, registered sip:alice@pna.test",
    "IMS, 2, unregistered_services sip:alice@pna.test",
    "IMS, 3, ''",
    "CS, 0, attached engaged",
    "CS, 1, detached",
    "CS, 2, attached idle",
    "CS, 3, unanswered",
    "PS, 0, detached",
    "PS, 1, attached unreachable idle",
    "PS, 2, attached reachable idle",
    "PS, 3, attached unreachable engaged",
    "PS, 4, attached reachable engaged",
    "PS, 5, unanswered",
    "PS, 6, detached",
    "EPS, 0, EPS detached",
    "EPS, 1, EPS not_reachable",
    "EPS, 2, EPS reachable",
    "EPS, 3, EPS connected_not_reachable",
    "EPS, 4, EPS connected",
    "EPS, 5, EPS not_provided",
    "EPS, 6, EPS detached",
    "5GS, 0, FIVE_GS detached",
    "5GS, 4, FIVE_GS connected",
    "5GS, 5, FIVE_GS not_provided",
  })
  @DisplayName("what each state says, polled and pushed, and when (rule T3)")
  void states(String of, int state, String facts) {
    ShData data = data(of, state);
    List<PresenceReport> polled = polled(data, DataReference.USER_STATE, null);
    List<PresenceReport> pushed = pushed(data);
    assertThat(polled).hasSize(1);
    assertThat(pushed).hasSize(1);
    assertThat(words(polled.get(0))).isEqualTo(facts);
    assertThat(words(pushed.get(0))).isEqualTo(facts);
    String code = String.valueOf(state);
    assertThat(polled.get(0).evidence())
        .isEqualTo(new Evidence(Source.PH, "User-Data-Answer", code, ASKED, PLACE));
    assertThat(pushed.get(0).evidence())
        .isEqualTo(new Evidence(Source.PH, "Push-Notification-Request", code, HEARD, PLACE));
    assertThat(pushed.get(0).subscriber()).isEqualTo(NAMES);
    assertThat(pushed.get(0).node()).isEqualTo(new ReportingNode(null, null));
  }

  @Test
  void eachStateIsAReportInTheOrderOfTheDocument() {
    ShData data =
        data(
            ImsUserState.REGISTERED,
            CsUserState.CAMEL_BUSY,
            PsUserState.DETACHED,
            PsUserState.CONNECTED_REACHABLE_FOR_PAGING,
            PsUserState.NOT_PROVIDED,
            served(Domain.CS),
            null);
    assertThat(pushed(data).stream().map(ShAdaptersTest::words))
        .containsExactly(
            "registered sip:alice@pna.test",
            "attached engaged at",
            "detached",
            "EPS connected",
            "FIVE_GS not_provided");
    assertThat(pushed(data).stream().map(report -> report.evidence().code()))
        .containsExactly("1", "0", "0", "4", "5");
    assertThat(pushed(data).get(1).node()).isEqualTo(new ReportingNode("46701", null));
  }

  @Test
  void aPlaceAloneIsToldAndNoTransition() {
    PresenceReport report =
        polled(
                data(null, null, null, null, null, null, served(Domain.PS)),
                DataReference.LOCATION_INFORMATION,
                Domain.PS)
            .get(0);
    assertThat(words(report)).isEqualTo("at");
    assertThat(report.evidence().code()).isEmpty();
    assertThat(report.urgency()).isEqualTo(Urgency.LOCATION);
    assertThat(report.node()).isEqualTo(new ReportingNode("46702", null));
  }

  @Test
  @DisplayName("where the state is not provided, its place is none either")
  void noPlaceWithoutState() {
    ShData data =
        data(null, CsUserState.NOT_PROVIDED_FROM_VLR, null, null, null, served(Domain.CS), null);
    assertThat(words(pushed(data).get(0))).isEqualTo("unanswered");
  }

  @Test
  void anAnswerThatSaysNothing() {
    ShData nothing = data(null, null, null, null, null, null, null);
    assertThat(polled(nothing, DataReference.USER_STATE, Domain.PS))
        .singleElement()
        .satisfies(report -> assertThat(report.facts()).containsExactly(new Unanswered(Domain.PS)));
    assertThat(polled(nothing, DataReference.LOCATION_INFORMATION, Domain.PS))
        .singleElement()
        .satisfies(report -> assertThat(report.facts()).isEmpty());
    assertThat(polled(nothing, DataReference.MSISDN, null))
        .singleElement()
        .satisfies(report -> assertThat(report.facts()).isEmpty());
    assertThat(pushed(nothing)).singleElement();
  }

  @Test
  void noIdentityIsGuessed() {
    PushNotification message =
        new PushNotification(
            ORIGIN, FINGERPRINT, "hss1", List.of(new Msisdn("1555")), data("IMS", 1));
    assertThat(new PushNotificationAdapter().reports(message).get(0).facts())
        .containsExactly(new Registration(null, Registration.State.REGISTERED, null));
  }

  private static ShData data(String of, int state) {
    PsUserState packet = PsUserState.of(state);
    return data(
        of.equals("IMS") ? ImsUserState.of(state) : null,
        of.equals("CS") ? CsUserState.of(state) : null,
        of.equals("PS") ? packet : null,
        of.equals("EPS") ? packet : null,
        of.equals("5GS") ? packet : null,
        null,
        null);
  }

  private static ShData data(
      @Nullable ImsUserState ims,
      @Nullable CsUserState cs,
      @Nullable PsUserState ps,
      @Nullable PsUserState eps,
      @Nullable PsUserState fiveGs,
      @Nullable ServedLocation csLocation,
      @Nullable ServedLocation psLocation) {
    return new ShData(
        List.of(),
        List.of(),
        null,
        List.of(),
        null,
        null,
        ims,
        cs,
        ps,
        eps,
        fiveGs,
        csLocation,
        psLocation);
  }

  private static ServedLocation served(Domain domain) {
    Cell cell = new Cell(new LocationArea(new Plmn("240", "99"), 7), 4711, false);
    String node = domain == Domain.CS ? "46701" : "46702";
    return new ServedLocation(new Location(domain, 1, cell, null, null), node, false);
  }

  private static List<PresenceReport> polled(
      ShData data, DataReference reference, @Nullable Domain domain) {
    return new UserDataAnswerAdapter()
        .reports(
            new UserDataAnswer(ORIGIN, FINGERPRINT, "hss1", NAMES, ASKED, reference, domain, data));
  }

  private static List<PresenceReport> pushed(ShData data) {
    return new PushNotificationAdapter()
        .reports(new PushNotification(ORIGIN, FINGERPRINT, "hss1", NAMES, data));
  }

  private static String words(PresenceReport report) {
    return report.facts().stream().map(ShAdaptersTest::word).collect(Collectors.joining(" "));
  }

  private static String word(Fact fact) {
    if (fact instanceof Attachment said) {
      return lower(said.state());
    }
    if (fact instanceof Reachability said) {
      return said.reachable() ? "reachable" : "unreachable";
    }
    if (fact instanceof Engagement said) {
      return said.engaged() ? "engaged" : "idle";
    }
    if (fact instanceof PacketAccess said) {
      return said.access() + " " + lower(said.state());
    }
    if (fact instanceof Registration said) {
      PublicIdentity identity = said.identity();
      assertThat(said.expires()).isNull();
      return lower(said.state()) + (identity == null ? "" : " " + identity.uri());
    }
    return fact instanceof Location ? "at" : lower(fact.getClass().getSimpleName());
  }

  private static String lower(Object word) {
    return word.toString().toLowerCase(Locale.ROOT);
  }
}
