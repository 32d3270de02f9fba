package org.pna.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** What a simulated GMLC writes (OMA MLP 3.4, svc_result). */
final class MlpDocument {
  private static final String VERSION = "3.4.0";
  private static final Map<Integer, String> WORDS =
      Map.of(
          0, "OK",
          1, "SYSTEM FAILURE",
          4, "UNKNOWN SUBSCRIBER",
          5, "ABSENT SUBSCRIBER",
          6, "POSITION METHOD FAILURE",
          101, "CONGESTION IN LOCATION SERVER",
          105, "FORMAT ERROR",
          115, "INVALID MSID IN TLRSR",
          202, "POSITIONING NOT ALLOWED",
          203, "CONGESTION IN MOBILE NETWORK");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private MlpDocument() {}

  /**
   * slia or slrep.
   *
   * @param type of the msid
   * @param name in it
   */
  static byte[] position(
      String service, String type, String name, GmlcSubscriber found, Instant time) {
    return result(service, "<pos" + method(found) + '>' + said(type, name, found, time) + "</pos>");
  }

  /**
   * tlrep.
   *
   * @param trigger PERIODIC or MS_AVAIL
   */
  static byte[] report(String requestId, String trigger, GmlcSubscriber found, Instant time) {
    String pos = "<trl_pos trl_trigger=\"" + trigger + '"' + method(found) + '>';
    String said = said("MSISDN", found.who().msisdn(), found, time);
    return result("tlrep", requestId(requestId) + pos + said + "</trl_pos>");
  }

  /** tlra or tlrsa. */
  static byte[] accepted(String service, String requestId) {
    return result(service, requestId(requestId));
  }

  /** A result for the whole request. */
  static byte[] refused(String service, int resid) {
    return result(service, code(resid));
  }

  /** gem. */
  static byte[] generalError(int resid) {
    return octets("<gem ver=\"" + VERSION + "\">" + code(resid) + "</gem>");
  }

  private static String method(GmlcSubscriber found) {
    return found.method() == null ? "" : " pos_method=\"" + found.method() + '"';
  }

  private static String said(String type, String name, GmlcSubscriber found, Instant time) {
    String at = "<time utc_off=\"+0000\">" + TIME.format(time) + "</time>";
    MlpShape shape = found.shape();
    return "<msid type=\""
        + type
        + "\">"
        + escaped(name)
        + "</msid>"
        + (shape == null
            ? "<poserr>" + code(found.result()) + at + "</poserr>"
            : "<pd>" + at + "<shape>" + shape.xml() + "</shape></pd>");
  }

  private static String requestId(String id) {
    return "<req_id>" + escaped(id) + "</req_id>";
  }

  private static String code(int resid) {
    String words = WORDS.getOrDefault(resid, "UNSPECIFIED ERROR");
    return "<result resid=\"" + resid + "\">" + words + "</result>";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  private static byte[] result(String service, String content) {
    String start = '<' + service + " ver=\"" + VERSION + "\">";
    return octets(
        "<svc_result ver=\""
            + VERSION
            + "\">"
            + start
            + content
            + "</"
            + service
            + "></svc_result>");
  }

  private static byte[] octets(String document) {
    return ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + document)
        .getBytes(StandardCharsets.UTF_8);
  }
}
