package org.pna.endurance;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.pna.model.Cell;
import org.pna.model.LocationArea;
import org.pna.model.Plmn;
import org.pna.publisher.pidf.Basic;
import org.pna.publisher.pidf.ReceivedPresence;

/**
 * What happens to one subscriber: attached, moving and detached in both domains, the same for the
 * same seed. Each event is in another cell than the one before, so each changes the document.
 */
final class Life {
  private static final int CELLS = 60_000;
  private static final String CS = "3GPP-CS";
  private static final String PS = "3GPP-PS";

  private final SplittableRandom random;
  private final LocationArea area;
  private @Nullable Boolean csAttached;
  private @Nullable Boolean psAttached;
  private @Nullable Cell cell;
  private int count;

  /** One event: by a VLR or an SGSN, MM-Code octet, where. */
  record Happening(boolean packetSwitched, int code, Cell cell) {}

  Life(int subscriber, long seed) {
    random = new SplittableRandom(seed * 1_000_003 + subscriber);
    area = new LocationArea(new Plmn("240", "99"), 1_000 + subscriber % 50);
  }

  Happening next() {
    boolean ps = random.nextBoolean();
    boolean attached = Boolean.TRUE.equals(ps ? psAttached : csAttached);
    boolean leaves = attached && random.nextInt(4) == 0;
    int code = attached ? leaves ? ps ? 0x84 : 0x03 : ps ? 0x80 : 0x00 : ps ? 0x83 : 0x02;
    if (ps) {
      psAttached = !leaves;
    } else {
      csAttached = !leaves;
    }
    Cell here = new Cell(area, 1 + count++ % CELLS, false);
    cell = here;
    return new Happening(ps, code, here);
  }

  /** Whether a document says what the last event left. */
  boolean isTold(@Nullable ReceivedPresence document) {
    Cell last = cell;
    if (document == null) {
      return false;
    }
    return last == null
        || (document.devices().stream()
                .anyMatch(d -> d.cell() != null && last.toString().equals(d.cell().cgi()))
            && isNetwork(document, CS, csAttached)
            && isNetwork(document, PS, psAttached)
            && isVoice(document));
  }

  /** Whether he can be called; null while nothing is known. */
  @Nullable Basic voice() {
    return csAttached == null ? null : csAttached ? Basic.OPEN : Basic.CLOSED;
  }

  private boolean isVoice(ReceivedPresence document) {
    return document.tuples().stream()
            .filter(tuple -> tuple.id().equals("cs-voice"))
            .map(ReceivedPresence.ReceivedTuple::basic)
            .findAny()
            .orElse(null)
        == voice();
  }

  private static boolean isNetwork(
      ReceivedPresence document, String name, @Nullable Boolean active) {
    return document.devices().stream()
        .flatMap(device -> device.networks().stream())
        .filter(network -> network.id().equals(name))
        .findAny()
        .map(network -> Boolean.valueOf(network.active()).equals(active))
        .orElse(active == null);
  }
}
