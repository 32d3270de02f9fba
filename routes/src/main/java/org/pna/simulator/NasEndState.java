package org.pna.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.pna.publisher.pidf.Basic;

/** Asks the presence server, as a watcher, what it holds once accounting is over. */
final class NasEndState {
  private NasEndState() {}

  /**
   * Subscribes to a sample of the subscribers and reads each first NOTIFY.
   *
   * @param requests how many were sent and answered since the first run, as {@link NasLoad} does
   * @param subscribers how many took turns
   * @param sample how many of them to ask about, spread evenly
   * @param patience how long each NOTIFY may take
   * @return what is not as it should be; empty when all is
   */
  static List<String> faults(
      long requests, int subscribers, int sample, SimulatedWatcher watcher, Duration patience)
      throws InterruptedException {
    Sightings sightings = new Sightings(notice -> {});
    watcher.listener(sightings);
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < sample; i++) {
      int subscriber = (int) ((long) i * subscribers / sample);
      String presentity = "sip:+" + Subscriber.numbered(subscriber).msisdn() + "@pna.test";
      boolean active = NasLoad.isActive(subscriber, requests, subscribers);
      Expectation expected = Expectation.means("ps-data", active ? Basic.OPEN : Basic.CLOSED);
      var unused = watcher.subscribe(presentity, Duration.ofMinutes(10));
      if (!sightings.await(presentity, 0, expected, patience)) {
        faults.add("subscriber " + subscriber + " is not " + expected.text());
      }
    }
    return faults;
  }
}
