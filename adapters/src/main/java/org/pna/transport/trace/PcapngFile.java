package org.pna.transport.trace;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The block-structured capture format (draft-ietf-opsawg-pcapng): sections of either byte order,
 * interfaces of several link types and time units (at most {@link #MAX_INTERFACES} a section, later
 * ones are not read), enhanced, simple and obsolete packet blocks. Other blocks are passed over.
 */
final class PcapngFile implements CaptureFormat {
  static final int SECTION_HEADER = 0x0A0D0D0A;
  static final int MAX_INTERFACES = 65_536;

  private static final int BYTE_ORDER = 0x1A2B3C4D;
  private static final int INTERFACE = 1;
  private static final int OBSOLETE_PACKET = 2;
  private static final int SIMPLE_PACKET = 3;
  private static final int ENHANCED_PACKET = 6;
  private static final int OPTION_RESOLUTION = 9;
  private static final int OPTION_OFFSET = 14;

  private final List<CaptureInterface> interfaces = new ArrayList<>();
  private boolean little;
  private long number;
  private boolean warned;

  @Override
  public void read(CaptureInput input, FrameSink frames) throws IOException {
    while (input.has(12)) {
      int type = input.int32(0, false);
      if (type == SECTION_HEADER) {
        if (!section(input)) {
          frames.warning("damaged after frame " + number + ": no byte-order mark");
          return;
        }
      } else {
        type = input.int32(0, little);
      }
      long length = input.int32(4, little) & 0xFFFFFFFFL;
      if (length < 12 || length % 4 != 0) {
        frames.warning("damaged after frame " + number + ": a block's length is impossible");
        return;
      }
      if (length > CaptureInput.MAX_PIECE) {
        warnOnce(frames, "a block of more than 2 MiB is passed over");
        if (!input.skip(length)) {
          break;
        }
      } else {
        if (!input.has((int) length)) {
          break;
        }
        block(type, input, input.position() + 8, input.position() + (int) length - 4, frames);
        input.skip(length);
      }
    }
    if (input.has(1) || input.damaged()) {
      frames.warning("cut off after frame " + number);
    }
  }

  private boolean section(CaptureInput input) {
    int mark = input.int32(8, false);
    if (mark != BYTE_ORDER && mark != Integer.reverseBytes(BYTE_ORDER)) {
      return false;
    }
    little = mark != BYTE_ORDER;
    interfaces.clear();
    return true;
  }

  private void block(int type, CaptureInput input, int from, int to, FrameSink frames) {
    byte[] octets = input.buffer();
    switch (type) {
      case INTERFACE -> {
        if (to - from >= 8 && interfaces.size() < MAX_INTERFACES) {
          interfaces.add(
              new CaptureInterface(
                  u16(octets, from), interfaces.size(), unit(octets, from + 8, to)));
        }
      }
      case ENHANCED_PACKET -> {
        if (to - from >= 20) {
          packet(int32(octets, from), octets, from + 4, to, frames);
        }
      }
      case OBSOLETE_PACKET -> {
        if (to - from >= 20) {
          packet(u16(octets, from), octets, from + 4, to, frames);
        }
      }
      case SIMPLE_PACKET -> {
        if (to - from >= 4 && !interfaces.isEmpty()) {
          int original = int32(octets, from);
          int captured = original < 0 ? to - from - 4 : Math.min(original, to - from - 4);
          frames.frame(
              ++number,
              FrameSink.NO_TIME,
              interfaces.get(0),
              octets,
              from + 4,
              from + 4 + captured);
        }
      }
      default -> {
        // Names, statistics, secrets and custom blocks hold no frames.
      }
    }
  }

  /** From the time stamp on, where the enhanced and the obsolete block are alike. */
  private void packet(int interfaceId, byte[] octets, int from, int to, FrameSink frames) {
    int captured = int32(octets, from + 8);
    if (interfaceId < 0 || interfaceId >= interfaces.size()) {
      warnOnce(frames, "a packet after frame " + number + " names an unknown interface");
      return;
    }
    if (captured < 0 || captured > to - from - 16) {
      warnOnce(frames, "a packet after frame " + number + " is longer than its block");
      return;
    }
    var on = interfaces.get(interfaceId);
    long stamp = ((long) int32(octets, from) << 32) | (int32(octets, from + 4) & 0xFFFFFFFFL);
    int start = from + 16;
    frames.frame(++number, on.time().epochMicros(stamp), on, octets, start, start + captured);
  }

  private TimestampUnit unit(byte[] octets, int from, int to) {
    int resolution = 6;
    long offset = 0;
    int at = from;
    while (to - at >= 4) {
      int code = u16(octets, at);
      int length = u16(octets, at + 2);
      if (code == 0 || length > to - at - 4) {
        break;
      }
      if (code == OPTION_RESOLUTION && length >= 1) {
        resolution = Octets.u8(octets, at + 4);
      } else if (code == OPTION_OFFSET && length >= 8) {
        offset =
            little ? Long.reverseBytes(Octets.int64(octets, at + 4)) : Octets.int64(octets, at + 4);
      }
      at += 4 + ((length + 3) & ~3);
    }
    return new TimestampUnit(resolution, offset);
  }

  private int u16(byte[] octets, int at) {
    return little ? Octets.u16Little(octets, at) : Octets.u16(octets, at);
  }

  private int int32(byte[] octets, int at) {
    return little ? Octets.int32Little(octets, at) : Octets.int32(octets, at);
  }

  private void warnOnce(FrameSink frames, String text) {
    if (!warned) {
      warned = true;
      frames.warning(text);
    }
  }
}
