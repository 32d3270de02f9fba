package org.pna.transport.diameter.codec;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pna.model.Cell;
import org.pna.model.Domain;
import org.pna.model.Location;
import org.pna.model.LocationArea;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;
import org.pna.model.RoutingArea;
import org.pna.model.message.sh.ServedLocation;

/** What was read so far of one domain's location (TS 29.328 clause 7.6.6). */
final class LocationDraft {
  private static final int MAX_AGE = 32767;

  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,15}");

  private final Domain domain;
  private boolean begun;
  private @Nullable Integer age;
  private @Nullable Cell cell;
  private @Nullable LocationArea area;
  private @Nullable RoutingArea routingArea;
  private @Nullable String node;
  private boolean current;

  LocationDraft(Domain domain) {
    this.domain = domain;
  }

  void begin() {
    begun = true;
  }

  void take(String scope, String name, String text) throws MalformedMessageException {
    switch (name) {
      case "CellGlobalId" -> cell = MapOctets.cell(text, name, false);
      case "ServiceAreaId" -> cell = MapOctets.cell(text, name, true);
      case "LocationAreaId" -> area = MapOctets.lai(text, name);
      case "RoutingAreaId" -> routingArea = MapOctets.rai(text, name);
      // Some servers write the number itself where the schema has an element Address.
      case "VLRNumber", "SGSNNumber" -> node = DIGITS.matcher(text).matches() ? text : node;
      case "Address" -> node = MapOctets.number(text, scope);
      case "CurrentLocationRetrieved" -> current = text.equals("1") || text.equals("true");
      case "AgeOfLocationInformation" -> age = age(name, text);
      default -> {}
    }
  }

  private static int age(String name, String text) throws MalformedMessageException {
    int minutes = ShDataDraft.number(name, text);
    if (minutes < 0 || minutes > MAX_AGE) {
      throw new MalformedMessageException(Kind.UNEXPECTED_VALUE, name, minutes + " minutes");
    }
    return minutes;
  }

  @Nullable ServedLocation finish() {
    return begun
        ? new ServedLocation(new Location(domain, age, cell, area, routingArea), node, current)
        : null;
  }
}
