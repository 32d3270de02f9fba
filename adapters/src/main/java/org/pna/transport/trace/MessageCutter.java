package org.pna.transport.trace;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts an ordered stream of octets into messages by the length that they say. After octets were
 * lost, or a header is not valid, it goes on where a message surely begins: at the end of the
 * message the loss fell into if its header was seen, else at the next segment that begins with a
 * valid header. What a loss destroyed is one malformed entry, at the last part seen.
 */
final class MessageCutter {
  private enum State {
    /** Not known yet what the stream carries. */
    UNDECIDED,
    /** The next octet belongs to the message in work, or begins one. */
    FOLLOWING,
    /** Passing over the rest of a message that has lost octets. */
    DISCARDING,
    /** Looking for a segment that begins a message. */
    SEEKING,
    /** Other traffic. */
    IGNORING
  }

  private static final byte[] NOTHING = {};

  private final StreamProtocol protocol;
  private final boolean expected;
  private final TraceListener listener;
  private State state = State.UNDECIDED;
  private byte[] partial = NOTHING;
  private int length;
  private @Nullable Arrival last;
  private int rest;
  private boolean lost;

  /**
   * @param expected whether the stream should be the protocol's, by its ports
   */
  MessageCutter(StreamProtocol protocol, boolean expected, TraceListener listener) {
    this.protocol = protocol;
    this.expected = expected;
    this.listener = listener;
  }

  /** A new stream begins. */
  void begin() {
    state = State.UNDECIDED;
    clear();
  }

  boolean ignores() {
    return state == State.IGNORING;
  }

  /** Octets it keeps. */
  int kept() {
    return partial.length;
  }

  /** The next octets: one segment, or what is new in it. */
  void octets(Arrival at, byte[] octets, int from, int to) {
    int start = from;
    if (state == State.UNDECIDED) {
      if (length + to - start < protocol.headerLength()) {
        keep(at, octets, start, to);
        return;
      }
      decide(octets, start, to);
    } else if (state == State.SEEKING) {
      seek(at, octets, start, to);
    } else if (state == State.DISCARDING) {
      start += discard(at, Math.min(rest, to - start));
    }
    while (state == State.FOLLOWING && start < to) {
      start = length == 0 ? direct(at, octets, start, to) : append(at, octets, start, to);
    }
  }

  private void decide(byte[] octets, int from, int to) {
    byte[] start = Arrays.copyOf(partial, length + to - from);
    System.arraycopy(octets, from, start, length, to - from);
    boolean ours =
        expected
            ? protocol.messageLength(start, 0, start.length) >= 0
            : protocol.startsMessage(start, 0, start.length);
    if (ours) {
      state = State.FOLLOWING;
    } else {
      state = expected ? State.SEEKING : State.IGNORING;
      clear();
    }
  }

  private void seek(Arrival at, byte[] octets, int from, int to) {
    if (to - from >= protocol.headerLength() && protocol.startsMessage(octets, from, to)) {
      if (lost) {
        reportLoss(last == null ? at : last);
      }
      clear();
      state = State.FOLLOWING;
    } else if (lost) {
      last = at;
    }
  }

  private int discard(Arrival at, int count) {
    rest -= count;
    last = at;
    if (rest == 0) {
      reportLoss(at);
      clear();
      state = State.FOLLOWING;
    }
    return count;
  }

  /** Messages whole in the segment; what remains is kept. */
  private int direct(Arrival at, byte[] octets, int from, int to) {
    int size = protocol.messageLength(octets, from, to);
    if (size < 0) {
      invalid(at);
      return to;
    }
    if (size == 0 || size > to - from) {
      keep(at, octets, from, to);
      return to;
    }
    protocol.message(at, octets, from, from + size);
    return from + size;
  }

  /** Goes on with the message in work. */
  private int append(Arrival at, byte[] octets, int from, int to) {
    keep(at, octets, from, to);
    int size = protocol.messageLength(partial, 0, length);
    while (size > 0 && size <= length) {
      int beyond = length - size;
      byte[] message = partial;
      Arrival complete = last == null ? at : last;
      clear();
      protocol.message(complete, message, 0, size);
      if (beyond <= to - from) {
        return to - beyond;
      }
      keep(at, message, size, size + beyond); // short ones came before it was known what they are
      size = protocol.messageLength(partial, 0, length);
    }
    if (size < 0) {
      invalid(at);
    }
    return to;
  }

  private void keep(Arrival at, byte[] octets, int from, int to) {
    int total = length + to - from;
    if (total > partial.length) {
      partial = Arrays.copyOf(partial, Math.max(total, 2 * partial.length));
    }
    System.arraycopy(octets, from, partial, length, to - from);
    length = total;
    last = last == null ? at : last.latest(at);
  }

  /**
   * The next octets will never come.
   *
   * @param at frame they were cut off in, or null if they are in none
   */
  void lose(int count, @Nullable Arrival at) {
    if (at != null) {
      last = at;
    }
    switch (state) {
      case UNDECIDED -> {
        clear();
        state = expected ? State.SEEKING : State.IGNORING;
      }
      case FOLLOWING -> {
        lost = true;
        rest = Math.max(0, protocol.messageLength(partial, 0, length) - length);
        partial = NOTHING;
        length = 0;
        passOver(count);
      }
      case DISCARDING -> passOver(count);
      case SEEKING, IGNORING -> {
        // Nothing was begun.
      }
    }
  }

  private void passOver(int count) {
    rest -= count;
    if (rest > 0) {
      state = State.DISCARDING;
    } else if (rest == 0 && last != null) {
      reportLoss(last);
      clear();
      state = State.FOLLOWING;
    } else {
      state = State.SEEKING;
    }
  }

  /** Nothing more comes. */
  void end() {
    boolean inMessage = state == State.FOLLOWING && length > 0;
    if ((lost || inMessage) && last != null) {
      reportLoss(last);
    }
    clear();
    if (state == State.DISCARDING) {
      state = State.SEEKING;
    }
  }

  private void invalid(Arrival at) {
    listener.malformed(at.place(), "no valid message header in the TCP stream");
    clear();
    state = State.SEEKING;
  }

  private void reportLoss(Arrival at) {
    listener.malformed(at.place(), "message with missing TCP segments");
  }

  private void clear() {
    partial = NOTHING;
    length = 0;
    last = null;
    rest = 0;
    lost = false;
  }
}
