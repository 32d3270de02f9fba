package org.pna.routes;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class AlarmsTest {
  private static final Instant START = Instant.parse("2026-11-21T04:00:00Z");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Logger logger = (Logger) LoggerFactory.getLogger(Alarms.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private Instant now = START;
  private final Alarms alarms = new Alarms(() -> now, meters);

  @BeforeEach
  void listen() {
    log.start();
    logger.addAppender(log);
    logger.setLevel(Level.INFO);
    logger.setAdditive(false);
  }

  @AfterEach
  void deafen() {
    logger.detachAppender(log);
    logger.setLevel(null);
    logger.setAdditive(true);
  }

  @Test
  void raisesAndClearsOnce() {
    alarms.raise("store", Alarm.Severity.CRITICAL, "the disk is full");
    now = START.plusSeconds(1);
    alarms.raise("store", Alarm.Severity.CRITICAL, "the disk is full, 10 refused");
    assertThat(alarms.active())
        .containsExactly(
            new Alarm("store", Alarm.Severity.CRITICAL, START, "the disk is full, 10 refused"));
    assertThat(meters.get("pna.alarms.active").gauge().value()).isEqualTo(1);

    alarms.clear("store");
    alarms.clear("store");

    assertThat(alarms.active()).isEmpty();
    assertThat(meters.get("pna.alarms.active").gauge().value()).isZero();
    assertThat(logged())
        .containsExactly(
            "ERROR Alarm store: the disk is full",
            "INFO Alarm store is over; it was raised at 2026-11-21T04:00:00Z");
  }

  @Test
  void tellsThatItHasBecomeWorse() {
    alarms.raise("suspects", Alarm.Severity.WARNING, "nine tenths full");
    now = START.plusSeconds(1);
    alarms.raise("suspects", Alarm.Severity.CRITICAL, "full");

    assertThat(alarms.active())
        .containsExactly(new Alarm("suspects", Alarm.Severity.CRITICAL, START, "full"));
    assertThat(logged())
        .containsExactly("WARN Alarm suspects: nine tenths full", "ERROR Alarm suspects: full");
  }

  @Test
  void beginsAnewAfterItsEnd() {
    alarms.raise("store", Alarm.Severity.WARNING, "a");
    alarms.clear("store");
    now = START.plusSeconds(5);
    alarms.raise("store", Alarm.Severity.WARNING, "a");
    assertThat(alarms.active().get(0).since()).isEqualTo(now);
  }

  @Test
  void listsByNameAndNeverTooMany() {
    for (int i = 0; i < Alarms.MAX + 5; i++) {
      alarms.raise("a" + (10_000 + i), Alarm.Severity.WARNING, "text");
    }
    assertThat(alarms.active()).hasSize(Alarms.MAX);
    assertThat(alarms.active()).extracting(Alarm::name).isSorted().doesNotContain("a12000");
    assertThat(logged()).hasSize(Alarms.MAX + 1);

    alarms.clear("a10000");
    alarms.raise("a12000", Alarm.Severity.WARNING, "text");
    assertThat(alarms.active()).hasSize(Alarms.MAX).extracting(Alarm::name).contains("a12000");
  }

  private List<String> logged() {
    return log.list.stream()
        .map(event -> event.getLevel() + " " + event.getFormattedMessage())
        .toList();
  }
}
