package org.pna.transport.sip.codec;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pna.model.Cell;
import org.pna.model.EutranCell;
import org.pna.model.LocationArea;
import org.pna.model.Plmn;
import org.pna.model.TrackingArea;
import org.pna.model.message.ims.AccessNetworkInfo;
import org.pna.model.sip.SipHeaders;
import org.pna.model.sip.SipValue;

/**
 * P-Access-Network-Info (TS 24.229 clause 7.2A.4): only what a network node wrote is read, and what
 * cannot be read says nothing. The length of a value tells that of its MNC, since all the rest has
 * a fixed one.
 */
final class AccessNetworks {
  private static final String HEADER = "P-Access-Network-Info";
  private static final Pattern CGI =
      Pattern.compile("([0-9]{3})([0-9]{2,3})([0-9a-fA-F]{4})([0-9a-fA-F]{4})");
  private static final Pattern CELL =
      Pattern.compile("([0-9]{3})([0-9]{2,3})([0-9a-fA-F]{4})([0-9a-fA-F]{7})");

  private AccessNetworks() {}

  /** What the first value that a network node wrote says, or null. */
  static @Nullable AccessNetworkInfo read(SipHeaders headers) {
    List<String> values = headers.list(HEADER);
    for (String text : values) {
      SipValue value = SipValue.parse(text);
      if (value.parameters().containsKey("network-provided")) {
        return info(value.value().strip(), value.parameters());
      }
    }
    return null;
  }

  private static AccessNetworkInfo info(String type, Map<String, String> parameters) {
    String access = type.toUpperCase(Locale.ROOT);
    Matcher cgi = matcher(CGI, parameters, "cgi-3gpp");
    Matcher cell = matcher(CELL, parameters, "utran-cell-id-3gpp");
    if (access.startsWith("3GPP-GERAN") && cgi.matches()) {
      return new AccessNetworkInfo(type, cell(cgi), null, null);
    }
    if (access.startsWith("3GPP-UTRAN") && cell.matches()) {
      return new AccessNetworkInfo(type, cell(cell), null, null);
    }
    if (access.startsWith("3GPP-E-UTRAN") && cell.matches()) {
      return new AccessNetworkInfo(
          type,
          null,
          new EutranCell(plmn(cell), Integer.parseInt(cell.group(4), 16)),
          new TrackingArea(plmn(cell), Integer.parseInt(cell.group(3), 16)));
    }
    return new AccessNetworkInfo(type, null, null, null);
  }

  private static Matcher matcher(Pattern pattern, Map<String, String> parameters, String name) {
    return pattern.matcher(BodyPart.unquoted(parameters.getOrDefault(name, "")));
  }

  /** In UTRAN the low 16 of the 28 bits are the cell identity, the others the RNC's. */
  private static Cell cell(Matcher matcher) {
    return new Cell(
        new LocationArea(plmn(matcher), Integer.parseInt(matcher.group(3), 16)),
        Integer.parseInt(matcher.group(4), 16) & 0xFFFF,
        false);
  }

  private static Plmn plmn(Matcher matcher) {
    return new Plmn(matcher.group(1), matcher.group(2));
  }
}
