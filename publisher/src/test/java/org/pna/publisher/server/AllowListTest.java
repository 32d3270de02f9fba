package org.pna.publisher.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pna.publisher.pidf.View;

class AllowListTest {
  private final AllowList list =
      new AllowList(
          List.of(
              new WatcherRule("sip:boss@PNA.test", List.of("sip:alice@pna.test:5060"), true),
              new WatcherRule("*", List.of("sip:public@pna.test", "tel:+1-555-0100"), false),
              new WatcherRule("sip:boss@pna.test", List.of("*"), true)),
          new PublicUris(Set.of("pna.test")));

  @Test
  void firstRuleThatNamesBothDecides() {
    assertThat(list.view("sip:boss@pna.test", "sip:alice@pna.test")).contains(View.WITH_LOCATION);
    assertThat(list.view("sip:boss@pna.test", "sip:public@pna.test"))
        .as("the general rule comes first")
        .contains(View.WITHOUT_LOCATION);
    assertThat(list.view("sip:boss@pna.test", "sip:bob@pna.test")).contains(View.WITH_LOCATION);
    assertThat(list.view("sip:x@y.test", "tel:+15550100")).contains(View.WITHOUT_LOCATION);
  }

  @Test
  void nobodyElseSeesAnything() {
    assertThat(list.view("sip:x@y.test", "sip:alice@pna.test")).isEmpty();
    assertThat(list.view("*", "sip:alice@pna.test")).isEmpty();
  }
}
