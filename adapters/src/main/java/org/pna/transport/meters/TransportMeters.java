package org.pna.transport.meters;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.slf4j.Logger;

/**
 * Meters that bear the name of one link or node, and what is said of it in the log: a line every
 * ten seconds at most, so that a hostile peer cannot fill the disk. Any thread.
 */
public final class TransportMeters {
  private final MeterRegistry registry;
  private final Tags owner;
  private final String prefix;
  private final RateLimitedLog log;
  private final Map<String, Counter> counters = new ConcurrentHashMap<>();
  private final List<Gauge> gauges = new CopyOnWriteArrayList<>();

  /**
   * @param registry gets the meters
   * @param logger gets the lines
   * @param tag what it is, {@code link} or {@code node}
   * @param name its name, the tag's value
   * @param title how a line names what it is
   */
  public TransportMeters(
      MeterRegistry registry, Logger logger, String tag, String name, String title) {
    this.registry = registry;
    this.owner = Tags.of(tag, name);
    this.prefix = title + ' ' + name + ": ";
    this.log = new RateLimitedLog(logger, Duration.ofSeconds(10), System::nanoTime);
  }

  /** Counts one, told from others of the meter by the value of a tag. */
  public void count(String meter, String tag, String value) {
    counters
        .computeIfAbsent(meter + '/' + value, key -> registry.counter(meter, owner.and(tag, value)))
        .increment();
  }

  /** Counts one, told from others of the meter by the values of two tags. */
  public void count(String meter, String tag, String value, String other, String otherValue) {
    counters
        .computeIfAbsent(
            meter + '/' + value + '/' + otherValue,
            key -> registry.counter(meter, owner.and(tag, value, other, otherValue)))
        .increment();
  }

  /**
   * One line in the log, or none.
   *
   * @param what without any identity
   */
  public void warn(String what) {
    log.warn(prefix + what);
  }

  /** Shows a number from now on. */
  public void show(String meter, Supplier<Number> number) {
    show(meter, Tags.empty(), number);
  }

  /** Shows a number from now on, told from others of the meter by the value of a tag. */
  public void show(String meter, String tag, String value, Supplier<Number> number) {
    show(meter, Tags.of(tag, value), number);
  }

  private void show(String meter, Tags tags, Supplier<Number> number) {
    gauges.add(
        Gauge.builder(meter, number)
            .tags(owner.and(tags))
            .strongReference(true)
            .register(registry));
  }

  /** Shows none of the numbers any longer. */
  public void close() {
    gauges.forEach(registry::remove);
    gauges.clear();
  }
}
