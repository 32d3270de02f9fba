package org.pna.simulator;

import static org.pna.simulator.Expectation.all;
import static org.pna.simulator.Expectation.cell;
import static org.pna.simulator.Expectation.means;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.pna.publisher.pidf.Basic;

/** Asks the presence server, as a watcher, what it holds once a load run is over. */
final class FinalState {
  private FinalState() {}

  /**
   * Subscribes to a sample of the subscribers and reads each first NOTIFY.
   *
   * @param run over, on a VLR
   * @param sample how many subscribers to ask about, from 0
   * @param domain of the presentities {@code sip:+MSISDN@domain}
   * @param patience how long each NOTIFY may take
   * @return what is not as it should be; empty when all is
   */
  static List<String> faults(
      LoadRun run, int sample, String domain, SimulatedWatcher watcher, Duration patience)
      throws InterruptedException {
    Sightings sightings = new Sightings(notice -> {});
    watcher.listener(sightings);
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < sample; i++) {
      String presentity = "sip:+" + Subscriber.numbered(i).msisdn() + "@" + domain;
      Expectation expected =
          all(
              means("cs-voice", run.attachedAtEnd(i) ? Basic.OPEN : Basic.CLOSED),
              cell(run.cellAtEnd(i).toString()));
      var unused = watcher.subscribe(presentity, Duration.ofMinutes(10));
      if (!sightings.await(presentity, 0, expected, patience)) {
        faults.add("subscriber " + i + " is not " + expected.text());
      }
    }
    return faults;
  }
}
