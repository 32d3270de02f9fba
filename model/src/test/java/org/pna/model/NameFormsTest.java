package org.pna.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Names as TS 23.003 and RFC 3966 write them")
class NameFormsTest {
  private static final long SEED = 23_003;

  @ParameterizedTest(name = "{0} is of {1}")
  @CsvSource(
      nullValues = "-",
      value = {
        "0240990000000001@wlan.mnc099.mcc240.3gppnetwork.org, 240990000000001", // EAP-AKA
        "1240990000000001@wlan.mnc099.mcc240.3gppnetwork.org, 240990000000001", // EAP-SIM
        "6240990000000001@nai.epc.mnc099.mcc240.3gppnetwork.org, 240990000000001", // EAP-AKA'
        "0310260000000001@nai.epc.mnc260.mcc310.3gppnetwork.org, 310260000000001",
        "6240990000000001@nai.5gc.mnc099.mcc240.3gppnetwork.org, 240990000000001",
        "240990000000001@ims.mnc099.mcc240.3gppnetwork.org, 240990000000001", // private identity
        "240990000000001@IMS.MNC099.MCC240.3gppNetwork.org, 240990000000001",
        "nai.epc.mnc099.mcc240.3gppnetwork.org!0240990000000001@nai.epc.mnc001.mcc262.3gppnetwork.org,"
            + " 240990000000001", // led through another network
        "2240990000000001@wlan.mnc099.mcc240.3gppnetwork.org, -", // a pseudonym
        "4240990000000001@nai.epc.mnc099.mcc240.3gppnetwork.org, -", // fast re-authentication
        "0240990000000001@ims.mnc099.mcc240.3gppnetwork.org, -",
        "240990000000001@wlan.mnc099.mcc240.3gppnetwork.org, -",
        "0240990000000001@wlan.mnc001.mcc262.3gppnetwork.org, -", // of another network's realm
        "ann@ims.example, -",
      })
  void anImsiIsReadOutOfPermanentNamesAlone(String nai, @Nullable String imsi) {
    Imsi read = new Nai(nai).imsi();
    assertThat(read == null ? null : read.digits()).isEqualTo(imsi);
  }

  @ParameterizedTest(name = "{0} is of {1}")
  @CsvSource(
      nullValues = "-",
      value = {
        "sip:240990000000001@ims.mnc099.mcc240.3gppnetwork.org, 240990000000001",
        "sip:240990000000001@ims.mnc099.mcc240.3gppnetwork.org;user=phone, 240990000000001",
        "sip:ann@ims.mnc099.mcc240.3gppnetwork.org, -",
        "tel:+240990000000001, -",
      })
  void aTemporaryPublicIdentityHoldsTheImsi(String uri, @Nullable String imsi) {
    Imsi read = new PublicIdentity(uri).imsi();
    assertThat(read == null ? null : read.digits()).isEqualTo(imsi);
  }

  @ParameterizedTest(name = "{0} is {1}, {2}")
  @CsvSource(
      nullValues = "-",
      value = {
        "+1-555-123-0001, tel:+15551230001, 15551230001",
        "+1(555)123.0001;ext=7, tel:+15551230001, 15551230001",
        "7042;phone-context=PNA.test, tel:7042;phone-context=pna.test, -",
        "70-42;phone-context=+1-555, tel:7042;phone-context=+1555, -",
        "*100#;phone-context=+46, tel:*100#;phone-context=+46, -",
        "+0155512, tel:+0155512, -", // no country begins with 0
        "+1555123000123456, tel:+1555123000123456, -", // longer than E.164 allows
        "+, -, -",
        "1+5, -, -",
        "ann, -, -",
      })
  void numbersAreReadWithTheirContext(String text, @Nullable String uri, @Nullable String msisdn) {
    TelUri tel = TelUri.parse(text);
    assertThat(tel == null ? null : tel.uri()).isEqualTo(uri);
    Msisdn number = tel == null ? null : tel.msisdn();
    assertThat(number == null ? null : number.digits()).isEqualTo(msisdn);
  }

  @Test
  void separatorsNeverMakeANumberAnother() {
    Random random = new Random(SEED);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder plain = new StringBuilder("+").append(1 + random.nextInt(9));
      StringBuilder written = new StringBuilder(plain);
      for (int digit = random.nextInt(14); digit > 0; digit--) {
        int next = random.nextInt(10);
        plain.append(next);
        written.append("-.()".substring(0, random.nextInt(5))).append(next);
      }
      TelUri tel = TelUri.parse(written + ";ext=" + i);
      assertThat(tel).as("seed %d", SEED).isEqualTo(new TelUri(plain.toString(), null));
      assertThat(TelUri.parse(tel.uri().substring(4))).isEqualTo(tel); // once is enough
    }
  }

  @Test
  void noTextThrows() {
    Random random = new Random(SEED);
    String alphabet = "0123456789+-.()*#;:@!%=abcims.mnc099mcc240.3gppnetwork.orgsiptel \u00e9\0";
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int left = random.nextInt(60); left > 0; left--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      TelUri tel = TelUri.parse(text.toString());
      assertThat(tel == null || !tel.number().isEmpty()).isTrue();
      Imsi imsi = new Nai(text.toString()).imsi();
      assertThat(imsi == null || text.indexOf(imsi.digits()) >= 0).isTrue();
      Msisdn number = new PublicIdentity(text.toString()).msisdn();
      assertThat(number == null || number.digits().length() <= 15).isTrue();
    }
  }
}
