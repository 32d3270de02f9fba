package org.pna.routes;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The alarms that are active now. Each is logged once when it is raised and once when it is
 * cleared. There is room for one of each association and more; further ones are dropped until there
 * is room again, which is logged once. Any thread.
 */
public final class Alarms {
  static final int MAX = 2000;

  private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);

  private final InstantSource clock;
  private final Map<String, Alarm> active = new TreeMap<>();
  private boolean crowded;

  /**
   * @param clock for the time of an alarm
   * @param meters for the gauge {@code pna.alarms.active}
   */
  public Alarms(InstantSource clock, MeterRegistry meters) {
    this.clock = clock;
    meters.gauge("pna.alarms.active", this, Alarms::count);
  }

  /**
   * Raises an alarm. Of one that is active, the text becomes the new one, and the log hears of it
   * only if the severity is another.
   */
  public synchronized void raise(String name, Alarm.Severity severity, String text) {
    Alarm before = active.get(name);
    if (before == null && active.size() == MAX) {
      if (!crowded) {
        LOG.error("No room for further alarms: {} are active", MAX);
        crowded = true;
      }
      return;
    }
    if (before == null || before.severity() != severity) {
      log(name, severity, text);
    }
    Instant since = before == null ? clock.instant() : before.since();
    active.put(name, new Alarm(name, severity, since, text));
  }

  private static void log(String name, Alarm.Severity severity, String text) {
    switch (severity) {
      case WARNING -> LOG.warn("Alarm {}: {}", name, text);
      case CRITICAL -> LOG.error("Alarm {}: {}", name, text);
    }
  }

  /** Clears an alarm; nothing happens if it is not active. */
  public synchronized void clear(String name) {
    Alarm cleared = active.remove(name);
    if (cleared != null) {
      crowded = false;
      LOG.info("Alarm {} is over; it was raised at {}", name, cleared.since());
    }
  }

  /** Those that are active, by name. */
  public synchronized List<Alarm> active() {
    return new ArrayList<>(active.values());
  }

  private synchronized int count() {
    return active.size();
  }
}
