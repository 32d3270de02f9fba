package org.pna.transport.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One direction of a TCP connection: brings its octets into order, each once, and gives them to the
 * {@link MessageCutter}. Segments that come early wait for the gap before them to fill, at most
 * {@link #MAX_EARLY} of them or {@link #MAX_EARLY_OCTETS}; beyond, the gap is given up.
 */
final class TcpStream implements WaitingTable.Entry {
  static final int MAX_EARLY = 256;
  static final int MAX_EARLY_OCTETS = 256 << 10;

  /** A sequence number further away than the largest windows in use is another connection's. */
  private static final int WINDOW = 64 << 20;

  /** Segments in the middle of a message that wait for the stream's beginning. */
  private static final int MAX_HEADLESS = 8;

  private final StreamProtocol protocol;
  private final boolean expected;
  private final TraceListener listener;
  private final MessageCutter cutter;
  private final List<Early> early = new ArrayList<>();
  private int earlyOctets;
  private boolean started;
  private boolean opened;
  private int first;
  private int next;
  private boolean ends;
  private int end;

  @SuppressWarnings("ArrayRecordComponent")
  private record Early(Arrival at, int sequence, byte[] octets) {
    /** Octets it takes in memory, about. */
    int kept() {
      return octets.length + 128;
    }
  }

  /**
   * @param expected whether one of the ports is the protocol's
   */
  TcpStream(StreamProtocol protocol, boolean expected, TraceListener listener) {
    this.protocol = protocol;
    this.expected = expected;
    this.listener = listener;
    cutter = new MessageCutter(protocol, expected, listener);
  }

  /**
   * The connection opens.
   *
   * @param sequence number of its first octet of data
   */
  void open(int sequence) {
    if (!started || sequence != first) {
      begin(sequence);
    }
    opened = true;
  }

  private void begin(int sequence) {
    if (started) {
      end();
      cutter.begin();
    }
    started = true;
    opened = false;
    ends = false;
    first = sequence;
    next = sequence;
    // Of what came before the beginning was known, only what follows it is of use.
    early.removeIf(held -> held.sequence - next < 0 || held.sequence - next > WINDOW);
    earlyOctets = early.stream().mapToInt(Early::kept).sum();
  }

  /**
   * Octets of data.
   *
   * @param missing how many more were sent after them but not captured
   */
  void segment(Arrival at, int sequence, byte[] octets, int from, int to, int missing) {
    if ((from == to && missing == 0) || cutter.ignores()) {
      return;
    }
    if (isHeadless(octets, from, to)) {
      keep(new Early(at, sequence, Arrays.copyOfRange(octets, from, to)));
      return;
    }
    if (!started || Math.abs((long) (sequence - next)) > WINDOW) {
      begin(sequence);
    } else if (!opened
        && sequence + to - from == first
        && protocol.startsMessage(octets, from, to)) {
      beforeFirst(at, sequence, octets, from, to);
      return;
    }
    if (sequence - next > 0) {
      keep(new Early(at, sequence, Arrays.copyOfRange(octets, from, to)));
      while (early.size() > MAX_EARLY || earlyOctets > MAX_EARLY_OCTETS) {
        skipGap();
      }
    } else {
      inOrder(at, sequence, octets, from, to);
      int lost = sequence + to - from + missing - next;
      if (missing > 0 && lost > 0) {
        cutter.lose(lost, at);
        next += lost;
      }
      useEarly();
    }
    endIfReached();
  }

  /** Whether it is in the middle of a message while the stream has no beginning yet. */
  private boolean isHeadless(byte[] octets, int from, int to) {
    return !started
        && expected
        && early.size() < MAX_HEADLESS
        && !protocol.startsMessage(octets, from, to);
  }

  /** Came after what follows it, at the beginning of a trace that has not seen the SYN. */
  private void beforeFirst(Arrival at, int sequence, byte[] octets, int from, int to) {
    first = sequence;
    new MessageCutter(protocol, expected, listener).octets(at, octets, from, to);
  }

  /** The connection ends when its octets up to that sequence number have come. */
  void endAt(int sequence) {
    ends = true;
    end = sequence;
    endIfReached();
  }

  private void endIfReached() {
    if (ends && next == end) {
      end();
    }
  }

  /** Nothing more comes. */
  void end() {
    while (started && !early.isEmpty()) {
      skipGap();
    }
    cutter.end();
    ends = false;
  }

  private void keep(Early segment) {
    int at = early.size();
    while (at > 0 && early.get(at - 1).sequence - segment.sequence > 0) {
      at--;
    }
    boolean known =
        at > 0
            && early.get(at - 1).sequence == segment.sequence
            && early.get(at - 1).octets.length >= segment.octets.length;
    if (!known) {
      early.add(at, segment);
      earlyOctets += segment.kept();
    }
  }

  private void inOrder(Arrival at, int sequence, byte[] octets, int from, int to) {
    int start = from + next - sequence;
    if (start < to) {
      next += to - start;
      cutter.octets(at, octets, start, to);
    }
  }

  private void useEarly() {
    while (!early.isEmpty() && early.get(0).sequence - next <= 0) {
      Early segment = early.remove(0);
      earlyOctets -= segment.kept();
      inOrder(segment.at, segment.sequence, segment.octets, 0, segment.octets.length);
    }
  }

  private void skipGap() {
    int gap = early.get(0).sequence - next;
    if (gap > 0) {
      cutter.lose(gap, null);
      next += gap;
    }
    useEarly();
  }

  @Override
  public int octets() {
    return earlyOctets + cutter.kept();
  }
}
