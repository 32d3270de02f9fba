package org.pna.publisher.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.pna.model.sip.SipSocket;
import org.pna.model.sip.SipTransport;
import org.pna.publisher.pidf.View;
import org.pna.publisher.server.Subscription.State;

class StoredSubscriptionsTest {
  private static final Instant TIME = Instant.parse("2026-01-01T00:00:00.123456789Z");
  private static final SimpleMeterRegistry METERS = new SimpleMeterRegistry();

  private final HeldTable disk = new HeldTable();

  private static Subscription subscription(
      String presentity, String watcher, String callId, @Nullable String eventId) {
    return new Subscription(
        new SubscriptionId(callId, "ours", "theirs", eventId),
        presentity,
        watcher,
        new Dialogue(
            presentity,
            watcher,
            "sip:w@192.0.2.2",
            List.of("<sip:p1;lr>", "<sip:p2;lr>"),
            new SipSocket(SipTransport.TCP, "[2001:db8::1]", 5060),
            3,
            Integer.MAX_VALUE),
        State.PENDING,
        View.WITHOUT_LOCATION,
        TIME,
        300,
        new LastNotify(3, TIME.minusSeconds(1), "timeout"));
  }

  private static Subscription random(Random random) {
    Subscription one =
        subscription(
            text(random), text(random), text(random), random.nextBoolean() ? text(random) : null);
    SipSocket socket =
        new SipSocket(
            random.nextBoolean() ? SipTransport.UDP : SipTransport.TCP,
            text(random),
            1 + random.nextInt(65_535));
    return new Subscription(
        one.id(),
        one.presentity(),
        one.watcher(),
        new Dialogue(
            text(random),
            text(random),
            text(random),
            random.ints(random.nextInt(4), 0, 9).mapToObj(i -> text(random)).toList(),
            socket,
            number(random),
            number(random)),
        random.nextBoolean() ? State.ACTIVE : State.PENDING,
        random.nextBoolean() ? View.WITH_LOCATION : View.WITHOUT_LOCATION,
        time(random),
        number(random),
        random.nextBoolean() ? null : new LastNotify(number(random), time(random), text(random)));
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(12); length > 0; length--) {
      switch (random.nextInt(5)) {
        case 0 -> text.append("\0\\uD8 ".charAt(random.nextInt(6)));
        case 1 -> text.append((char) random.nextInt(0x10000));
        case 2 -> text.append((char) (0xD800 + random.nextInt(0x800)));
        default -> text.append((char) (' ' + random.nextInt(95)));
      }
    }
    return text.toString();
  }

  private static long number(Random random) {
    return random.nextLong() >>> (1 + random.nextInt(63));
  }

  private static Instant time(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> Instant.MIN;
      case 1 -> Instant.MAX;
      case 2 -> Instant.ofEpochSecond(-random.nextInt(10), random.nextInt(1_000_000_000));
      default -> TIME.plusNanos(random.nextLong() >>> 1);
    };
  }

  @Test
  void everySubscriptionIsReadAsItWasWritten() {
    Random random = new Random(20260101);
    for (int i = 0; i < 5_000; i++) {
      Subscription one = random(random);
      HeldTable table = new HeldTable();
      new StoredSubscriptions(table, table, METERS).put(one, () -> {});
      String key = table.committed.firstKey();
      assertThat(new String(key.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
          .as("UTF-8 carries it")
          .isEqualTo(key);
      assertThat(new StoredSubscriptions(table, table, METERS).all()).containsExactly(one);
      assertThat(StoredSubscriptions.of(table, one.presentity())).containsExactly(one);
    }
  }

  @Test
  void noEventIdIsAnotherThanAnEmptyOne() {
    StoredSubscriptions store = new StoredSubscriptions(disk, disk, METERS);
    store.put(subscription("sip:a@x", "sip:w@x", "c", null), () -> {});
    store.put(subscription("sip:a@x", "sip:w@x", "c", ""), () -> {});
    assertThat(disk.committed).hasSize(2);
    assertThat(new StoredSubscriptions(disk, disk, METERS).size()).isEqualTo(2);
  }

  @Test
  void whoWatchesOnePresentity() {
    StoredSubscriptions store = new StoredSubscriptions(disk, disk, METERS);
    store.put(subscription("sip:a@x", "sip:w2@x", "c1", null), () -> {});
    store.put(subscription("sip:a@x", "sip:w1@x", "c3", "5"), () -> {});
    store.put(subscription("sip:a@x", "sip:w1@x", "c2", null), () -> {});
    store.put(subscription("sip:a@xy", "sip:w1@x", "c4", null), () -> {});
    store.put(subscription("sip:b@x", "sip:w1@x", "c5", null), () -> {});
    disk.hold();
    store.put(subscription("sip:a@x", "sip:w0@x", "c6", null), () -> {});
    assertThat(StoredSubscriptions.of(disk, "sip:a@x"))
        .as("committed ones, by watcher, then Call-ID")
        .extracting(one -> one.id().callId())
        .containsExactly("c2", "c3", "c1");
    assertThat(StoredSubscriptions.of(disk, "sip:nobody@x")).isEmpty();
  }

  @Test
  void damagedOnesAreCountedAndRemovedAndTheOthersLive() {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    StoredSubscriptions store = new StoredSubscriptions(disk, disk, meters);
    Subscription whole = subscription("sip:a@x", "sip:w@x", "c1", null);
    store.put(whole, () -> {});
    store.put(subscription("sip:a@x", "sip:w@x", "c2", null), () -> {});
    disk.committed.put(disk.committed.lastKey(), new byte[] {1, 2, 3});
    disk.committed.put("no key", disk.committed.firstEntry().getValue());
    disk.committed.put("a\0b\0c\0\\00", disk.committed.firstEntry().getValue());
    byte[] newer = disk.committed.firstEntry().getValue().clone();
    newer[0] = 2;
    disk.committed.put("sip:a@x\0c3\0ours\0theirs", newer);
    assertThat(StoredSubscriptions.of(disk, "sip:a@x")).containsExactly(whole);
    assertThat(new StoredSubscriptions(disk, disk, meters).all()).containsExactly(whole);
    assertThat(meters.counter("pna.presence.subscriptions.damaged").count()).isEqualTo(4);
    assertThat(disk.committed).hasSize(1);
  }

  @Test
  void mutantsAreReadOrRefusedButHarmNobody() throws DamagedSubscriptionException {
    Random random = new Random(7);
    int refused = 0;
    for (int i = 0; i < 100_000; i++) {
      Subscription one = random(random);
      SubscriptionKey key = new SubscriptionKey(one.presentity(), one.id());
      byte[] bytes = SubscriptionFormat.bytes(one);
      for (int times = 1 + random.nextInt(3); times > 0; times--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        Subscription read = SubscriptionFormat.read(key, bytes);
        assertThat(SubscriptionFormat.read(key, SubscriptionFormat.bytes(read))).isEqualTo(read);
      } catch (DamagedSubscriptionException e) {
        refused++;
        assertThat(e).hasMessageContaining(" at byte ");
      }
    }
    assertThat(refused).isGreaterThan(10_000);
  }

  @Test
  void cutOrLengthenedOnesAreRefused() {
    Subscription one = subscription("sip:a@x", "sip:w@x", "c1", null);
    SubscriptionKey key = new SubscriptionKey(one.presentity(), one.id());
    byte[] bytes = SubscriptionFormat.bytes(one);
    for (int length = 0; length <= bytes.length + 1; length++) {
      byte[] other = Arrays.copyOf(bytes, length);
      if (length != bytes.length) {
        assertThat(refused(key, other)).as("%d bytes", length).isTrue();
      }
    }
  }

  private static boolean refused(SubscriptionKey key, byte[] bytes) {
    try {
      SubscriptionFormat.read(key, bytes);
      return false;
    } catch (DamagedSubscriptionException e) {
      return true;
    }
  }
}
