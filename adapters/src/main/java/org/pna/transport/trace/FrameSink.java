package org.pna.transport.trace;

/** Takes what a capture file holds, in its order. */
interface FrameSink {
  /** Time of a frame that was stored without: the trace's clock is taken. */
  long NO_TIME = Long.MIN_VALUE;

  /**
   * One frame.
   *
   * @param number as an analyser shows it, from 1
   * @param epochMicros capture time, or {@link #NO_TIME}
   * @param octets holds the frame from {@code from} to before {@code to}, during this call only
   */
  void frame(long number, long epochMicros, CaptureInterface on, byte[] octets, int from, int to);

  /** A frame that is there but cannot be read. */
  void unreadable(long number, long epochMicros, String reason);

  /** Something wrong with the file. */
  void warning(String text);
}
