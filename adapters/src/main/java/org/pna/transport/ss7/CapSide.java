package org.pna.transport.ss7;

import java.time.InstantSource;

/** What the dialogues of calls and those of sessions have in common on a link. */
record CapSide(
    Ss7Link link,
    TrackedTable table,
    CapPort port,
    CapUser user,
    CapMeters meters,
    InstantSource clock) {

  /** What ended something that is tracked was told, in vain or not. */
  void over(Tracked tracked, boolean isSafe) {
    table.over(tracked, isSafe, seconds());
  }

  long seconds() {
    return clock.instant().getEpochSecond();
  }
}
