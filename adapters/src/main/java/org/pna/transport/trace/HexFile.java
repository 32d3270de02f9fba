package org.pna.transport.trace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A text file of {@link HexLine}s. Empty lines and lines that begin with {@code #} are passed over;
 * a frame's number is its line's. A line longer than {@link #MAX_LINE} characters is unreadable.
 */
final class HexFile implements CaptureFormat {
  static final int MAX_LINE = 1 << 20;

  private static final int PEEK = 4096;
  private static final CaptureInterface LINE =
      new CaptureInterface(CaptureInterface.HEX_LINE, 0, TimestampUnit.MICROSECONDS);

  private final HexLine line = new HexLine();

  /** Whether the file begins as text whose first line, comments aside, is one of ours. */
  static boolean recognises(CaptureInput input) throws IOException {
    boolean whole = !input.has(PEEK);
    String text = text(input, Math.min(PEEK, input.buffered()));
    if (text.chars().anyMatch(c -> (c < ' ' && "\t\r\n".indexOf(c) < 0) || c == 0x7F)) {
      return false;
    }
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String content = lines[i].strip();
      if (!content.isEmpty() && content.charAt(0) != '#') {
        boolean cut = !whole && i == lines.length - 1;
        // What is cut off may be half an octet.
        return new HexLine().parse(content)
            || (cut && new HexLine().parse(content.substring(0, content.length() - 1)));
      }
    }
    return true;
  }

  @Override
  public void read(CaptureInput input, FrameSink frames) throws IOException {
    long number = 0;
    while (input.has(1)) {
      number++;
      int length = lineLength(input);
      if (length > MAX_LINE) {
        frames.unreadable(number, FrameSink.NO_TIME, "a line of more than 1 MiB");
        do {
          input.skip(MAX_LINE);
          length = lineLength(input);
        } while (length > MAX_LINE);
      } else {
        frame(number, text(input, length).strip(), frames);
      }
      input.skip(length);
      if (input.has(1)) {
        input.skip(1);
      }
    }
    if (input.damaged()) {
      frames.warning("cut off after line " + number);
    }
  }

  /** Octets before the line's end, or more than {@link #MAX_LINE}. */
  private static int lineLength(CaptureInput input) throws IOException {
    int length = 0;
    while (length <= MAX_LINE && input.has(length + 1)) {
      if (input.buffer()[input.position() + length] == '\n') {
        return length;
      }
      length++;
    }
    return length;
  }

  private void frame(long number, String content, FrameSink frames) {
    if (content.isEmpty() || content.charAt(0) == '#') {
      return;
    }
    if (line.parse(content)) {
      frames.frame(number, line.epochMicros(), LINE, line.octets(), 0, line.length());
    } else {
      frames.unreadable(number, FrameSink.NO_TIME, "not a time and octets in hex");
    }
  }

  private static String text(CaptureInput input, int length) {
    return new String(input.buffer(), input.position(), length, StandardCharsets.ISO_8859_1);
  }
}
