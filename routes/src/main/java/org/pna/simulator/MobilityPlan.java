package org.pna.simulator;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * An endless, repeatable life of many subscribers: who reports what, where and when.
 *
 * <p>They take turns in a scattered order. Each is attached, moves, changes its node and is
 * detached, in both domains, and nearly each event differs from the last one of its subscriber. A
 * routing area update to the other SGSN is now and then preceded by the old one's disconnect.
 */
final class MobilityPlan {
  /** The nodes that report; the first two are VLRs, the others SGSNs. */
  static final int NODES = 4;

  private static final long START_MICROS = 1_767_225_600_000_000L;
  private static final int MEAN_INTERVAL_MICROS = 300;
  private static final int DETACHED = -1;
  private static final int[] VLR_EVENTS = {0, 0, 0, 0, 0, 0, 1, 1, 3, 3, 3, 4};
  private static final int[] SGSN_EVENTS = {
    0x80, 0x80, 0x80, 0x80, 0x80, 0x81, 0x81, 0x82, 0x84, 0x84, 0x85, 0x86
  };

  private final SplittableRandom random;
  private final int subscribers;
  private final int stride;
  private final byte[] vlr;
  private final byte[] sgsn;
  private final short[] cells;
  private long micros = START_MICROS;
  private long count;
  private int subscriber;
  private int node;
  private int code;
  private boolean arrivalDue;

  /**
   * A life from its beginning.
   *
   * @param subscribers how many, 1 to 100,000,000
   * @param seed the same seed gives the same life
   */
  MobilityPlan(int subscribers, long seed) {
    this.subscribers = subscribers;
    this.random = new SplittableRandom(seed);
    this.stride = strideFor(subscribers);
    vlr = new byte[subscribers];
    sgsn = new byte[subscribers];
    cells = new short[subscribers];
    Arrays.fill(vlr, (byte) DETACHED);
    Arrays.fill(sgsn, (byte) DETACHED);
  }

  /** Goes on to the next event. */
  void next() {
    if (count++ % 8 != 0) {
      micros += random.nextInt(2 * MEAN_INTERVAL_MICROS);
    }
    if (arrivalDue) {
      arrivalDue = false;
      code = 0x81;
      node = 5 - sgsn[subscriber];
      sgsn[subscriber] = (byte) node;
    } else {
      subscriber = (int) (((long) subscriber + stride) % subscribers);
      if (random.nextBoolean()) {
        nextOfVlr();
      } else {
        nextOfSgsn();
      }
    }
    cells[subscriber]++;
  }

  private void nextOfVlr() {
    int serving = vlr[subscriber];
    code = serving == DETACHED ? 0x02 : VLR_EVENTS[random.nextInt(VLR_EVENTS.length)];
    node =
        switch (code) {
          case 0x02 -> random.nextInt(2);
          case 0x01 -> 1 - serving;
          default -> serving;
        };
    vlr[subscriber] = (byte) (code == 0x03 || code == 0x04 ? DETACHED : node);
  }

  private void nextOfSgsn() {
    int serving = sgsn[subscriber];
    code = serving == DETACHED ? 0x83 : SGSN_EVENTS[random.nextInt(SGSN_EVENTS.length)];
    node =
        switch (code) {
          case 0x83 -> 2 + random.nextInt(2);
          case 0x81 -> 5 - serving;
          default -> serving;
        };
    arrivalDue = code == 0x82;
    sgsn[subscriber] = (byte) (code == 0x84 || code == 0x85 ? DETACHED : node);
  }

  /** The subscriber's number, 0 to the number of subscribers less one. */
  int subscriber() {
    return subscriber;
  }

  /** The node that reports, 0 to {@link #NODES} less one. */
  int node() {
    return node;
  }

  /** MM-Code octet. */
  int code() {
    return code;
  }

  int locationAreaCode() {
    return 1_000 + subscriber % 500;
  }

  int cellIdentity() {
    return cells[subscriber] & 0xffff;
  }

  /** Time of the event in microseconds since 1970; equal to the one before now and then. */
  long micros() {
    return micros;
  }

  /** Coprime with the number of subscribers, so that each gets its turn. */
  private static int strideFor(int subscribers) {
    int stride = (int) (subscribers * 0.618) + 1;
    while (gcd(stride, subscribers) != 1) {
      stride++;
    }
    return stride;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
