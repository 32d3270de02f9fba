package org.pna.model.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SipSyntaxTest {
  @Test
  void headersAreFoundInAnyCaseAndForm() {
    SipHeaders headers = SipHeaders.of("f", "<sip:a@b>;tag=1", "EVENT", "presence", "o", "x");
    assertThat(headers.first("From")).contains("<sip:a@b>;tag=1");
    assertThat(headers.first("event")).contains("presence");
    assertThat(headers.count("Event")).isEqualTo(2);
    assertThat(headers.first("To")).isEmpty();
  }

  @Test
  void listsAreSplitOutsideOfQuotesAndBrackets() {
    SipHeaders headers =
        SipHeaders.of(
            "Record-Route", "\"a, \\\"b\" <sip:x@y;p=1,2;lr>, <sip:z;lr> ,",
            "Record-Route", "<sip:last>");
    assertThat(headers.list("record-route"))
        .containsExactly("\"a, \\\"b\" <sip:x@y;p=1,2;lr>", "<sip:z;lr>", "<sip:last>");
  }

  @Test
  void headerTakesNoLineBreak() {
    assertThatThrownBy(() -> new SipHeader("To", "a\r\nEvil: b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("To");
  }

  @Test
  void nameAddressKeepsUriAndHeaderParametersApart() {
    SipNameAddress address =
        SipNameAddress.parse("\"<x>; y\" <sip:a@b;transport=tcp>;TAG=q;e").orElseThrow();
    assertThat(address.uri()).isEqualTo("sip:a@b;transport=tcp");
    assertThat(address.tag()).contains("q");
    assertThat(SipNameAddress.parse("sip:a@b;tag=q").orElseThrow().uri()).isEqualTo("sip:a@b");
    assertThat(SipNameAddress.parse("sip:a@b").orElseThrow().tag()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<sip:a@b", "alice", "*", "<>", "<sip:a b>", "\"<sip:a@b>"})
  void noAddress(String text) {
    assertThat(SipNameAddress.parse(text)).isEmpty();
  }

  @Test
  void uriInItsParts() {
    SipUri uri =
        SipUri.parse("SIP:al;x=1:pw@[2001:DB8::1]:5070;Transport=tcp;lr?h=v").orElseThrow();
    assertThat(uri.scheme()).isEqualTo("sip");
    assertThat(uri.user()).isEqualTo("al");
    assertThat(uri.host()).isEqualTo("[2001:db8::1]");
    assertThat(uri.port()).isEqualTo(5070);
    assertThat(uri.parameters()).containsEntry("transport", "tcp").containsEntry("lr", "");
    assertThat(SipUri.parse("sips:Host.test").orElseThrow().user()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sip:",
        "tel:+1",
        "sip:@h",
        "sip:a@",
        "sip:a@h:",
        "sip:a@h:0",
        "sip:a@h:70000",
        "sip:a@h:+5",
        "sip:a@h_h",
        "sip:a@[::1",
        "sip:a@;x",
        "sip:a@h:5060x",
        "sip:a@b@c"
      })
  void noUri(String text) {
    assertThat(SipUri.parse(text)).isEmpty();
  }

  @Test
  void valueAndItsParameters() {
    SipValue value = SipValue.parse(" presence ; ID=\"a;b\" ; x");
    assertThat(value.value()).isEqualTo("presence");
    assertThat(value.parameters()).containsEntry("id", "\"a;b\"").containsEntry("x", "");
    assertThat(SipValue.parse("").value()).isEmpty();
  }
}
