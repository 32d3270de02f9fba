package org.pna.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.pna.publisher.pidf.Device;
import org.pna.publisher.pidf.Network;
import org.pna.publisher.pidf.Tuple;

/** Who wins when suppliers disagree: a test for each row of {@code docs/rules.md}, by its name. */
class ArbitrationTest {
  private Subscriber subscriber = new Subscriber();

  private void hear(String... lines) {
    new SupplierLines(subscriber).hear(lines);
  }

  /** {@code cs-voice open, ps-data closed}. */
  private String means() {
    return subscriber.elements().stream()
        .filter(Tuple.class::isInstance)
        .map(Tuple.class::cast)
        .map(one -> one.id() + ' ' + one.basic().name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  /** {@code 3GPP-CS active, IMS terminated}; where he roams aside. */
  private String networks() {
    return subscriber.elements().stream()
        .filter(Device.class::isInstance)
        .map(Device.class::cast)
        .flatMap(device -> device.networks().stream())
        .map(ArbitrationTest::said)
        .collect(Collectors.joining(", "));
  }

  private static String said(Network one) {
    return one.id()
        + (one.active() ? " active" : " terminated")
        + (one.notReachable() ? " not-reachable" : "");
  }

  private void says(String means, String networks) {
    assertThat(means()).isEqualTo(means);
    assertThat(networks()).isEqualTo(networks);
  }

  @Test
  @DisplayName("CS detach, PDP context active")
  void detachBesideContext() {
    hear("1 pc 02", "2 pg IDPGPRS r1 12", "3 pc 03");
    says("cs-voice closed, ps-data open", "3GPP-CS terminated, 3GPP-PS active");
  }

  @Test
  @DisplayName("CS detach, call answered")
  void detachEndsCalls() {
    hear("1 pc 02", "2 pc IDP c1", "3 pc ERB c1 7");
    assertThat(subscriber.participation()).isEqualTo("open SPEECH");
    hear("4 pc 03");
    assertThat(subscriber.participation()).isEqualTo("closed");
    says("cs-voice closed", "3GPP-CS terminated");
  }

  @Test
  @DisplayName("CS detach from a VLR that does not serve")
  void detachFromElsewhere() {
    hear("1 pc@46701000001 02", "2 pc@46709999999 04");
    assertThat(subscriber.ignored()).isEqualTo("not-serving");
    assertThat(subscriber.rule()).isEqualTo("T4");
    says("cs-voice open", "3GPP-CS active");
  }

  @Test
  @DisplayName("CS detach from a node that nobody trusts")
  void forged() {
    subscriber = Subscriber.trustingNobody();
    hear("1 ph ATI ASSUMED_IDLE", "2 pc@46709999999 03");
    assertThat(subscriber.ignored()).isEqualTo("not-serving");
    assertThat(subscriber.rule()).isEqualTo("S7");
    says("cs-voice open", "3GPP-CS active");
    hear("3 pi REGISTER 600 77");
    assertThat(subscriber.cell()).as("of SS7 only: others are known by address").endsWith("-77");
  }

  @Test
  @DisplayName("SGSN detach, its own PDP context and a gateway's session")
  void sgsnDetach() {
    hear("1 pg IDPGPRS r1 12", "2 pg 84");
    says("ps-data closed", "3GPP-PS terminated");
    hear("3 pg IDPGPRS r2 12", "4 pk START a", "5 pg 84");
    says("ps-data open", "3GPP-PS terminated");
    hear("6 pk STOP a");
    says("ps-data closed", "3GPP-PS terminated");
  }

  @Test
  @DisplayName("RADIUS Stop, newer SGSN attach")
  void stopAfterAttach() {
    hear("1 pk START a", "20 pg 83", "30 pk STOP a 1 15");
    says("ps-data closed", "3GPP-PS active");
  }

  @Test
  @DisplayName("RADIUS Stop, older than the session's Start or Interim")
  void lateStop() {
    hear("20 pk START a", "30 pk STOP a 1 10");
    assertThat(subscriber.ignored()).isEqualTo("older");
    assertThat(subscriber.rule()).isEqualTo("T3-session");
    says("ps-data open", "3GPP-PS active");
  }

  @Test
  @DisplayName("RADIUS Start or Interim, older than the session's Stop")
  void lateStart() {
    hear("20 pk STOP a", "30 pk START a 1 10");
    assertThat(subscriber.ignored()).isEqualTo("older");
    assertThat(subscriber.elements()).isEmpty();
    hear("31 pk INTERIM_UPDATE a 1 15");
    assertThat(subscriber.ignored()).isEqualTo("older");
    hear("32 pk START a 1 25");
    says("ps-data open", "3GPP-PS active");
  }

  @Test
  @DisplayName("RADIUS Start, SGSN detach before it")
  void startAfterDetach() {
    hear("10 pg 84", "20 pk START a");
    says("ps-data open", "3GPP-PS active");
  }

  @Test
  @DisplayName("RADIUS Stop, another GGSN's session")
  void twoGateways() {
    hear("1 pk@ggsn1 START a", "2 pk@ggsn2 START a", "3 pk@ggsn1 STOP a");
    says("ps-data open", "3GPP-PS active");
    hear("4 pk@ggsn2 STOP a");
    assertThat(means()).isEqualTo("ps-data closed");
  }

  @Test
  @DisplayName("Sh answer, newer NOTE-MM")
  void pollOvertaken() {
    hear("10 pg 84", "12 ph ANSWER PS 4 5");
    says("ps-data closed", "3GPP-PS terminated");
    hear("20 pc 02", "22 ph ANSWER CS 1 15");
    assertThat(subscriber.ignored()).isEqualTo("older");
    assertThat(means()).startsWith("cs-voice open");
  }

  @Test
  @DisplayName("ATI answer, asked before a newer event")
  void questionBefore() {
    hear("10 pc 03", "12 ph ATI ASSUMED_IDLE 5");
    says("cs-voice closed", "3GPP-CS terminated");
    hear("20 pc IDP c1", "21 pc ERB c1 7", "23 ph ATI NOT_PROVIDED_FROM_VLR 4");
    assertThat(subscriber.participation()).isEqualTo("open SPEECH");
  }

  @Test
  @DisplayName("ATI answer, asked after the last event")
  void questionAfter() {
    hear("10 pc 03", "12 ph ATI ASSUMED_IDLE 1");
    says("cs-voice open", "3GPP-CS active");
    assertThat(subscriber.rule()).isEqualTo("T3");
  }

  @Test
  @DisplayName("ATI answer not registered, a node's word within the hour")
  void lostRegister() {
    subscriber = Subscriber.withPh();
    hear("10 pc 02", "20 ph ATI NOT_REGISTERED");
    assertThat(subscriber.rule()).isEqualTo("T14");
    says("cs-voice open", "3GPP-CS active");
    hear("700 ph ATI NOT_REGISTERED");
    says("cs-voice closed", "3GPP-CS terminated");
  }

  @Test
  @DisplayName("MM-Code 82, MM-Code 81 from the new SGSN")
  void moved() {
    hear("1 pg@46702000001 83", "10 pg@46702000001 82", "12 pg@46702000002 81");
    says("", "3GPP-PS active");
    hear("13 pg@46702000001 82");
    assertThat(subscriber.ignored()).isEqualTo("not-serving");
    subscriber.until(100);
    says("", "3GPP-PS active");
  }

  @Test
  @DisplayName("MM-Code 82, nobody takes over")
  void gone() {
    hear("1 pg 83", "2 pk START a", "10 pg 82");
    subscriber.until(21);
    says("ps-data open", "");
  }

  @Test
  @DisplayName("MM-Code 86, sessions")
  void notReachable() {
    hear("1 pg 83", "2 pk START a", "3 pg 86");
    says("ps-data closed", "3GPP-PS active not-reachable");
    hear("4 pk INTERIM_UPDATE a");
    says("ps-data open", "3GPP-PS active");
    hear("5 pg 86", "6 ph ANSWER PS 4 6");
    says("ps-data open", "3GPP-PS active");
  }

  @Test
  @DisplayName("CAP dialogue lost, call answered")
  void lost() {
    hear("1 pc 02", "2 pc IDP c1", "3 pc ERB c1 7", "4 pc LOST c1");
    assertThat(subscriber.participation()).isEqualTo("open SPEECH");
    subscriber.until(10);
    assertThat(subscriber.participation()).isNull();
    says("cs-voice open", "3GPP-CS active");
  }

  @Test
  @DisplayName("Session by E-UTRAN or New Radio, Sh answer on EPS or 5GS")
  void eps() {
    hear("10 pk START a 6", "12 ph ANSWER EPS 0 5");
    says("ps-data open", "3GPP-EPS active");
    hear("13 ph ANSWER EPS 3 12");
    says("ps-data closed", "3GPP-EPS active not-reachable");
    hear("14 pk INTERIM_UPDATE a 6");
    says("ps-data open", "3GPP-EPS active");
  }

  @Test
  @DisplayName("Session by wireless LAN, PS detached")
  void tunnel() {
    hear("1 pg 83", "2 pg 84", "3 pp START t");
    says("ps-data closed, wlan-data open", "3GPP-PS terminated, I-WLAN active");
    hear("4 pg 83");
    says("ps-data closed, wlan-data open", "3GPP-PS active, I-WLAN active");
  }

  @Test
  @DisplayName("Tunnel ends, AAA server's session")
  void wlan() {
    hear("1 pr START w", "2 pp START t", "3 pp STOP t");
    says("wlan-data open", "I-WLAN active");
    hear("4 pr STOP w");
    says("wlan-data closed", "I-WLAN terminated");
    hear("5 pp START t2", "6 pp STOP t2");
    says("wlan-data closed", "");
  }

  @Test
  @DisplayName("Registered in IMS, CS and PS detached")
  void imsAlone() {
    hear("1 pc 03", "2 pg 84", "3 pi REGISTER 600");
    says(
        "cs-voice closed, ims open, ps-data closed",
        "3GPP-CS terminated, 3GPP-PS terminated, IMS active");
    hear("4 pc 02", "5 pc 03");
    assertThat(means()).contains("ims open");
  }

  @Test
  @DisplayName("Registration of Pi expires, newer word of Sh")
  void expiry() {
    hear("1 pi REGISTER 600", "300 ph PUSH IMS 1");
    subscriber.until(700);
    says("ims open", "IMS active");
    hear("800 pi REGISTER 600");
    subscriber.until(1399);
    says("ims open", "IMS active");
    subscriber.until(1400);
    assertThat(subscriber.elements()).isEmpty();
  }

  @Test
  @DisplayName("Sh answer on IMS, newer REGISTER or NOTIFY")
  void registeredSince() {
    hear("10 pi REGISTER 600", "12 ph ANSWER IMS 0 5");
    assertThat(subscriber.ignored()).isEqualTo("older");
    assertThat(subscriber.rule()).isEqualTo("T3-network");
    says("ims open", "IMS active");
    hear("20 pi NOTIFY terminated", "22 ph ANSWER IMS 1 15");
    assertThat(subscriber.ignored()).isEqualTo("older");
    says("ims closed", "IMS terminated");
    hear("30 ph ANSWER IMS 1 25");
    says("ims open", "IMS active");
  }

  @Test
  @DisplayName("Place of an access network, what is held of the attachment")
  void placeOfAccess() {
    hear("10 pg 83", "20 pi REGISTER 600 77", "22 ph ATIPS PS_DETACHED 7");
    assertThat(subscriber.ignored()).isNull();
    assertThat(networks()).isEqualTo("3GPP-PS terminated, IMS active");
    assertThat(subscriber.cell()).endsWith("-77");
    hear("30 pi REGISTER 600 78", "31 pg 84");
    assertThat(networks()).isEqualTo("3GPP-PS terminated, IMS active");
  }

  @Test
  @DisplayName("Cell of one domain, cell of the other")
  void cells() {
    hear("10 pc IDP c1", "11 pc ERB c1 7", "20 pg 83");
    assertThat(subscriber.cell()).endsWith("-1");
    hear("30 pc IDP c2", "31 pc ERB c2 7");
    assertThat(subscriber.cell()).endsWith("-4711");
  }

  @Test
  @DisplayName("Place by coordinates, older than the cell")
  void olderPlace() {
    hear("100 pc 02", "110 pl 850 50");
    Device device = subscriber.devices().get(0);
    assertThat(Objects.requireNonNull(device.position()).position().time())
        .isEqualTo(Subscriber.START.plusSeconds(50));
    assertThat(Objects.requireNonNull(device.location()).time())
        .isEqualTo(Subscriber.START.plusSeconds(100));
    says("cs-voice open", "3GPP-CS active");
  }

  @Test
  @DisplayName("Place by coordinates, an older one that comes later")
  void laterPlace() {
    hear("100 pl 850", "110 pl 10 90");
    assertThat(subscriber.ignored()).isEqualTo("older");
    assertThat(subscriber.rule()).isEqualTo("T3-position");
    hear("120 pl 20 115");
    assertThat(Objects.requireNonNull(subscriber.devices().get(0).position()).position().time())
        .isEqualTo(Subscriber.START.plusSeconds(115));
  }

  @Test
  @DisplayName("Location server finds him absent, attached")
  void absent() {
    subscriber = Subscriber.withPh();
    hear("1 pc 02", "2 pl poserr 5");
    says("cs-voice open", "3GPP-CS active");
    assertThat(subscriber.queries()).containsExactly("CS DOUBT");
  }

  @Test
  void eachRowOfTheTableHasATest() throws IOException {
    Path rules = Path.of(System.getProperty("pna.root", ".."), "docs", "rules.md");
    List<String> rows;
    try (Stream<String> lines = Files.lines(rules)) {
      rows =
          lines
              .filter(line -> line.startsWith("| "))
              .map(line -> line.substring(2, line.indexOf(" |", 2)))
              .filter(row -> !row.equals("what is heard, against what"))
              .toList();
    }
    List<String> tests =
        Arrays.stream(ArbitrationTest.class.getDeclaredMethods())
            .map(method -> method.getAnnotation(DisplayName.class))
            .filter(Objects::nonNull)
            .map(DisplayName::value)
            .toList();
    assertThat(rows).containsExactlyInAnyOrderElementsOf(tests);
  }
}
