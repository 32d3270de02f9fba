package org.pna.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {
  @Test
  void readsBothFamilies() {
    assertThat(Endpoint.parse("127.0.0.1:2905")).contains(new Endpoint("127.0.0.1", 2905));
    assertThat(Endpoint.parse("[::1]:0")).contains(new Endpoint("::1", 0));
    assertThat(Endpoint.parse("[::ffff:10.0.0.1]:65535"))
        .contains(new Endpoint("::ffff:10.0.0.1", 65_535));
    assertThat(Endpoint.parse("0.0.0.0:1")).contains(new Endpoint("0.0.0.0", 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        ":1",
        "1:1",
        "1.2.3:1",
        "1.2.3.4",
        "1.2.3.4:",
        "1.2.3.4:65536",
        "1.2.3.256:1",
        "1.2.3.4.:1",
        "1.2.3.4.5:1",
        "01.2.3.4:1",
        "::1:1",
        "[::1]",
        "[1.2.3.4]:1",
        "[:]:1",
        "[::1::]:1",
        "[1:2:3:4:5:6:7:8:9]:1",
        "[fe80::1%lo]:1",
        "localhost:1",
        "1.2.3.4:+1"
      })
  void refusesTheRest(String text) {
    assertThat(Endpoint.parse(text)).isEmpty();
  }
}
