package org.pna.transport.trace;

import org.jspecify.annotations.Nullable;
import org.pna.model.message.map.SccpAddress;
import org.pna.transport.trace.WaitingTable.Age;

/**
 * Puts segmented SCCP messages together (Q.714 clause 4.1.1.2). Each segment says how many follow,
 * so they may come in any order. At most {@link #MAX_MESSAGES} messages and {@link #MAX_OCTETS}
 * octets wait; the oldest goes and is malformed.
 */
final class SccpSegments {
  static final int MAX_MESSAGES = 4_096;
  static final int MAX_OCTETS = 16 << 20;

  private static final int MOST_SEGMENTS = 16;

  private final TraceListener listener;
  private final WaitingTable<Key, Message> waiting;

  /** What the segments of one message share. */
  record Key(SccpAddress calling, SccpAddress called, int opc, int dpc, int reference) {}

  /**
   * One segment.
   *
   * @param first whether it is the message's first
   * @param remaining segments that follow it, 0 to 15
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Segment(Arrival at, boolean first, int remaining, byte[] data) {}

  SccpSegments(TraceListener listener) {
    this.listener = listener;
    this.waiting = new WaitingTable<>(MAX_MESSAGES, MAX_OCTETS, Age.OF_ENTRY, this::incomplete);
  }

  void segment(Key key, Segment segment) {
    Message message = waiting.get(key);
    if (message != null && message.contradicts(segment)) {
      // The reference is used again: the message before it will not be completed.
      waiting.remove(key);
      incomplete(message);
      message = null;
    }
    if (message == null) {
      message = new Message(segment.at());
      waiting.put(key, message);
    }
    message.add(segment);
    byte[] whole = message.whole();
    if (whole == null) {
      waiting.recount(key);
    } else {
      waiting.remove(key);
      listener.sccp(new SccpUnit(message.last.origin(), key.calling(), key.called(), whole));
    }
  }

  void finish() {
    waiting.dropOldestWhile(any -> true);
  }

  private void incomplete(Message message) {
    listener.malformed(message.last.place(), "SCCP message with missing segments");
  }

  /** A message in work; its segments by how many follow them. */
  private static final class Message implements WaitingTable.Entry {
    private final Segment[] segments = new Segment[MOST_SEGMENTS];
    private int highest = -1;
    private int octets = 128;
    private Arrival last;

    Message(Arrival at) {
      last = at;
    }

    boolean contradicts(Segment segment) {
      Segment held = segments[segment.remaining()];
      boolean beyond = highest >= 0 && (segment.first() || segment.remaining() >= highest);
      return held == null
          ? beyond
          : held.first() != segment.first()
              || !java.util.Arrays.equals(held.data(), segment.data());
    }

    void add(Segment segment) {
      last = last.latest(segment.at());
      if (segments[segment.remaining()] == null) {
        segments[segment.remaining()] = segment;
        octets += segment.data().length;
      }
      if (segment.first()) {
        highest = segment.remaining();
      }
    }

    /** All data, or null while segments are missing. */
    byte @Nullable [] whole() {
      if (highest < 0) {
        return null;
      }
      int length = 0;
      for (int i = highest; i >= 0; i--) {
        if (segments[i] == null) {
          return null;
        }
        length += segments[i].data().length;
      }
      byte[] whole = new byte[length];
      int at = 0;
      for (int i = highest; i >= 0; i--) {
        byte[] data = segments[i].data();
        System.arraycopy(data, 0, whole, at, data.length);
        at += data.length;
      }
      return whole;
    }

    @Override
    public int octets() {
      return octets;
    }
  }
}
