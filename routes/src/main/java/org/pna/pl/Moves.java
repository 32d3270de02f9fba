package org.pna.pl;

import org.jspecify.annotations.Nullable;
import org.pna.publisher.pen.Publication;
import org.pna.publisher.pidf.CellLocation;
import org.pna.publisher.pidf.Device;
import org.pna.publisher.pidf.Element;
import org.pna.publisher.pidf.Fragment;
import org.pna.publisher.pidf.PresenceDocument;

/** Who is in another cell now, as what is published shows it. */
public final class Moves {
  private Moves() {}

  /** Whether any device of the presentity is in another cell or area than before. */
  public static boolean isMove(Publication publication) {
    for (Element element : publication.after().elements()) {
      if (element instanceof Device device) {
        CellLocation now = device.location();
        CellLocation before = location(publication.before(), device.id());
        if (now != null
            && now.hasPlace()
            && !(before != null && now.at(before.time()).equals(before))) {
          return true;
        }
      }
    }
    return false;
  }

  private static @Nullable CellLocation location(PresenceDocument document, String id) {
    Fragment fragment = document.fragment(id);
    return fragment != null && fragment.element() instanceof Device device
        ? device.location()
        : null;
  }
}
