package org.pna.transport.sip.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;
import org.pna.model.sip.SipRequest;
import org.pna.model.sip.SipValue;

/**
 * One body of a message: the message's own, or one of several in {@code multipart/mixed} (RFC 2046
 * clause 5.1).
 *
 * @param type media type without parameters, lower case
 * @param content may be empty
 */
@SuppressWarnings("ArrayRecordComponent") // never shared for writing, compared by identity
record BodyPart(String type, byte[] content) {
  private static final int MOST = 8;
  private static final int LONGEST_BOUNDARY = 70;
  private static final String MULTIPART = "multipart/";

  /**
   * The bodies of a request; those in a part of a multipart are not looked for.
   *
   * @throws MalformedMessageException if the boundary is missing or never stands in the body, or
   *     there are too many parts
   */
  static List<BodyPart> of(SipRequest request) throws MalformedMessageException {
    if (request.body().length == 0) {
      return List.of();
    }
    SipValue type = SipValue.parse(SipValues.one(request.headers(), "Content-Type"));
    String name = name(type);
    if (!name.startsWith(MULTIPART)) {
      return List.of(new BodyPart(name, request.body()));
    }
    String boundary = unquoted(type.parameters().getOrDefault("boundary", ""));
    if (boundary.isEmpty() || boundary.length() > LONGEST_BOUNDARY) {
      throw new MalformedMessageException(Kind.DATA_MISSING, "Content-Type", "no boundary");
    }
    return parts(request.body(), ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1));
  }

  private static List<BodyPart> parts(byte[] body, byte[] delimiter)
      throws MalformedMessageException {
    List<BodyPart> parts = new ArrayList<>();
    int from = next(body, delimiter, 0);
    if (from < 0) {
      throw SipValues.malformed("body", "without its boundary");
    }
    while (from >= 0 && !isLast(body, from + delimiter.length)) {
      int begin = from + delimiter.length;
      int end = next(body, delimiter, begin);
      if (parts.size() == MOST) {
        throw SipValues.malformed("body", "more than " + MOST + " parts");
      }
      parts.add(part(body, begin, end < 0 ? body.length : end));
      from = end;
    }
    return parts;
  }

  /** The next delimiter that begins a line; -1 if there is none. */
  private static int next(byte[] body, byte[] delimiter, int from) {
    for (int i = from; i + delimiter.length <= body.length; i++) {
      if ((i == 0 || body[i - 1] == '\n')
          && Arrays.equals(body, i, i + delimiter.length, delimiter, 0, delimiter.length)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isLast(byte[] body, int at) {
    return at + 1 < body.length && body[at] == '-' && body[at + 1] == '-';
  }

  private static BodyPart part(byte[] body, int begin, int end) {
    int line = endOfLine(body, begin, end); // of the delimiter
    String type = "text/plain";
    while (line < end) {
      int next = endOfLine(body, line, end);
      String header = new String(body, line, next - line, StandardCharsets.UTF_8).strip();
      line = next;
      if (header.isEmpty()) {
        break;
      }
      if (header.regionMatches(true, 0, "Content-Type:", 0, 13)) {
        type = name(SipValue.parse(header.substring(13)));
      } else if (header.regionMatches(true, 0, "c:", 0, 2)) {
        type = name(SipValue.parse(header.substring(2)));
      }
    }
    int last = end; // the line break before a delimiter belongs to it
    if (last > line && body[last - 1] == '\n') {
      last--;
      if (last > line && body[last - 1] == '\r') {
        last--;
      }
    }
    return new BodyPart(type, Arrays.copyOfRange(body, line, Math.max(line, last)));
  }

  /** Behind the line break, or the end. */
  private static int endOfLine(byte[] body, int from, int end) {
    int i = from;
    while (i < end && body[i] != '\n') {
      i++;
    }
    return Math.min(end, i + 1);
  }

  private static String name(SipValue type) {
    return type.value().strip().toLowerCase(Locale.ROOT);
  }

  static String unquoted(String text) {
    return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
        ? text.substring(1, text.length() - 1)
        : text;
  }
}
