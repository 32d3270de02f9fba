package org.pna.app.config;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where the columns of the subscribers' file stand, by its header. */
final class SubscriberColumns {
  private static final List<String> NAMES = List.of("imsi", "msisdn", "presentity", "identities");
  private static final String FIX = "write the header imsi,msisdn,presentity,identities";

  private final List<String> header;
  private final int imsi;
  private final int msisdn;
  private final int presentity;
  private final int identities;

  private SubscriberColumns(List<String> header) {
    this.header = header;
    this.imsi = header.indexOf("imsi");
    this.msisdn = header.indexOf("msisdn");
    this.presentity = header.indexOf("presentity");
    this.identities = header.indexOf("identities");
  }

  /** The columns in whatever order; null when the rows cannot be read with this header. */
  static @Nullable SubscriberColumns of(List<String> fields, int line, Faults faults) {
    List<String> header = fields.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    if (header.stream().noneMatch(NAMES::contains)) {
      faults.fault(line, "", "the first line is no header", FIX);
      return null;
    }
    int before = faults.fatal();
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i);
      if (!NAMES.contains(name)) {
        String near = Spelling.nearest(name, NAMES);
        // Not the name itself: half a header may be a subscriber's row.
        faults.fault(
            line,
            "",
            "column " + (i + 1) + " of the header is unknown",
            near == null ? FIX : "did you mean '" + near + "'?");
      } else if (header.indexOf(name) < i) {
        faults.fault(line, name, "stands twice in the header", FIX);
      }
    }
    if (faults.fatal() > before) {
      return null;
    }
    if (!header.contains("presentity") || header.size() < 2) {
      faults.fault(line, "", "the header lacks a column", FIX);
      return null;
    }
    return new SubscriberColumns(header);
  }

  int count() {
    return header.size();
  }

  String imsi(List<String> fields) {
    return field(fields, imsi);
  }

  String msisdn(List<String> fields) {
    return field(fields, msisdn);
  }

  String presentity(List<String> fields) {
    return field(fields, presentity);
  }

  String identities(List<String> fields) {
    return field(fields, identities);
  }

  /** Empty where the column or the row's end is missing. */
  private static String field(List<String> fields, int column) {
    return column >= 0 && column < fields.size() ? fields.get(column) : "";
  }
}
