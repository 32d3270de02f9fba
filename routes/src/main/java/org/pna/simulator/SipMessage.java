package org.pna.simulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A SIP message as text (RFC 3261 clause 7): start line, header fields, body. */
final class SipMessage {
  private static final Map<String, String> COMPACT =
      Map.of(
          "v",
          "via",
          "f",
          "from",
          "t",
          "to",
          "i",
          "call-id",
          "m",
          "contact",
          "l",
          "content-length",
          "c",
          "content-type",
          "o",
          "event");

  private final String startLine;
  private final List<String[]> fields;
  private final byte[] body;

  private SipMessage(String startLine, List<String[]> fields, byte[] body) {
    this.startLine = startLine;
    this.fields = fields;
    this.body = body;
  }

  /** Reads a datagram; null if it is not SIP. */
  static @Nullable SipMessage of(byte[] octets, int length) {
    String text = new String(octets, 0, length, StandardCharsets.ISO_8859_1);
    int head = text.indexOf("\r\n\r\n");
    if (head < 0) {
      return null;
    }
    String[] lines = text.substring(0, head).split("\r\n", -1);
    if (!lines[0].contains("SIP/2.0")) {
      return null;
    }
    List<String[]> fields = new ArrayList<>();
    for (int i = 1; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon < 0) {
        return null;
      }
      String name = lines[i].substring(0, colon).strip().toLowerCase(Locale.ROOT);
      String value = lines[i].substring(colon + 1).strip();
      fields.add(new String[] {COMPACT.getOrDefault(name, name), value});
    }
    return new SipMessage(lines[0], fields, Arrays.copyOfRange(octets, head + 4, length));
  }

  boolean isResponse() {
    return startLine.startsWith("SIP/2.0 ");
  }

  /** The status of a response, 100 to 699; -1 if there is none. */
  int status() {
    String[] words = startLine.split(" ", -1);
    return words.length > 1 && words[1].matches("[1-6][0-9][0-9]")
        ? Integer.parseInt(words[1])
        : -1;
  }

  /** The method of a request. */
  String method() {
    int blank = startLine.indexOf(' ');
    return blank < 0 ? startLine : startLine.substring(0, blank);
  }

  /** The first field with this name (lower case), or the empty string. */
  String field(String name) {
    for (String[] field : fields) {
      if (field[0].equals(name)) {
        return field[1];
      }
    }
    return "";
  }

  /** A parameter of the first field with this name, or null. */
  @Nullable String parameter(String name, String parameter) {
    String value = field(name);
    int from = value.indexOf(';', Math.max(0, value.indexOf('>')));
    if (from < 0) {
      return null;
    }
    for (String part : value.substring(from + 1).split(";", -1)) {
      String[] pair = part.strip().split("=", 2);
      if (pair.length == 2 && pair[0].strip().equalsIgnoreCase(parameter)) {
        return pair[1].strip();
      }
    }
    return null;
  }

  /** The number in front of CSeq; -1 if there is none. */
  long sequence() {
    String number = field("cseq").split(" ", -1)[0];
    return number.matches("[0-9]{1,10}") ? Long.parseLong(number) : -1;
  }

  /** The body, as long as Content-Length says. */
  byte[] body() {
    String length = field("content-length");
    return length.matches("[0-9]{1,5}")
        ? Arrays.copyOf(body, Math.min(body.length, Integer.parseInt(length)))
        : body.clone();
  }

  /** The response to this request without a body, in octets. */
  byte[] answer(String status) {
    return answer(status, "");
  }

  /**
   * The same with more.
   *
   * @param toTag parameter that To gets; empty to leave it
   * @param more header fields
   */
  byte[] answer(String status, String toTag, String... more) {
    StringBuilder out = new StringBuilder("SIP/2.0 ").append(status).append("\r\n");
    for (String[] field : fields) {
      switch (field[0]) {
        case "via" -> line(out, "Via", field[1]);
        case "from" -> line(out, "From", field[1]);
        case "to" -> line(out, "To", field[1] + (toTag.isEmpty() ? "" : ";tag=" + toTag));
        case "call-id" -> line(out, "Call-ID", field[1]);
        case "cseq" -> line(out, "CSeq", field[1]);
        default -> {
          // A response repeats no other field.
        }
      }
    }
    for (String field : more) {
      out.append(field).append("\r\n");
    }
    line(out, "Content-Length", "0");
    return out.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void line(StringBuilder out, String name, String value) {
    out.append(name).append(": ").append(value).append("\r\n");
  }
}
