package org.pna.publisher.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pna.publisher.server.PublicUris.Owner;

class PublicUrisTest {
  private final PublicUris uris = new PublicUris(Set.of("pna.test"));

  @ParameterizedTest
  @CsvSource({
    "sip:alice@pna.test, sip:alice@pna.test",
    "SIP:alice@PNA.Test:5060;transport=tcp?x=y, sip:alice@pna.test",
    "sip:Alice@pna.test, sip:Alice@pna.test",
    "sip:alice:secret@pna.test, sip:alice@pna.test",
    "sip:%61lic%65@pna.test, sip:alice@pna.test",
    "sip:a%40b@pna.test, sip:a%40b@pna.test",
    "sip:50%@pna.test, sip:50%@pna.test",
    "sip:alice@[2001:DB8::1]:5070, sip:alice@[2001:db8::1]",
    "sip:+1-555-0100@pna.test;user=phone, tel:+15550100",
    "sip:+15550100@elsewhere.test;user=phone, sip:+15550100@elsewhere.test",
    "sip:+15550100@pna.test, sip:+15550100@pna.test",
    "tel:+1(555)0100;ext=3, tel:+15550100",
    "TEL:+1.555.0100, tel:+15550100",
    "tel:7042;phone-context=Example.com, tel:7042;phone-context=example.com"
  })
  void normalised(String uri, String expected) {
    assertThat(uris.normalised(uri)).contains(expected);
  }

  @Test
  void owners() {
    assertThat(uris.owner("sip:alice@pna.test")).isEqualTo(Owner.OURS);
    assertThat(uris.owner("tel:+15550100")).isEqualTo(Owner.OURS);
    assertThat(uris.owner("sip:alice@other.test")).isEqualTo(Owner.FOREIGN);
    assertThat(uris.owner("sip:pna.test")).isEqualTo(Owner.FOREIGN);
    assertThat(uris.owner("sip:alice@evil.test@pna.test")).isNotEqualTo(Owner.OURS);
    assertThat(uris.owner("pres:alice@pna.test")).isEqualTo(Owner.OTHER_SCHEME);
    assertThat(uris.owner("sips:alice@pna.test")).isEqualTo(Owner.OTHER_SCHEME);
    assertThat(uris.owner("alice")).isEqualTo(Owner.MALFORMED);
    assertThat(uris.owner("sip:@pna.test")).isEqualTo(Owner.MALFORMED);
    assertThat(uris.owner("sip:alice@pna.test:99999")).isEqualTo(Owner.MALFORMED);
    assertThat(uris.owner("tel:+")).isEqualTo(Owner.MALFORMED);
    assertThat(uris.owner("tel:one")).isEqualTo(Owner.MALFORMED);
  }
}
