package org.pna.transport.trace;

import java.io.IOException;

/** A capture file's format. */
interface CaptureFormat {
  /**
   * Gives all whole frames of the file, which stands at its beginning, and warns of the rest.
   *
   * @throws IOException when the file cannot be read
   */
  void read(CaptureInput input, FrameSink frames) throws IOException;

  /**
   * The format of a file by its first octets. A file that ends within a magic number counts as cut
   * off there, like any other.
   *
   * @throws NotACaptureException when it is none
   */
  static CaptureFormat of(String file, CaptureInput input) throws IOException {
    if (!input.has(4)) {
      if (startsMagic(input)) {
        return (cut, frames) -> frames.warning("cut off before its first frame");
      }
    } else {
      for (int magic : PcapFile.MAGICS) {
        if (input.int32(0, false) == magic) {
          return new PcapFile();
        }
      }
      if (input.int32(0, false) == PcapngFile.SECTION_HEADER) {
        return new PcapngFile();
      }
    }
    if (HexFile.recognises(input)) {
      return new HexFile();
    }
    throw new NotACaptureException(file);
  }

  private static boolean startsMagic(CaptureInput input) {
    int bits = 32 - 8 * input.buffered();
    if (bits == 32) {
      return true;
    }
    int start = 0;
    for (int i = 0; i < input.buffered(); i++) {
      start = (start << 8) | Octets.u8(input.buffer(), input.position() + i);
    }
    boolean found = PcapngFile.SECTION_HEADER >>> bits == start;
    for (int magic : PcapFile.MAGICS) {
      found |= magic >>> bits == start;
    }
    return found;
  }
}
