package org.pna.transport.sip.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pna.transport.sip.codec.SipSamples.NOTIFY_HEADERS;
import static org.pna.transport.sip.codec.SipSamples.REGINFO;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pna.model.MalformedMessageException;
import org.pna.model.message.ims.RegInfo;
import org.pna.model.message.ims.RegNotification;

class RegInfoReaderTest {
  private static RegInfo read(String document) throws MalformedMessageException {
    return RegInfoReader.read(document.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void readsADocument() throws Exception {
    RegInfo info = read(REGINFO);
    assertThat(info.version()).isEqualTo(3);
    assertThat(info.full()).isTrue();
    assertThat(info.registrations()).hasSize(2);
    RegInfo.Registration first = info.registrations().get(0);
    assertThat(first.aor()).isEqualTo("sip:user1_public1@home1.net");
    assertThat(first.id()).isEqualTo("a7");
    assertThat(first.isActive()).isTrue();
    assertThat(first.contacts())
        .containsExactly(
            new RegInfo.Contact(
                "76", true, RegInfo.Event.REGISTERED, 3600L, "sip:[5555::aaa:bbb:ccc:ddd]"),
            new RegInfo.Contact("77", false, RegInfo.Event.EXPIRED, null, "sip:u@10.0.0.1"));
    assertThat(info.registrations().get(1).isActive()).isFalse();
  }

  @Test
  void readsANotify() throws Exception {
    RegNotification read = SipSamples.readNotify(SipSamples.notify(NOTIFY_HEADERS, REGINFO));
    assertThat(read.callId()).isEqualTo("dre36d2v32gnlgiiomm72445");
    assertThat(read.ourTag()).isEqualTo("31415");
    assertThat(read.theirTag()).isEqualTo("151170");
    assertThat(read.cseq()).isEqualTo(42);
    assertThat(read.contact()).isEqualTo("sip:scscf1.home1.net");
    assertThat(read.recordRoute())
        .containsExactly("<sip:p1.home1.net;lr>", "<sip:p2.home1.net;lr>");
    assertThat(read.subscription())
        .isEqualTo(new RegNotification.Subscription(false, "", 600_000L, null));
    assertThat(read.document()).isEqualTo(read(REGINFO));

    RegNotification last =
        SipSamples.readNotify(
            SipSamples.notify(
                NOTIFY_HEADERS.replace(
                    "active;expires=600000", "terminated;reason=Probation;retry-after=7"),
                ""));
    assertThat(last.document()).isNull();
    assertThat(last.subscription())
        .isEqualTo(new RegNotification.Subscription(true, "probation", null, 7L));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "version=\"3\"|version=\"-1\"|reginfo@version: no such number",
        "version=\"3\"||reginfo@version: none",
        "state=\"full\"|state=\"half\"|reginfo@state: neither full nor partial",
        "id=\"a8\" state=\"terminated\"|id=\"a8\" state=\"gone\"|registration@state: not known",
        "aor=\"tel:+15551230001\"||registration@aor: none",
        "id=\"77\" state=\"terminated\"|id=\"77\"|contact@state: none",
        "expires=\"3600\"|expires=\"4294967296\"|contact@expires: no such number",
        "urn:ietf:params:xml:ns:reginfo|urn:other|reginfo: another document",
        "</reginfo>|</reg>|reginfo: not well-formed XML",
      })
  void whatIsNoSuchDocument(String what, String by, String message) {
    String document = REGINFO.replace(what, by == null ? "" : by);
    assertThat(document).isNotEqualTo(REGINFO);
    assertThatThrownBy(() -> read(document))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "{}", "\u0000", "<reginfo", "<a><b></a></b>"})
  void whatIsNoDocumentAtAll(String document) {
    assertThatThrownBy(() -> read(document)).isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void anEntityIsNeverFetched() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      listener.setSoTimeout(200);
      String url = "http://127.0.0.1:" + listener.getLocalPort() + "/x";
      for (String document :
          new String[] {
            "<!DOCTYPE reginfo SYSTEM '" + url + "'>" + REGINFO.substring(22),
            "<!DOCTYPE reginfo [<!ENTITY e SYSTEM '"
                + url
                + "'>]>"
                + REGINFO.substring(22).replace("sip:u@10.0.0.1", "&e;")
          }) {
        assertThatThrownBy(() -> read(document)).isInstanceOf(MalformedMessageException.class);
      }
      assertThatThrownBy(listener::accept).isInstanceOf(java.net.SocketTimeoutException.class);
    }
  }

  @Test
  void sizesAreBounded() {
    String contact = "<contact id='1' state='active' event='registered'><uri>sip:x</uri></contact>";
    String registration = "<registration aor='sip:a@b' id='1' state='active'/>";
    assertThatThrownBy(
            () -> read(REGINFO.replace("</registration>", contact.repeat(64) + "</registration>")))
        .hasMessage("contact: more than 64");
    assertThatThrownBy(
            () -> read(REGINFO.replace("</reginfo>", registration.repeat(64) + "</reginfo>")))
        .hasMessage("registration: more than 64");
    assertThatThrownBy(() -> read(REGINFO.replace("sip:u@", "x".repeat(2_000))))
        .hasMessage("uri: longer than 1024");
    assertThatThrownBy(
            () -> read(REGINFO.replace("<contact/>", "<x>".repeat(64) + "</x>".repeat(64))))
        .hasMessage("reginfo: too deep");
    assertThatThrownBy(() -> read(REGINFO + " ".repeat(70_000))).hasMessageContaining("octets");
  }
}
