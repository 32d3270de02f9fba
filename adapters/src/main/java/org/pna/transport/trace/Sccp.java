package org.pna.transport.trace;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.map.SccpAddress;

/**
 * SCCP connectionless messages (Q.713): UDT, XUDT with its segments, LUDT. The services UDTS, XUDTS
 * and LUDTS return what was sent before, and all others are of connections: they are passed over.
 */
final class Sccp {
  private static final int UDT = 0x09;
  private static final int XUDT = 0x11;
  private static final int LUDT = 0x13;
  private static final int LAST_ASSIGNED = 0x14;
  private static final int SEGMENTATION = 0x10;
  private static final int NONE = -1;

  private final PartyAddresses addresses = new PartyAddresses();
  private final SccpSegments segments;
  private final TraceListener listener;

  Sccp(TraceListener listener) {
    this.segments = new SccpSegments(listener);
    this.listener = listener;
  }

  /**
   * One message.
   *
   * @param opc originating point code of the layer below, or -1
   * @param dpc destination point code, or -1
   */
  void message(Arrival at, int opc, int dpc, byte[] octets, int from, int to) {
    if (from >= to) {
      listener.malformed(at.place(), "SCCP message is empty");
      return;
    }
    int type = Octets.u8(octets, from);
    String fault =
        switch (type) {
          case UDT -> unitdata(at, opc, dpc, octets, from + 2, 1, 3, to);
          case XUDT -> unitdata(at, opc, dpc, octets, from + 3, 1, 4, to);
          case LUDT -> unitdata(at, opc, dpc, octets, from + 3, 2, 4, to);
          default ->
              type == 0 || type > LAST_ASSIGNED
                  ? "SCCP message type " + type + " is not assigned"
                  : null;
        };
    if (fault != null) {
      listener.malformed(at.place(), fault);
    }
  }

  void finish() {
    segments.finish();
  }

  /**
   * From the pointers on: to called address, calling address, data and, as the fourth, to the
   * optional parameters.
   *
   * @return what is wrong, or null
   */
  private @Nullable String unitdata(
      Arrival at, int opc, int dpc, byte[] octets, int from, int width, int pointers, int to) {
    if (from + width * pointers > to) {
      return "SCCP message is cut off in its header";
    }
    int calledAt = target(octets, from, width);
    int callingAt = target(octets, from + width, width);
    int dataAt = target(octets, from + 2 * width, width);
    int calledEnd = end(octets, calledAt, 1, to);
    int callingEnd = end(octets, callingAt, 1, to);
    int dataEnd = end(octets, dataAt, width, to);
    if (calledEnd == NONE || callingEnd == NONE || dataEnd == NONE) {
      return "SCCP pointer or length leads outside the message";
    }
    SccpAddress called = addresses.decode(octets, calledAt + 1, calledEnd, dpc);
    SccpAddress calling = addresses.decode(octets, callingAt + 1, callingEnd, opc);
    if (called == null || calling == null) {
      return "SCCP address is cut off";
    }
    byte[] data = Arrays.copyOfRange(octets, dataAt + width, dataEnd);
    int segmentation = NONE;
    if (pointers == 4) {
      segmentation = segmentation(octets, target(octets, from + 3 * width, width), to);
    }
    if (segmentation == NONE) {
      listener.sccp(new SccpUnit(at.origin(), calling, called, data));
      return null;
    }
    int indicator = Octets.u8(octets, segmentation);
    int reference = Octets.int32(octets, segmentation) & 0xFFFFFF;
    segments.segment(
        new SccpSegments.Key(calling, called, opc, dpc, reference),
        new SccpSegments.Segment(at, (indicator & 0x80) != 0, indicator & 0xF, data));
    return null;
  }

  /** Where a pointer leads; a null pointer leads nowhere. Q.713 clause 2.3, and 4.20 for LUDT. */
  private static int target(byte[] octets, int at, int width) {
    int pointer = width == 1 ? Octets.u8(octets, at) : Octets.u16Little(octets, at);
    return pointer == 0 ? NONE : at + width - 1 + pointer;
  }

  private static int end(byte[] octets, int parameter, int lengthWidth, int to) {
    if (parameter == NONE || parameter + lengthWidth > to) {
      return NONE;
    }
    int length =
        lengthWidth == 1 ? Octets.u8(octets, parameter) : Octets.u16Little(octets, parameter);
    int end = parameter + lengthWidth + length;
    return end > to ? NONE : end;
  }

  /** Where the value of the segmentation parameter begins (Q.713 clause 3.17), or {@link #NONE}. */
  private static int segmentation(byte[] octets, int optional, int to) {
    int at = optional;
    while (at != NONE && to - at >= 2 && octets[at] != 0) {
      int end = end(octets, at + 1, 1, to);
      if (end == NONE) {
        return NONE;
      }
      if (octets[at] == SEGMENTATION && end - at == 6) {
        return at + 2;
      }
      at = end;
    }
    return NONE;
  }
}
