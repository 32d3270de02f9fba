package org.pna.transport.sip.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pna.transport.sip.codec.SipSamples.HEADERS;
import static org.pna.transport.sip.codec.SipSamples.INFORMATION;
import static org.pna.transport.sip.codec.SipSamples.readRegister;
import static org.pna.transport.sip.codec.SipSamples.register;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pna.model.Imsi;
import org.pna.model.MalformedMessageException;
import org.pna.model.Msisdn;
import org.pna.model.Nai;
import org.pna.model.PublicIdentity;
import org.pna.model.message.ims.ThirdPartyRegister;

class RegisterReaderTest {
  private static ThirdPartyRegister plain(String headers) throws MalformedMessageException {
    return readRegister(register(headers, "", ""));
  }

  @Test
  void readsAllThatAnScscfSays() throws Exception {
    ThirdPartyRegister read =
        readRegister(register(HEADERS, "multipart/mixed;boundary=\"b1\"", SipSamples.MULTIPART));

    assertThat(read.scscf()).isEqualTo("sip:scscf1.home1.net");
    assertThat(read.peer()).isEqualTo("sip:192.0.2.1:5060");
    assertThat(read.served().uri()).isEqualTo("sip:user1_public1@home1.net");
    assertThat(read.expires()).isEqualTo(600_000);
    assertThat(read.until()).isEqualTo("2026-05-11T08:40:00Z");
    assertThat(read.associated())
        .extracting(PublicIdentity::uri)
        .containsExactly(
            "sip:user1_public1@home1.net", "sip:user1_public2@home1.net", "tel:+15551230001");
    assertThat(read.visitedNetwork()).isEqualTo("Visited network number 1");
    assertThat(read.access().eutranCell()).hasToString("001-01-1");
    assertThat(read.access().trackingArea()).hasToString("001-01-43981");
    assertThat(read.imsi()).isEqualTo(new Imsi("001010000000001"));
    assertThat(read.msisdn()).isEqualTo(new Msisdn("15551230001"));
    assertThat(read.privateIdentity()).isEqualTo(new Nai("user1_private@home1.net"));
    assertThat(read.subscriber())
        .containsExactly(
            read.served(),
            read.imsi(),
            read.msisdn(),
            read.privateIdentity(),
            new PublicIdentity("sip:user1_public2@home1.net"),
            new PublicIdentity("tel:+15551230001"));
  }

  @Test
  void theLeastThatIsARegister() throws Exception {
    ThirdPartyRegister read =
        plain(
            """
            v: SIP/2.0/UDP [2001:db8::1];branch=z9hG4bK1
            f: sip:scscf.test;tag=1
            t: tel:+1555
            i: c
            CSeq: 1 REGISTER
            Expires: 0
            """);

    assertThat(read.scscf()).isEqualTo("sip:scscf.test");
    assertThat(read.served().uri()).isEqualTo("tel:+1555");
    assertThat(read.expires()).isZero();
    assertThat(read.peer()).isEqualTo("sip:192.0.2.1:5060");
    assertThat(read.associated()).isEmpty();
    assertThat(read.access()).isNull();
  }

  @Test
  void repeatsAreTheSameByTheirMarksAlone() throws Exception {
    ThirdPartyRegister first = plain(HEADERS);
    assertThat(plain(HEADERS.replace("600000", "7")).fingerprint()).isEqualTo(first.fingerprint());
    for (String mark : new String[] {"fAa80", "87 REG", "14142", "351g45"}) {
      String other = HEADERS.replace(mark, mark.replaceFirst("^.", "9"));
      assertThat(plain(other).fingerprint()).as(mark).isNotEqualTo(first.fingerprint());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "3GPP-GERAN;cgi-3gpp=0010112340a0b;network-provided, 001-01-4660-2571, ",
    "3GPP-GERAN;cgi-3gpp=31026012340a0b;network-provided, 310-260-4660-2571, ",
    "3GPP-UTRAN-FDD;utran-cell-id-3gpp=001011234abc0a0b;network-provided, 001-01-4660-2571, ",
    "3GPP-E-UTRAN-TDD;utran-cell-id-3gpp=310260abcd000000f;network-provided, , 310-260-15",
    "3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=310260abcd;network-provided, , ",
    "IEEE-802.11;i-wlan-node-id=00;network-provided, , ",
  })
  void networkProvidedAccessSaysACell(String header, String cell, String eutranCell)
      throws Exception {
    ThirdPartyRegister read =
        plain(HEADERS.replaceAll("P-Access-Network-Info: .*", "P-Access-Network-Info: " + header));
    assertThat(read.access()).isNotNull();
    assertThat(String.valueOf(read.access().cell())).isEqualTo(String.valueOf(cell));
    assertThat(String.valueOf(read.access().eutranCell())).isEqualTo(String.valueOf(eutranCell));
  }

  @Test
  void whatTheTerminalSaysOfItsAccessIsNotBelieved() throws Exception {
    assertThat(plain(HEADERS.replace(";network-provided", "")).access()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<msisdn>15551230001</msisdn><imsi>001010000000001</imsi>",
        "<s imsi='001010000000001' msisdn='+15551230001'/>",
        "{\"imsi\": \"001010000000001\", \"msisdn\":\"15551230001\"}",
        "IMSI=001010000000001 MSISDN=15551230001",
      })
  void serviceInformationOfManyShapes(String content) throws Exception {
    String body = INFORMATION.replaceAll("<!\\[CDATA.*]]>", content);
    ThirdPartyRegister read = readRegister(register(HEADERS, "application/3gpp-ims+xml", body));
    assertThat(read.imsi()).isEqualTo(new Imsi("001010000000001"));
    assertThat(read.msisdn()).isEqualTo(new Msisdn("15551230001"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not xml",
        "<ims-3gpp><service-info>",
        "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><ims-3gpp><service-info>imsi=&e;"
            + "</service-info></ims-3gpp>",
        "<other><service-info>imsi=001010000000001</service-info></other>",
      })
  void aBodyThatCannotBeReadCostsNoRegistration(String body) throws Exception {
    ThirdPartyRegister read = readRegister(register(HEADERS, "application/3gpp-ims+xml", body));
    assertThat(read.imsi()).isNull();
    assertThat(read.expires()).isEqualTo(600_000);
    assertThat(readRegister(register(HEADERS, "multipart/mixed", body)).expires()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "To: .*, To: none, To: no address",
    "To: .*\\n, '', To: none",
    "Expires: .*, Expires: soon, Expires: no number of seconds",
    "Expires: .*, Expires: 4294967296, Expires: no number of seconds",
    "Expires: .*\\n, '', Expires: none",
    "CSeq: .*, CSeq: 1 NOTIFY, CSeq: no number and method",
    "Call-ID: .*, Call-ID: a%Call-ID: b, Call-ID: 2 of them",
    "From: .*, From: <sip:x, From: no address",
  })
  void whatMattersIsReadStrictly(String what, String by, String message) {
    assertThatThrownBy(() -> plain(HEADERS.replaceFirst(what, by.replace('%', '\n'))))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessage(message);
  }
}
