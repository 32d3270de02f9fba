package org.pna.transport.sip.codec;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.pna.model.MalformedMessageException;
import org.pna.model.Place;
import org.pna.model.message.ims.RegNotification;
import org.pna.model.message.ims.ThirdPartyRegister;
import org.pna.model.sip.SipRequest;
import org.pna.model.sip.SipSocket;
import org.pna.model.sip.SipTransport;

/** Requests as an S-CSCF writes them. */
final class SipSamples {
  static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
  static final SipSocket SOCKET = new SipSocket(SipTransport.UDP, "10.0.0.1", 5060);

  static final String HEADERS =
      """
      Via: SIP/2.0/UDP scscf1.home1.net:5060;branch=z9hG4bK351g45.1
      Max-Forwards: 70
      From: <sip:scscf1.home1.net>;tag=14142
      To: <sip:user1_public1@home1.net>
      Call-ID: fAa80vjWzLmUxvhBbUNLb5
      CSeq: 87 REGISTER
      Contact: <sip:scscf1.home1.net>
      Expires: 600000
      P-Access-Network-Info: 3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=00101abcd0000001;network-provided
      P-Visited-Network-ID: "Visited network number 1"
      P-Associated-URI: <sip:user1_public1@home1.net>, <sip:user1_public2@home1.net>
      P-Associated-URI: <tel:+15551230001>
      P-Charging-Vector: icid-value="AyretyU0dm+6O2IrT5tAFrbHLso=023551024";orig-ioi=home1.net
      """;

  static final String INFORMATION =
      "<ims-3gpp version=\"1\"><service-info><![CDATA[imsi=001010000000001;msisdn=+15551230001]]>"
          + "</service-info></ims-3gpp>";

  static final String ENCLOSED =
      """
      REGISTER sip:home1.net SIP/2.0
      From: <sip:user1_public1@home1.net>;tag=4fa3
      Authorization: Digest username="user1_private@home1.net", realm="home1.net", nonce="x"

      """;

  static final String MULTIPART =
      """
      --b1
      Content-Type: application/3gpp-ims+xml

      %s
      --b1
      Content-Type: message/sip

      %s
      --b1--
      """
          .formatted(INFORMATION, ENCLOSED);

  static final String REGINFO =
      """
      <?xml version="1.0"?>
      <reginfo xmlns="urn:ietf:params:xml:ns:reginfo" version="3" state="full">
        <registration aor="sip:user1_public1@home1.net" id="a7" state="active">
          <contact id="76" state="active" event="registered" expires="3600" callid="c1" cseq="2">
            <uri>sip:[5555::aaa:bbb:ccc:ddd]</uri>
            <unknown-param name="+g.3gpp.icsi-ref">"urn%3Aurn-7"</unknown-param>
          </contact>
          <contact id="77" state="terminated" event="expired"><uri>sip:u@10.0.0.1</uri></contact>
        </registration>
        <registration aor="tel:+15551230001" id="a8" state="terminated"/>
        <x xmlns="urn:other"><contact/></x>
      </reginfo>
      """;

  static final String NOTIFY_HEADERS =
      """
      Via: SIP/2.0/UDP scscf1.home1.net;branch=z9hG4bK332b23.1
      From: <sip:user1_public1@home1.net>;tag=151170
      To: <sip:pna.home1.net>;tag=31415
      Call-ID: dre36d2v32gnlgiiomm72445
      CSeq: 42 NOTIFY
      Contact: <sip:scscf1.home1.net>
      Record-Route: <sip:p1.home1.net;lr>, <sip:p2.home1.net;lr>
      Event: reg
      Subscription-State: active;expires=600000
      """;

  private SipSamples() {}

  static String register(String headers, String type, String body) {
    return message("REGISTER sip:pna.home1.net", headers, type, body);
  }

  static String notify(String headers, String body) {
    return message("NOTIFY sip:pna.home1.net", headers, RegInfoReader.MEDIA_TYPE, body);
  }

  private static String message(String line, String headers, String type, String body) {
    String content = type.isEmpty() ? "" : "Content-Type: " + type + "\n";
    String head = line + " SIP/2.0\n" + headers + content + "Content-Length: ";
    byte[] octets = crlf(body).getBytes(StandardCharsets.UTF_8);
    return crlf(head + octets.length + "\n\n" + body);
  }

  private static String crlf(String text) {
    return text.replace("\r\n", "\n").replace("\n", "\r\n");
  }

  static SipRequest request(String message) throws MalformedMessageException {
    return request(message.getBytes(StandardCharsets.UTF_8));
  }

  static SipRequest request(byte[] message) throws MalformedMessageException {
    return SipOctets.request(message, "192.0.2.1", SOCKET);
  }

  static ThirdPartyRegister readRegister(String message) throws MalformedMessageException {
    return RegisterReader.read(request(message), NOW, new Place.Dialogue("pi", "x"));
  }

  static RegNotification readNotify(String message) throws MalformedMessageException {
    return RegNotificationReader.read(request(message), NOW, new Place.Dialogue("pi", "x"));
  }
}
