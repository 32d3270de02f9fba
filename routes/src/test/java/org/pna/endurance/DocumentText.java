package org.pna.endurance;

import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.pna.publisher.pidf.CellLocation;
import org.pna.publisher.pidf.ReceivedPresence;

/** A document's ids and values without its times, to be compared with another's. */
final class DocumentText {
  private DocumentText() {}

  static String of(@Nullable ReceivedPresence document) {
    if (document == null) {
      return "no document";
    }
    StringJoiner text = new StringJoiner("; ");
    document.tuples().forEach(t -> text.add(t + " of " + t.deviceIds() + " at " + t.contact()));
    document.persons().forEach(p -> text.add(p.id() + ' ' + p));
    document
        .devices()
        .forEach(d -> text.add(d.id() + ' ' + d.deviceId() + ' ' + d.networks() + place(d.cell())));
    return text.toString();
  }

  private static String place(@Nullable CellLocation cell) {
    return cell == null
        ? " nowhere"
        : " in " + cell.cgi() + ' ' + cell.sai() + ' ' + cell.lai() + ' ' + cell.rai();
  }
}
