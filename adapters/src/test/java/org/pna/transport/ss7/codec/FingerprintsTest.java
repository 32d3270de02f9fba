package org.pna.transport.ss7.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.map.SccpAddress;

/** Semantics T2: same calling address, OTID, invoke id and bytes are a repeat, nothing else is. */
class FingerprintsTest {
  private static final SccpAddress CALLING = new SccpAddress("15550100001", 101, 7);

  @Test
  void aRepeatHasTheSameFingerprintWhereverItLies() {
    byte[] argument = new byte[60];
    new Random(1).nextBytes(argument);
    byte[] inside = new byte[100];
    System.arraycopy(argument, 0, inside, 13, 60);
    assertThat(Fingerprints.of(new SccpAddress("15550100001", 101, 7), 5, -1, inside, 13, 60))
        .isEqualTo(Fingerprints.of(CALLING, 5, -1, argument, 0, 60));
  }

  @Test
  void everyBitCounts() {
    Set<Long> high = new HashSet<>();
    Set<Long> low = new HashSet<>();
    byte[] argument = new byte[61];
    int count = 0;
    for (int length = 0; length <= argument.length; length++) {
      count += add(Fingerprints.of(CALLING, 5, 1, argument, 0, length), high, low);
    }
    for (int bit = 0; bit < 8 * argument.length; bit++) {
      argument[bit / 8] ^= (byte) (1 << bit % 8);
      count += add(Fingerprints.of(CALLING, 5, 1, argument, 0, argument.length), high, low);
      argument[bit / 8] ^= (byte) (1 << bit % 8);
    }
    for (int bit = 0; bit < 32; bit++) {
      long otid = 5 ^ 1L << bit;
      count += add(Fingerprints.of(CALLING, otid, 1, argument, 0, argument.length), high, low);
    }
    for (int id = -128; id < 128; id++) {
      if (id != 1) {
        count += add(Fingerprints.of(CALLING, 5, id, argument, 0, argument.length), high, low);
      }
    }
    for (SccpAddress other :
        new SccpAddress[] {
          new SccpAddress(null, 101, 7),
          new SccpAddress(null, -1, 7),
          new SccpAddress("15550100001", 102, 7),
          new SccpAddress("15550100001", 101, 6),
          new SccpAddress("15550100010", 101, 7),
          new SccpAddress("1555010000", 101, 7)
        }) {
      count += add(Fingerprints.of(other, 5, 1, argument, 0, argument.length), high, low);
    }
    assertThat(high).hasSize(count);
    assertThat(low).hasSize(count);
  }

  @Test
  void aMillionMessagesDoNotCollideInEitherHalf() {
    Set<Long> high = new HashSet<>();
    Set<Long> low = new HashSet<>();
    byte[] argument = new byte[54];
    for (int i = 0; i < 1_000_000; i++) {
      argument[10] = (byte) i;
      argument[20] = (byte) (i >> 8);
      add(Fingerprints.of(CALLING, i >> 16, 1, argument, 0, argument.length), high, low);
    }
    assertThat(high).hasSize(1_000_000);
    assertThat(low).hasSize(1_000_000);
  }

  private static int add(Fingerprint fingerprint, Set<Long> high, Set<Long> low) {
    high.add(fingerprint.high());
    low.add(fingerprint.low());
    return 1;
  }
}
