package org.pna.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What tshark printed of one event's frame, by the names of its fields. */
final class TsharkLine {
  private static final Map<String, String> OPERATIONS =
      Map.ofEntries(
          Map.entry("cap 0", "initialDP"),
          Map.entry("cap 24", "eventReportBCSM"),
          Map.entry("cap 76", "entityReleasedGPRS"),
          Map.entry("cap 78", "initialDPGPRS"),
          Map.entry("cap 80", "eventReportGPRS"),
          Map.entry("cap 96", "entityReleased"),
          Map.entry("map 5", "noteSubscriberDataModified"),
          Map.entry("map 62", "anyTimeSubscriptionInterrogation"),
          Map.entry("map 71", "anyTimeInterrogation"),
          Map.entry("map 89", "noteMM-Event"));

  private final Map<String, String> fields = new HashMap<>();

  /**
   * @param command as it stands in the file's head: its {@code -e NAME} name the columns
   * @param line columns between tabs
   */
  TsharkLine(String command, String line) {
    List<String> words = Arrays.asList(command.split(" "));
    String[] columns = line.split("\t", -1);
    int column = 0;
    for (int i = 1; i < words.size(); i++) {
      if (words.get(i - 1).equals("-e")) {
        fields.put(words.get(i), columns[column++]);
      }
    }
  }

  /** Makes sure that replay prints nothing else of the event. */
  void agreesWith(Map<String, String> event) {
    assertThat(event).containsEntry("frame", get("frame.number"));
    assertThat(Instant.parse(event.get("time"))).isEqualTo(time());
    assertThat(event.get("code")).as("code of frame %s", get("frame.number")).isEqualTo(code());
    registration(event);
    location(event);
    wireless(event);
    operation("cap ", "camel.local", event);
    operation("map ", "gsm_old.localValue", event);
    if (has("e212.imsi")) {
      assertThat(event).containsEntry("imsi", get("e212.imsi"));
    }
    numbers(event);
    place(event);
    String apn = has("diameter.avp.unknown") ? text("diameter.avp.unknown") : null;
    assertThat(event.get("apn")).isEqualTo(apn == null ? one("gsm_a.gm.sm.apn") : apn);
    assertThat(event.get("ip"))
        .isEqualTo(
            one(
                "camel.PDPAddress_IPv4",
                "camel.PDPAddress_IPv6",
                "diameter.Framed-IP-Address.IPv4"));
  }

  /** Octets that tshark has no name for. */
  private String text(String name) {
    return new String(HexFormat.of().parseHex(get(name)), StandardCharsets.UTF_8);
  }

  /** SIP. */
  private void registration(Map<String, String> event) {
    if (has("sip.Method")) {
      assertThat(event).containsEntry("source", "pi").containsEntry("operation", get("sip.Method"));
      assertThat(event.get("event")).isEqualTo(one("reginfo.registration.state"));
    }
  }

  /** MLP. */
  private void location(Map<String, String> event) {
    if (has("xml.tag")) {
      assertThat(event).containsEntry("source", "pl");
      assertThat(get("xml.tag")).contains(",<" + event.get("operation") + " ");
      assertThat(event.get("event")).isEqualTo(attribute("trl_trigger"));
      assertThat(get("xml.cdata").split(",")).contains(event.get("msisdn"));
    }
  }

  private String attribute(String name) {
    return Arrays.stream(get("xml.attribute").split(","))
        .filter(one -> one.startsWith(name + "=\""))
        .map(one -> one.substring(name.length() + 2, one.length() - 1))
        .findFirst()
        .orElse(null);
  }

  /** Accounting-Requests of Diameter. */
  private void wireless(Map<String, String> event) {
    if (has("diameter.cmd.code")) {
      assertThat(event)
          .containsEntry("source", "pr")
          .containsEntry("operation", "Accounting-Request");
      assertThat(get("diameter.Subscription-Id-Data"))
          .isEqualTo(event.get("imsi") + "," + event.get("msisdn"));
    }
  }

  private void operation(String protocol, String field, Map<String, String> event) {
    if (has(field)) {
      assertThat(event).containsEntry("operation", OPERATIONS.get(protocol + get(field)));
    }
  }

