package org.pna.transport.sip;

import gov.nist.javax.sip.header.SIPHeader;
import gov.nist.javax.sip.header.SIPHeaderList;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.pna.model.sip.SipHeader;
import org.pna.model.sip.SipHeaders;
import org.pna.model.sip.SipRequest;
import org.pna.model.sip.SipResponse;
import org.pna.model.sip.SipSocket;

/** Between the stack's messages and ours. */
final class JainMessages {
  private static final byte[] EMPTY = {};

  private JainMessages() {}

  /**
   * @throws IllegalArgumentException if a header holds a line break
   */
  static SipRequest received(SIPRequest request, SipSocket socket) {
    byte[] body = request.getRawContent();
    return new SipRequest(
        request.getMethod(),
        request.getRequestURI().toString(),
        headers(request),
        body == null ? EMPTY : body,
        socket);
  }

  /**
   * @throws IllegalArgumentException if a header holds a line break
   */
  static SipResponse received(SIPResponse response) {
    String reason = response.getReasonPhrase();
    return new SipResponse(
        response.getStatusCode(), reason == null ? "" : reason, headers(response));
  }

  private static SipHeaders headers(SIPMessage message) {
    List<SipHeader> headers = new ArrayList<>();
    for (Iterator<?> all = message.getHeaders(); all.hasNext(); ) {
      Object header = all.next();
      if (header instanceof SIPHeaderList<?> list) {
        list.forEach(one -> headers.add(header(one)));
      } else if (header instanceof SIPHeader one) {
        headers.add(header(one));
      }
    }
    // What the stack could not parse: whoever needs that header has to refuse it.
    for (Iterator<?> all = message.getUnrecognizedHeaders(); all.hasNext(); ) {
      String line = String.valueOf(all.next()).strip();
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.add(
            new SipHeader(line.substring(0, colon).strip(), line.substring(colon + 1).strip()));
      }
    }
    return new SipHeaders(headers);
  }

  private static SipHeader header(SIPHeader header) {
    String value = header.getHeaderValue();
    return new SipHeader(header.getHeaderName(), value == null ? "" : value.strip());
  }

  /**
   * The stack's request, ready for a client transaction.
   *
   * @param sentBy of the Via, also when the request goes out elsewhere
   * @throws ParseException if the stack does not take what we made
   */
  static SIPRequest toSend(SipRequest request, SipSocket sentBy) throws ParseException {
    StringBuilder text = new StringBuilder(1024);
    text.append(request.method()).append(' ').append(request.uri()).append(" SIP/2.0\r\n");
    text.append("Via: SIP/2.0/").append(sentBy.transport()).append(' ').append(sentBy.host());
    text.append(':').append(sentBy.port()).append(";rport\r\nMax-Forwards: 70\r\n");
    for (SipHeader header : request.headers().fields()) {
      text.append(header.name()).append(": ").append(header.value()).append("\r\n");
    }
    text.append("Content-Length: 0\r\n\r\n");
    byte[] head = text.toString().getBytes(StandardCharsets.UTF_8);
    SIPMessage message = new StringMsgParser().parseSIPMessage(head, true, true, null);
    if (!(message instanceof SIPRequest result)) {
      throw new ParseException("not a request: " + request.method(), 0);
    }
    if (request.body().length > 0) {
      result.setMessageContent(request.body());
    }
    return result;
  }
}
