package org.pna.transport.radius;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pna.model.message.accounting.AccountingMessage;

class IpNetworkTest {
  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, 10.1.2.3, true",
    "10.1.2.3, 10.1.2.4, false",
    "10.1.0.0/16, 10.1.255.255, true",
    "10.1.0.0/16, 10.2.0.0, false",
    "10.1.2.128/25, 10.1.2.128, true",
    "10.1.2.128/25, 10.1.2.127, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, ::1, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "::1, ::1, true",
  })
  void holdsWhatSharesItsPrefix(String network, String address, boolean expected) throws Exception {
    IpNetwork read = IpNetwork.of(network);
    assertThat(read.contains(InetAddress.getByName(address).getAddress())).isEqualTo(expected);
    assertThat(read).hasToString(network).isEqualTo(IpNetwork.of(network));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost",
        "10.1.2",
        "10.1.2.300",
        "10.1.2.3/33",
        "10.1.2.3/x",
        "10.1.2.3/",
        "10.1.2.3/8",
        "::1/129",
        "2001:db8::1/64",
        "::g",
        "10.1.2.3/-1"
      })
  void refusesWhatIsNone(String text) {
    assertThatThrownBy(() -> IpNetwork.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aClientIsNamedOnceAndItsSecretIsNotPrinted() {
    RadiusClient client =
        new RadiusClient(IpNetwork.of("10.1.2.3"), "secret", AccountingMessage.PP);
    assertThat(client).hasToString("10.1.2.3 (pp)");
    assertThatThrownBy(() -> new RadiusLink("gi", "::", 0, List.of(client, client)))
        .hasMessageContaining("10.1.2.3");
    assertThatThrownBy(() -> new RadiusClient(client.network(), "", AccountingMessage.PP))
        .hasMessageContaining("secret");
    assertThatThrownBy(() -> new RadiusLink("gi", "somewhere", 0, List.of(client)))
        .hasMessageContaining("somewhere");
    assertThatThrownBy(() -> new RadiusLink("gi", "::", 0, List.of()))
        .hasMessageContaining("no client");
    assertThat(new RadiusLink("gi", "::", 0, List.of(client)).toString()).doesNotContain("secret");
  }
}
