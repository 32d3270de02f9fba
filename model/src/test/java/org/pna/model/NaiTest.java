package org.pna.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NaiTest {
  @ParameterizedTest
  @CsvSource({
    "0240991234567890@wlan.mnc099.mcc240.3gppnetwork.org, 240991234567890",
    "1310260123456789@WLAN.mnc260.mcc310.3gppnetwork.org, 310260123456789",
    "wlan.mnc099.mcc240.3gppnetwork.org!0240991234567890@wlan.mnc001.mcc262.3gppnetwork.org,"
        + " 240991234567890",
    "0240991234567890@wlan.mnc001.mcc262.3gppnetwork.org, ", // not that network's
    "2240991234567890@wlan.mnc099.mcc240.3gppnetwork.org, ", // a pseudonym
    "240991234567890@wlan.mnc099.mcc240.3gppnetwork.org, ",
    "0240991234567890@operator.test, ",
    "ann@pna.test, ",
  })
  void thePermanentIdentityIsMadeOfTheImsi(String value, @Nullable String imsi) {
    assertThat(new Nai(value).imsi()).isEqualTo(imsi == null ? null : new Imsi(imsi));
  }

  @ParameterizedTest
  @CsvSource({
    "ann@PNA.test, ann@pna.test",
    "pna.test!ann@visited.test, ann@pna.test",
    "middle.test!pna.test!ann@visited.test, ann@pna.test",
    "ann, ann",
    "!ann@pna.test, !ann@pna.test",
  })
  void theRootLeavesOutWhatLeadsThere(String value, String root) {
    assertThat(new Nai(value).root()).isEqualTo(root);
  }
}