  /** E.164 numbers stand all in one field, in the order of their octets. */
  private void numbers(Map<String, String> event) {
    List<String> numbers = List.of(get("e164.msisdn").split(","));
    List<String> told = new ArrayList<>();
    if (has("gsm_map.ms.eventMet") || "initialDPGPRS".equals(event.get("operation"))) {
      told.add(event.get("msisdn"));
    }
    told.add(event.get("vlr"));
    told.add(event.get("sgsn"));
    told.removeIf(number -> number == null);
    if (has("gsm_map.ms.eventMet")) {
      assertThat(event.get("source")).isEqualTo(code().charAt(0) >= '8' ? "pg" : "pc");
      assertThat(told).isEqualTo(numbers);
    } else {
      assertThat(numbers).containsAll(told);
    }
  }

  private void place(Map<String, String> event) {
    assertThat(event.get("age")).isEqualTo(one("gsm_map.ms.ageOfLocationInformation"));
    String cell = event.containsKey("sai") ? event.get("sai") : event.get("cgi");
    String camel = one("camel.cellGlobalIdOrServiceAreaIdOrLAI");
    boolean area = camel != null && camel.length() == 10;
    String told = one("gsm_map.cellGlobalIdOrServiceAreaIdFixedLength");
    String access = one("sip.P-Access-Network-Info");
    assertThat(cell)
        .isEqualTo(access == null ? area(told == null && !area ? camel : told) : cell(access));
    assertThat(event.get("lai")).isEqualTo(area(area ? camel : one("gsm_map.laiFixedLength")));
    assertThat(event.get("rai"))
        .isEqualTo(area(one("gsm_map.ms.routeingAreaIdentity", "camel.routeingAreaIdentity")));
  }

  /** Of a network whose MNC has two digits. */
  private static String cell(String access) {
    Matcher cell =
        Pattern.compile(".*;cgi-3gpp=(\\d{3})(\\d{2})(\\p{XDigit}{4})(\\p{XDigit}{4});.*")
            .matcher(access);
    return cell.matches()
        ? String.join(
            "-",
            cell.group(1),
            cell.group(2),
            Integer.toString(Integer.parseInt(cell.group(3), 16)),
            Integer.toString(Integer.parseInt(cell.group(4), 16)))
        : null;
  }

  private String code() {
    if (has("xml.tag")) {
      String result = attribute("resid");
      return result == null ? "0" : result;
    }
    if (has("diameter.Accounting-Record-Type")) {
      // START, INTERIM and STOP record as the status types of RADIUS
      return Map.of("2", "1", "3", "3", "4", "2").get(get("diameter.Accounting-Record-Type"));
    }
    if (has("gsm_map.ms.netDetNotReachable")) {
      return "n" + get("gsm_map.ms.netDetNotReachable");
    }
    if (has("gsm_map.ms.subscriberState")) {
      int alternative = Integer.parseInt(get("gsm_map.ms.subscriberState"));
      return Integer.toString(alternative > 2 ? alternative - 1 : alternative); // not its tag
    }
    return one(
        "gsm_map.ms.eventMet",
        "camel.eventTypeBCSM",
        "camel.gPRSEventType",
        "gsm_map.ms.ps_SubscriberState",
        "sip.Expires");
  }

  private Instant time() {
    BigDecimal epoch = new BigDecimal(get("frame.time_epoch"));
    return Instant.ofEpochSecond(
        epoch.longValue(), epoch.remainder(BigDecimal.ONE).movePointRight(9).longValue());
  }

  private boolean has(String name) {
    return !get(name).isEmpty();
  }

  private String get(String name) {
    return fields.getOrDefault(name, "");
  }

  /** The first of these fields that has a value, or null. */
  private String one(String... names) {
    return Arrays.stream(names).filter(this::has).findFirst().map(this::get).orElse(null);
  }

  /** Octets of a CGI, LAI or RAI (TS 24.008 clause 10.5.1.3) as {@code mcc-mnc-lac[-ci]}. */
  private static String area(String hex) {
    if (hex == null) {
      return null;
    }
    String mcc = "" + hex.charAt(1) + hex.charAt(0) + hex.charAt(3);
    String mnc = "" + hex.charAt(5) + hex.charAt(4) + (hex.charAt(2) == 'f' ? "" : hex.charAt(2));
    String area = mcc + "-" + mnc + "-" + Integer.parseInt(hex.substring(6, 10), 16);
    return hex.length() == 10 ? area : area + "-" + Integer.parseInt(hex.substring(10), 16);
  }
}
