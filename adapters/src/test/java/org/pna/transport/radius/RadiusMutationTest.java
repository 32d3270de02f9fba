package org.pna.transport.radius;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pna.transport.radius.codec.Requests;

/** Changed requests, most of them under the right secret so that they are looked into. */
@Timeout(120)
class RadiusMutationTest {
  private static final byte[] TELLING = {0, 1, 2, 3, 26, 40, 0x7f, (byte) 0x80, -2, -1};

  private final Random random = new Random(23141);

  @Test
  void noChangeOfARequestHarms() {
    mutate(100_000);
  }

  @Test
  @Tag("slow")
  void noChangeOfAMillionHarms() {
    mutate(1_000_000);
  }

  private void mutate(int mutants) {
    try (LogLines muted = LogLines.of(RadiusMeters.class)) {
      ReceiverUnderTest link = new ReceiverUnderTest(50, 1000);
      link.route =
          request -> {
            if (random.nextInt(8) == 0) {
              link.receiver.refuse(request, Refusals.REFUSED);
            } else {
              link.receiver.answer(request, AccountingReceiver.ANSWERED);
            }
          };
      byte[][] seeds = seeds();
      long longest = 0;
      for (int i = 0; i < mutants; i++) {
        byte[] mutant = mutant(seeds[i % seeds.length]);
        long begin = System.nanoTime();
        link.receive(mutant);
        longest = Math.max(longest, System.nanoTime() - begin);
        link.sent.clear();
        link.refusals.clear();
        link.clock.advance(Duration.ofMillis(1));
      }
      assertThat(link.registry.find("pna.radius.failed").counters()).isEmpty();
      assertThat(sum(link)).as("each is counted once").isEqualTo(mutants);
      assertThat(link.received("answered")).isGreaterThan(mutants / 20.0);
      assertThat(link.received("malformed")).isGreaterThan(mutants / 20.0);
      assertThat(link.receiver.pending().size()).isZero();
      assertThat(link.receiver.answers().size()).isLessThanOrEqualTo(1000);
      assertThat(link.registry.getMeters()).hasSizeLessThan(45);
      assertThat(Duration.ofNanos(longest)).isLessThan(Duration.ofSeconds(2));
    }
  }

  /** What became of each datagram: malformed ones are counted by their kind, too. */
  private static double sum(ReceiverUnderTest link) {
    return List.of("pna.radius.received", "pna.radius.repeats", "pna.radius.dropped").stream()
        .flatMap(name -> link.registry.find(name).counters().stream())
        .mapToDouble(Counter::count)
        .sum();
  }

  private static byte[][] seeds() {
    Requests start =
        Requests.of(1, "0A00000900000001")
            .octets(8, "0a010203")
            .octets(97, "004020010db8000100000000000000000000")
            .number(55, 1_700_000_000L)
            .number(41, 0)
            .octets(33, "aabb")
            .vendor(2, "11223344")
            .vendorText(10, "5")
            .vendorText(18, "24099")
            .vendor(21, "01")
            .vendor(22, "0042f0991a2b3c4d");
    Requests interim =
        Requests.of(3, "0A00000900000001")
            .octets(95, "20010db8000000000000000000000009")
            .octets(168, "20010db8000000000000000000000001")
            .vendorOf(10415, "15030606060a000008")
            .vendor(22, "8242f099123442f09901abcde1");
    Requests stop =
        Requests.of(2, "0A00000900000001")
            .text(1, "0240991234567890@wlan.mnc099.mcc240.3gppnetwork.org")
            .number(46, 600)
            .number(49, 1)
            .vendor(11, "ff")
            .vendorOf(9, "0105aabbcc");
    Requests on = Requests.empty().number(40, 7).octets(4, "0a000009").text(30, "internet");
    return new byte[][] {start.signed(1), interim.signed(2), stop.signed(3), on.signed(4)};
  }

  private byte[] mutant(byte[] seed) {
    byte[] mutant = seed.clone();
    for (int changes = random.nextInt(4); changes > 0; changes--) {
      mutant = change(mutant);
    }
    if (random.nextInt(10) > 0 && mutant.length >= 4) {
      mutant[2] = (byte) (mutant.length >> 8);
      mutant[3] = (byte) mutant.length;
    }
    return random.nextInt(10) > 0 ? Requests.resigned(mutant, Requests.SECRET) : mutant;
  }

  private byte[] change(byte[] m) {
    if (m.length == 0) {
      return m;
    }
    int at =
        random.nextInt(20) == 0
            ? random.nextInt(m.length)
            : Math.min(m.length - 1, 20 + random.nextInt(Math.max(1, m.length - 20)));
    switch (random.nextInt(7)) {
      case 0 -> m[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> m[at] = (byte) random.nextInt();
      case 2 -> m[at] = TELLING[random.nextInt(TELLING.length)];
      case 3 -> {
        return Arrays.copyOf(m, at);
      }
      case 4 -> {
        return splice(m, at, at, new byte[] {(byte) random.nextInt()});
      }
      case 5 -> {
        return splice(m, at, Math.min(m.length, at + 1 + random.nextInt(6)), new byte[0]);
      }
      default -> {
        int end = Math.min(m.length, at + 1 + random.nextInt(30));
        return splice(m, at, at, Arrays.copyOfRange(m, at, end));
      }
    }
    return m;
  }

  private static byte[] splice(byte[] m, int start, int end, byte[] instead) {
    byte[] spliced = new byte[start + instead.length + m.length - end];
    System.arraycopy(m, 0, spliced, 0, start);
    System.arraycopy(instead, 0, spliced, start, instead.length);
    System.arraycopy(m, end, spliced, start + instead.length, m.length - end);
    return spliced;
  }
}
