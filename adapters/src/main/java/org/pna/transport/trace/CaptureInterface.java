package org.pna.transport.trace;

/**
 * What a frame was captured on.
 *
 * @param linkType as registered for LINKTYPE_ values, or {@link #HEX_LINE}
 * @param id number in its section; 0 in a file that has no interfaces
 * @param time how its time stamps count
 */
record CaptureInterface(int linkType, int id, TimestampUnit time) {
  /** A line of hex, whose content is found out from its first octets. */
  static final int HEX_LINE = -1;
}
