package org.pna.transport.trace;

import java.nio.charset.StandardCharsets;

/** What S-CSCFs and location servers send. */
final class ImsSample {
  private ImsSample() {}

  /** A third-party REGISTER. */
  static byte[] register(int number) {
    return sip(
        "REGISTER sip:pna.home1.net SIP/2.0",
        "CSeq: " + number + " REGISTER\r\nExpires: 600\r\n",
        "application/3gpp-ims+xml",
        "<ims-3gpp><service-info>imsi=001010000000001</service-info></ims-3gpp>");
  }

  /** A NOTIFY of reg, as answers to a SUBSCRIBE with From tag {@code p} and the same Call-ID. */
  static byte[] notification(int number) {
    return sip(
        "NOTIFY sip:10.0.0.1 SIP/2.0",
        "CSeq: " + number + " NOTIFY\r\nEvent: reg\r\nSubscription-State: active\r\n",
        "application/reginfo+xml",
        "<reginfo xmlns=\"urn:ietf:params:xml:ns:reginfo\" version=\"0\" state=\"full\">"
            + "<registration aor=\"sip:a@home1.net\" id=\"1\" state=\"active\"/></reginfo>");
  }

  /** A request that tells nothing. */
  static byte[] sip(String line, String headers, String type, String body) {
    return text(
        line
            + "\r\nVia: SIP/2.0/UDP 10.0.0.9;branch=z9hG4bK1\r\nFrom: <sip:scscf.home1.net>;tag=s\r\n"
            + "To: <sip:a@home1.net>;tag=p\r\nCall-ID: c1\r\n"
            + headers
            + (type.isEmpty() ? "" : "Content-Type: " + type + "\r\n")
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
  }

  /** A report of its own accord, in HTTP. */
  static byte[] report() {
    return http("POST / HTTP/1.1", result("slrep"));
  }

  /** slir in HTTP. */
  static byte[] question() {
    return http(
        "POST / HTTP/1.1",
        "<svc_init ver=\"3.4.0\"><slir><msids><msid>15551230001</msid></msids></slir></svc_init>");
  }

  static String result(String service) {
    return "<svc_result ver=\"3.4.0\"><"
        + service
        + "><pos><msid>15551230001</msid><pd><time>20261120235000</time><shape><Point><coord>"
        + "<X>1</X><Y>2</Y></coord></Point></shape></pd></pos></"
        + service
        + "></svc_result>";
  }

  static byte[] http(String line, String body) {
    return text(line + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
  }

  /** The body in chunks of so many octets. */
  static byte[] chunked(String line, String body, int size) {
    StringBuilder all = new StringBuilder(line + "\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int at = 0; at < body.length(); at += size) {
      String chunk = body.substring(at, Math.min(body.length(), at + size));
      all.append(Integer.toHexString(chunk.length())).append(";x=y\r\n").append(chunk);
      all.append("\r\n");
    }
    return text(all + "0\r\nDate: now\r\n\r\n");
  }

  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
