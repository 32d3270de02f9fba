package org.pna.transport.radius.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pna.model.Imsi;
import org.pna.model.MalformedMessageException;
import org.pna.model.Msisdn;
import org.pna.model.Nai;
import org.pna.model.Place;
import org.pna.model.Plmn;
import org.pna.model.Source;
import org.pna.model.message.Origin;
import org.pna.model.message.accounting.AccountingMessage;
import org.pna.model.message.accounting.AccountingRequest;
import org.pna.model.message.accounting.AccountingStatus;
import org.pna.model.message.accounting.FramedAddress;
import org.pna.model.message.accounting.Nas;
import org.pna.model.message.accounting.NasEvent;
import org.pna.model.message.accounting.UserLocation;

class AccountingCodecTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final List<MalformedMessageException> passedOver = new ArrayList<>();

  @Test
  void readsTheVectorsWithTheirLocations() throws Exception {
    Map<String, byte[]> vectors = vectors();
    assertThat(vectors).hasSize(5);
    for (byte[] vector : vectors.values()) {
      RadiusPacket packet = RadiusPacket.of(vector, 0, vector.length);
      assertThat(packet.isAuthentic("testing123".getBytes(StandardCharsets.UTF_8))).isTrue();
      assertThat(packet.isAuthentic("testing124".getBytes(StandardCharsets.UTF_8))).isFalse();
      AccountingRequest request = session(vector);
      assertThat(request.subscriber())
          .containsExactly(new Imsi("240991234567890"), new Msisdn("15551230001"));
      assertThat(request.nas()).isEqualTo(new Nas("10.0.0.9", null, "192.0.2.1"));
      assertThat(request.sessionId()).isEqualTo("0A00000900000001");
      assertThat(request.calledStationId()).isEqualTo("internet");
      assertThat(request.framed()).isEqualTo(new FramedAddress("10.1.2.3", null, null));
      assertThat(request.access().sgsnAddress()).isEqualTo("10.0.0.8");
      assertThat(request.access().ggsnAddress()).isEqualTo("10.0.0.9");
      assertThat(request.access().serving()).isEqualTo(new Plmn("240", "99"));
      assertThat(request.access().ratType()).isEqualTo(1);
      assertThat(request.nsapi()).isEqualTo(5);
      assertThat(request.chargingId()).isEqualTo(0x11223344L);
      assertThat(request.nai()).as("user has no realm").isNull();
      assertThat(request.source()).isEqualTo(AccountingMessage.PK);
      assertThat(request.origin().place()).isEqualTo(new Place.Dialogue("gi", request.sessionId()));
    }
    AccountingRequest start = session(vectors.get("acct_start_cgi"));
    assertThat(start.status()).isEqualTo(AccountingStatus.START);
    assertThat(start.access().location())
        .isInstanceOfSatisfying(
            UserLocation.OfCell.class,
            cell -> {
              assertThat(cell.cell()).hasToString("240-99-6699-15437");
              assertThat(cell.cell().serviceArea()).isFalse();
            });
    AccountingRequest stop = session(vectors.get("acct_stop_cgi"));
    assertThat(stop.status()).isEqualTo(AccountingStatus.STOP);
    assertThat(stop.sessionStop()).isTrue();
    assertThat(start.sessionStop()).isFalse();
    assertThat(stop.terminateCause()).isEqualTo(1);
    assertThat(stop.times().sessionTime()).isEqualTo(Duration.ofSeconds(600));
  }

  @ParameterizedTest
  @CsvSource({
    "0042f0991a2b3c4d, OfCell[cell=240-99-6699-15437]",
    "0142f0991a2b3c4d, OfCell[cell=240-99-6699-15437]",
    "0242f0991a2b07ff, OfRoutingArea[area=240-99-6699-7]",
    "0242f0991a2b0700, OfRoutingArea[area=240-99-6699-7]",
    "80130062123456, ",
    "801300621234, 310-260-4660",
    "8113006201abcde1, 310-260-28036577",
    "81130062f1abcde1, 310-260-28036577",
    "8242f099123442f09901abcde1, 'TaiAndEcgi[tai=240-99-4660, ecgi=240-99-28036577]'",
    "ff0102, null",
  })
  void readsEachTypeOfLocation(String hex, @Nullable String expected) throws Exception {
    if (expected == null) {
      assertPassedOver(start().vendor(22, hex), "3GPP-User-Location-Info");
      return;
    }
    AccountingRequest request = session(start().vendor(22, hex).signed(1));
    assertThat(String.valueOf(request.access().location())).isEqualTo(expected);
    assertThat(hex.startsWith("01"))
        .isEqualTo(
            request.access().location() instanceof UserLocation.OfCell cell
                && cell.cell().serviceArea());
  }

  @Test
  void theFillerNibbleTellsTheLengthOfTheNetworkCode() throws Exception {
    AccountingRequest three = session(start().vendor(22, "0013006212343c4d").signed(1));
    assertThat(three.access().location().plmn()).isEqualTo(new Plmn("310", "260"));
    AccountingRequest two = session(start().vendor(22, "0013f06212343c4d").signed(1));
    assertThat(two.access().location().plmn()).isEqualTo(new Plmn("310", "26"));
    assertPassedOver(start().vendor(22, "001a006212343c4d"), "3GPP-User-Location-Info");
    assertPassedOver(start().vendor(22, "0013e06212343c4d"), "3GPP-User-Location-Info");
  }

  @Test
  void readsAddressesOfBothVersions() throws Exception {
    AccountingRequest request =
        session(
            Requests.of(1, "s")
                .octets(168, "20010db8000000000000000000000001")
                .octets(97, "004020010db8000100000000000000000000")
                .octets(97, "003820010db80002ff")
                .octets(95, "fe800000000000000000000000000001")
                .text(32, "ggsn1")
                .vendor(15, "20010db8000000010000000000000002")
                .vendor(16, "20010db8000000010001000100010001")
                .signed(1));
    assertThat(request.framed())
        .isEqualTo(new FramedAddress(null, "2001:db8::1", "2001:db8:1::/64"));
    assertThat(request.nas()).isEqualTo(new Nas("10.0.0.9", "ggsn1", "192.0.2.1"));
    assertThat(request.access().sgsnAddress()).isEqualTo("2001:db8:0:1::2");
    assertThat(request.access().ggsnAddress()).isEqualTo("2001:db8:0:1:1:1:1:1");
    AccountingRequest ipv6Only =
        session(
            Requests.empty()
                .number(40, 1)
                .text(44, "s")
                .octets(95, "20010db8000000000000000000000009")
                .signed(1));
    assertThat(ipv6Only.nas().address()).isEqualTo("2001:db8::9");
    assertThat(ipv6Only.subscriber()).isEmpty();
  }

  @Test
  void anAddressThatStandsForNoneIsNone() throws Exception {
    for (String none : new String[] {"00000000", "ffffffff", "fffffffe"}) {
      assertThat(session(start().octets(8, none).signed(1)).framed()).isEqualTo(FramedAddress.NONE);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "15551230001, 15551230001",
    "+15551230001, 15551230001",
    "00-11-22-33-44-55, ",
    "001122334455, ",
    "240991234567890, ",
    "1234567890123456, ",
    "'', ",
    "user, ",
  })
  void aNumberIsOneOnlyWhereItCanBeInternational(String calling, @Nullable String expected)
      throws Exception {
    AccountingRequest request =
        session(
            Requests.empty()
                .number(40, 1)
                .text(44, "s")
                .vendorText(1, "240991234567890")
                .text(31, calling)
                .signed(1));
    assertThat(request.msisdn()).isEqualTo(expected == null ? null : new Msisdn(expected));
  }

  @Test
  void aUserNameWithARealmIsAName() throws Exception {
    AccountingRequest request =
        session(
            Requests.empty()
                .number(40, 1)
                .text(44, "s")
                .text(1, "0240991234567890@wlan.mnc099.mcc240.3gppnetwork.org")
                .vendor(21, "03")
                .signed(1));
    assertThat(request.subscriber())
        .as("a permanent identity is made of the IMSI")
        .containsExactly(
            new Imsi("240991234567890"),
            new Nai("0240991234567890@wlan.mnc099.mcc240.3gppnetwork.org"));
    assertThat(request.source()).as("RAT type 3").isEqualTo(AccountingMessage.PP);
  }

  @Test
  void theSendersReferencePointIsTakenWhereItIsKnown() throws Exception {
    byte[] wlan = Requests.of(1, "s").vendor(21, "03").signed(1);
    assertThat(decode(wlan, AccountingMessage.PR).source()).isEqualTo(AccountingMessage.PR);
    assertThat(decode(wlan, null).source()).isEqualTo(AccountingMessage.PP);
  }

  @Test
  void onAndOffSpeakOfTheNas() throws Exception {
    NasEvent on =
        (NasEvent)
            decode(
                Requests.empty()
                    .number(40, 7)
                    .octets(4, "0a000009")
                    .text(32, "ggsn1")
                    .text(30, "internet")
                    .number(41, 5)
                    .signed(1),
                AccountingMessage.PK);
    assertThat(on.nas()).isEqualTo(new Nas("10.0.0.9", "ggsn1", "192.0.2.1"));
    assertThat(on.calledStationId()).isEqualTo("internet");
    assertThat(on.times().order(NOW)).isEqualTo(NOW.minusSeconds(5));
    assertThat(on.covers(new Nas("10.0.0.9", null, "elsewhere"), "Internet")).isTrue();
    assertThat(on.covers(new Nas("10.0.0.9", null, "elsewhere"), "ims")).isFalse();
    assertThat(on.covers(new Nas("10.0.0.8", "ggsn1", "192.0.2.1"), "internet")).isFalse();
    assertThat(on.covers(new Nas(null, null, "192.0.2.1"), "internet")).isTrue();
    assertThat(on.covers(new Nas(null, null, "192.0.2.2"), "internet")).isFalse();
    assertThat(on.origin().place()).isEqualTo(new Place.Dialogue("gi", "-"));
    assertThat(decode(Requests.empty().number(40, 8).signed(1), null)).isInstanceOf(NasEvent.class);
  }

  @Test
  void whatTheSenderSaysOfTimeIsClampedToReceipt() throws Exception {
    long now = NOW.getEpochSecond();
    assertThat(session(start().signed(1)).times().order(NOW)).isEqualTo(NOW);
    assertThat(session(start().number(55, now - 9).signed(1)).times().order(NOW))
        .isEqualTo(NOW.minusSeconds(9));
    assertThat(session(start().number(55, now + 9).signed(1)).times().order(NOW)).isEqualTo(NOW);
    assertThat(session(start().number(55, 0).signed(1)).times().order(NOW))
        .isEqualTo(NOW.minus(Duration.ofMinutes(10)));
    assertThat(session(start().number(55, now - 9).number(41, 3).signed(1)).times().order(NOW))
        .as("the time stamp is of the event")
        .isEqualTo(NOW.minusSeconds(9));
  }

  @Test
  void aRepeatIsKnownByItsContent() throws Exception {
    byte[] first = start().number(55, 1000).number(41, 0).signed(1);
    assertThat(same(first, start().number(55, 1000).number(41, 5).signed(2))).isTrue();
    assertThat(same(first, start().number(55, 1001).number(41, 0).signed(1))).isFalse();
    assertThat(same(first, Requests.of(2, "s").number(55, 1000).signed(1))).isFalse();
    assertThat(same(first, Requests.of(1, "t").number(55, 1000).signed(1))).isFalse();
    byte[] otherNas = start().number(55, 1000).text(32, "ggsn2").signed(1);
    assertThat(same(first, otherNas)).isFalse();
    byte[] toLte = Requests.of(3, "s").number(55, 1000).vendor(21, "06").signed(1);
    byte[] again = Requests.of(3, "s").number(55, 1000).number(42, 77).vendor(21, "06").signed(3);
    byte[] back = Requests.of(3, "s").number(55, 1000).vendor(21, "01").signed(1);
    assertThat(same(toLte, again)).isTrue();
    assertThat(same(toLte, back)).as("two changes in one second").isFalse();
  }

  @Test
  void aRepeatWithoutATimeStampIsKnownByAllButItsDelay() throws Exception {
    byte[] first = start().number(41, 0).signed(1);
    assertThat(same(first, start().number(41, 5).octets(33, "aabb").signed(2))).isTrue();
    assertThat(same(first, start().number(41, 0).vendor(21, "06").signed(1))).isFalse();
    byte[] on = Requests.empty().number(40, 7).octets(4, "0a000009").signed(1);
    byte[] onAgain = Requests.empty().number(40, 7).octets(4, "0a000009").signed(2);
    assertThat(same(on, on)).isTrue();
    assertThat(same(on, onAgain)).as("the NAS may have begun twice").isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "Framed-IP-Address, 8, 0a0000",
    "Acct-Session-Time, 46, 0001",
    "Acct-Terminate-Cause, 49, 01",
    "Framed-IPv6-Prefix, 97, 00",
    "Framed-IPv6-Prefix, 97, 008120010db8000100000000000000000000",
    "Framed-IPv6-Prefix, 97, 004020010db8",
    "Framed-IPv6-Address, 168, 20010db8"
  })
  void whatOnlyDescribesIsPassedOver(String name, int type, String hex) throws Exception {
    assertPassedOver(start().octets(type, hex), name);
  }

  @ParameterizedTest
  @CsvSource({
    "3GPP-SGSN-Address, 6, 0a0000",
    "3GPP-GGSN-Address, 7, 0a00000001",
    "3GPP-SGSN-IPv6-Address, 15, 20010db8",
    "3GPP-GGSN-IPv6-Address, 16, 20010db8",
    "3GPP-SGSN-MCC-MNC, 18, 32343039",
    "3GPP-SGSN-MCC-MNC, 18, 3234303978",
    "3GPP-User-Location-Info, 22, 00",
    "3GPP-User-Location-Info, 22, 8242f0991234"
  })
  void whatOnlyDescribesIsPassedOverOfThe3gppToo(String name, int type, String hex)
      throws Exception {
    assertPassedOver(start().vendor(type, hex), name);
  }

  @Test
  void ofTwoPlacesThatAreNotTheSameTheFirstIsTaken() throws Exception {
    Requests two = start().vendor(22, "0042f0991a2b3c4d").vendor(22, "0042f0991a2b3c4e");
    AccountingRequest request = session(two.signed(1));
    assertThat(request.access().location())
        .isEqualTo(session(start().vendor(22, "0042f0991a2b3c4d").signed(1)).access().location())
        .isNotNull();
    assertThat(passedOver)
        .extracting(MalformedMessageException::where)
        .containsExactly("3GPP-User-Location-Info");
  }

  @Test
  void whatDecidesMustBeRight() {
    assertMalformed(Requests.empty().text(44, "s"), "Acct-Status-Type");
    assertMalformed(Requests.empty().number(40, 1), "Acct-Session-Id");
    assertMalformed(Requests.empty().number(40, 1).text(44, ""), "Acct-Session-Id");
    assertMalformed(Requests.empty().octets(40, "0001").text(44, "s"), "Acct-Status-Type");
    assertMalformed(start().octets(55, "00"), "Event-Timestamp");
    assertMalformed(start().vendor(2, "00"), "3GPP-Charging-Id");
    assertMalformed(start().vendorText(10, "g"), "3GPP-NSAPI");
    assertMalformed(start().vendorText(10, "10"), "3GPP-NSAPI");
    assertMalformed(start().vendor(11, "ffff"), "3GPP-Session-Stop-Indicator");
    assertMalformed(start().vendor(21, "00000001"), "3GPP-RAT-Type");
    assertMalformed(Requests.empty().vendorText(1, "1234"), "3GPP-IMSI");
    assertMalformed(Requests.empty().vendorText(1, "24099123456789a"), "3GPP-IMSI");
    assertMalformed(start().vendorText(1, "240991234567891"), "3GPP-IMSI");
    assertMalformed(start().octets(30, "ff"), "Called-Station-Id");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 4, 5, 9, 12, 13, 14, 17, 19, 20, 23, 24, 25, 26, 27, 29, 30, 31})
  void whatIsNotUsedMayBeAnything(int type) throws Exception {
    assertThat(session(start().vendor(type, "").signed(1)).imsi()).isNotNull();
    assertThat(session(start().vendor(type, "ff00ff").signed(1)).imsi()).isNotNull();
  }

  @Test
  void oneVendorSpecificMayHoldSeveral() throws Exception {
    AccountingRequest request =
        session(
            Requests.empty()
                .number(40, 1)
                .vendorOf(Requests.THREE_GPP, "1503010c03300b03ff")
                .text(44, "s")
                .signed(1));
    assertThat(request.access().ratType()).isEqualTo(1);
    assertThat(request.sessionStop()).isTrue();
    assertThat(request.sessionId()).isEqualTo("s");
  }

  @Test
  void otherVendorsAreNotLookedInto() throws Exception {
    byte[] packet =
        start()
            .vendorOf(9, "0100")
            .vendorOf(9, "01ff")
            .vendorOf(9, "")
            .vendorOf(0x010028af, "1500")
            .vendorOf(Requests.THREE_GPP, "")
            .signed(1);
    assertThat(session(packet).imsi()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1a08000028af0100", // a 3GPP attribute of length 0
        "1a08000028af0101", // of length 1
        "1a08000028af0103", // longer than what holds it
        "1a07000028af01", // cut off before its length
        "1a05000028", // no room for a vendor
        "2c00", // an attribute of length 0
        "2c01",
        "2c05aa",
        "2c"
      })
  void attributesWithoutAnEndAreMalformed(String hex) {
    assertThatThrownBy(() -> session(start().garbage(hex).signed(1)))
        .isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void theNamesOfWhatCannotBeDecodedAreRead() throws Exception {
    byte[] cut = Requests.of(1, "s").octets(8, "0a").garbage("2c00").signed(1);
    assertThat(SubscriberNames.readable(RadiusPacket.of(cut, 0, cut.length)))
        .containsExactly(new Imsi("240991234567890"), new Msisdn("15551230001"));
    byte[] two = Requests.of(1, "s").vendorText(1, "240991234567891").signed(1);
    assertThat(SubscriberNames.readable(RadiusPacket.of(two, 0, two.length))).isEmpty();
    byte[] none = Requests.empty().text(31, "15551230001").signed(1);
    assertThat(SubscriberNames.readable(RadiusPacket.of(none, 0, none.length))).isEmpty();
  }

  @Test
  void anUnknownStatusIsKeptAsItIs() throws Exception {
    AccountingRequest request = session(Requests.of(15, "s").signed(1));
    assertThat(request.statusType()).isEqualTo(15);
    assertThat(request.status()).isNull();
  }

  @Test
  void noIdentityIsPrinted() throws Exception {
    String text = session(Requests.of(1, "s").octets(8, "0a010203").signed(1)).toString();
    assertThat(text).doesNotContain("240991234567890", "15551230001", "10.1.2.3");
  }

  private static Requests start() {
    return Requests.of(1, "s");
  }

  private boolean same(byte[] one, byte[] other) throws Exception {
    return decode(one, null).fingerprint().equals(decode(other, null).fingerprint());
  }

  /** The request is as if it had never stood there. */
  private void assertPassedOver(Requests request, String name) throws MalformedMessageException {
    AccountingRequest read = session(request.signed(1));
    assertThat(passedOver).extracting(MalformedMessageException::where).containsExactly(name);
    passedOver.clear();
    assertThat(read.access()).isEqualTo(session(start().signed(1)).access());
    assertThat(read.framed()).isEqualTo(FramedAddress.NONE);
    assertThat(read.times()).isEqualTo(session(start().signed(1)).times());
    assertThat(read.terminateCause()).isNull();
    assertThat(read.imsi()).isEqualTo(new Imsi("240991234567890"));
  }

  private void assertMalformed(Requests request, String where) {
    assertThatThrownBy(() -> session(request.signed(1)))
        .isInstanceOfSatisfying(
            MalformedMessageException.class, e -> assertThat(e.where()).isEqualTo(where));
  }

  private AccountingRequest session(byte[] packet) throws MalformedMessageException {
    return (AccountingRequest) decode(packet, null);
  }

  private AccountingMessage decode(byte[] packet, @Nullable Source source)
      throws MalformedMessageException {
    return AccountingCodec.decode(
        RadiusPacket.of(packet, 0, packet.length),
        session -> new Origin(NOW, new Place.Dialogue("gi", session)),
        "192.0.2.1",
        source,
        passedOver::add);
  }

  private static Map<String, byte[]> vectors() throws Exception {
    Path root = Path.of(System.getProperty("pna.root", ".."));
    String json = Files.readString(root.resolve("test-fixtures/radius/radius_vectors.json"));
    Map<String, byte[]> vectors = new LinkedHashMap<>();
    Pattern.compile("\"([^\"]+)\"\\s*:\\s*\"([0-9a-f]+)\"")
        .matcher(json)
        .results()
        .forEach(entry -> vectors.put(entry.group(1), HexFormat.of().parseHex(entry.group(2))));
    return vectors;
  }
}
