package org.pna.transport.sip.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;
import org.pna.model.sip.SipHeader;
import org.pna.model.sip.SipHeaders;
import org.pna.model.sip.SipRequest;
import org.pna.model.sip.SipSocket;

/** Requests as octets, as a trace holds them (RFC 3261 clause 7). */
public final class SipOctets {
  /** Octets of the longest message that is read. */
  public static final int MOST_OCTETS = 65_535;

  private static final int MOST_HEADERS = 256;
  private static final String VERSION = "SIP/2.0";

  private SipOctets() {}

  /**
   * Reads one request.
   *
   * @param message the whole message; what is behind Content-Length is dropped
   * @param source numeric address that it came from, for the first Via
   * @param socket where it came in
   * @throws MalformedMessageException if it is no request, or is cut off
   */
  public static SipRequest request(byte[] message, String source, SipSocket socket)
      throws MalformedMessageException {
    if (message.length > MOST_OCTETS) {
      throw SipValues.malformed("message", message.length + " octets");
    }
    int end = endOfHead(message);
    String[] lines =
        new String(message, 0, end, StandardCharsets.UTF_8).stripTrailing().split("\r?\n", -1);
    String[] first = lines[0].split(" ", -1);
    if (first.length != 3 || !first[2].equals(VERSION) || first[0].isEmpty()) {
      throw SipValues.malformed("Request-Line", "none");
    }
    SipHeaders headers = new SipHeaders(headers(lines, source));
    return new SipRequest(first[0], first[1], headers, body(message, end, headers), socket);
  }

  /** Behind the empty line. */
  private static int endOfHead(byte[] message) throws MalformedMessageException {
    for (int i = 1; i < message.length; i++) {
      if (message[i] == '\n'
          && (message[i - 1] == '\n'
              || (message[i - 1] == '\r' && i > 1 && message[i - 2] == '\n'))) {
        return i + 1;
      }
    }
    throw new MalformedMessageException(Kind.DATA_MISSING, "message", "no end of its headers");
  }

  private static List<SipHeader> headers(String[] lines, String source)
      throws MalformedMessageException {
    List<String> unfolded = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      String line = lines[i];
      if (!unfolded.isEmpty() && (line.startsWith(" ") || line.startsWith("\t"))) {
        unfolded.set(unfolded.size() - 1, unfolded.get(unfolded.size() - 1) + ' ' + line.strip());
      } else if (unfolded.size() == MOST_HEADERS) {
        throw SipValues.malformed("message", "more than " + MOST_HEADERS + " headers");
      } else {
        unfolded.add(line);
      }
    }
    List<SipHeader> headers = new ArrayList<>();
    boolean isSourced = false;
    for (String line : unfolded) {
      int colon = line.indexOf(':');
      if (colon <= 0 || line.indexOf('\r') >= 0) {
        throw SipValues.malformed("header " + (headers.size() + 1), "no name");
      }
      SipHeader header =
          new SipHeader(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
      if (!isSourced && header.is("Via")) {
        header = sourced(header, source);
        isSourced = true;
      }
      headers.add(header);
    }
    return headers;
  }

  private static SipHeader sourced(SipHeader via, String source) {
    List<String> values = SipHeaders.of("Via", via.value()).list("Via");
    String first =
        values.isEmpty()
            ? ""
            : values.get(0).replaceAll("(?i);\\s*received\\s*=[^;]*", "") + ";received=" + source;
    List<String> all = new ArrayList<>(values);
    if (!all.isEmpty()) {
      all.set(0, first);
    }
    return new SipHeader(via.name(), String.join(", ", all));
  }

  private static byte[] body(byte[] message, int from, SipHeaders headers)
      throws MalformedMessageException {
    int length = message.length - from;
    String text = headers.first("Content-Length").map(String::strip).orElse("");
    if (!text.isEmpty()) {
      if (!SipValues.isNumber(text) || Long.parseLong(text) > length) {
        throw SipValues.malformed("Content-Length", "not that of the body");
      }
      length = Integer.parseInt(text);
    }
    return Arrays.copyOfRange(message, from, from + length);
  }
}
