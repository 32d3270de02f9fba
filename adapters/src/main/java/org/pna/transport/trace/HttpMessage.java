package org.pna.transport.trace;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pna.transport.mlp.codec.MlpResults;

/**
 * A message of HTTP/1.0 or 1.1 (RFC 9112), whose body is in chunks or has its length in a header.
 *
 * @param head first line and headers
 * @param body without the marks of chunks
 */
@SuppressWarnings("ArrayRecordComponent") // never shared for writing
record HttpMessage(TextHead head, byte[] body) {
  /** Octets of the longest head that is read. */
  static final int MOST_HEAD = 16 << 10;

  /** Octets of the longest body that is read, with the marks of chunks. */
  static final int MOST_BODY = 2 * MlpResults.MOST_OCTETS;

  /** Chunks of one body. */
  static final int MOST_CHUNKS = 4096;

  private static final int MOST_CHUNK_LINE = 256;
  private static final Pattern ANSWER = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})( .*)?");
  private static final Pattern REQUEST = Pattern.compile("[A-Z]{3,10} \\S+ HTTP/1\\.[01]");
  private static final Pattern BEGINNING =
      Pattern.compile("[A-Z]{3,10} .*|HTTP/1\\.[01] .*|[A-Z]{1,10}|HTTP/1?\\.?[01]?");
  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{1,6}");

  /** Whether it can begin so. */
  static boolean begins(byte[] octets, int from, int to) {
    return BEGINNING.matcher(TextHead.firstLine(octets, from, Math.min(to, from + 256))).matches();
  }

  /** As {@link StreamProtocol#messageLength} says. */
  static int length(byte[] octets, int from, int to) {
    if (!begins(octets, from, to)) {
      return -1;
    }
    TextHead head = TextHead.of(octets, from, Math.min(to, from + MOST_HEAD));
    if (head == null) {
      return to - from < MOST_HEAD ? 0 : -1;
    }
    if (status(head) < 0 && !REQUEST.matcher(head.firstLine()).matches()) {
      return -1;
    }
    int end = end(head, octets, from + head.length(), to);
    return end <= 0 ? end : end - from;
  }

  /** Where the body ends that begins at {@code from}; 0 if that is not known yet, -1 if nowhere. */
  private static int end(TextHead head, byte[] octets, int from, int to) {
    int status = status(head);
    if (status / 100 == 1 || status == 204 || status == 304) {
      return from;
    }
    if (isChunked(head)) {
      return chunks(octets, from, to, null);
    }
    int length = head.contentLength("content-length");
    return length < 0 || length > MOST_BODY ? -1 : from + length;
  }

  private static boolean isChunked(TextHead head) {
    return head.header("transfer-encoding").equalsIgnoreCase("chunked");
  }

  /** Where a body in chunks ends; 0 if that has not come yet, -1 if it is none. */
  private static int chunks(
      byte[] octets, int from, int to, @Nullable ByteArrayOutputStream content) {
    int at = from;
    for (int chunk = 0; chunk < MOST_CHUNKS && at - from <= MOST_BODY; chunk++) {
      String line = TextHead.firstLine(octets, at, Math.min(to, at + MOST_CHUNK_LINE));
      int begin = at + line.length() + 2;
      if (begin > to) {
        return line.length() < MOST_CHUNK_LINE ? 0 : -1;
      }
      String size = line.split("[; \t]", 2)[0];
      if (!HEX.matcher(size).matches()) {
        return -1;
      }
      int length = Integer.parseInt(size, 16);
      if (length == 0) {
        // the empty line ends trailers, of which there may be none
        TextHead trailers = TextHead.of(octets, at, Math.min(to, at + MOST_HEAD));
        return trailers != null ? at + trailers.length() : to - at < MOST_HEAD ? 0 : -1;
      }
      if (content != null) {
        content.write(octets, begin, length);
      }
      at = begin + length + 2;
      if (at > to) {
        return 0;
      }
    }
    return -1;
  }

  /** A whole message. */
  static HttpMessage of(byte[] octets, int from, int to) {
    TextHead head = TextHead.of(octets, from, to);
    if (head == null) {
      throw new IllegalArgumentException("no whole message");
    }
    int begin = from + head.length();
    if (!isChunked(head) || begin == to) {
      return new HttpMessage(head, Arrays.copyOfRange(octets, begin, to));
    }
    ByteArrayOutputStream content = new ByteArrayOutputStream(to - begin);
    chunks(octets, begin, to, content);
    return new HttpMessage(head, content.toByteArray());
  }

  /** An answer's status; -1 of a request. */
  int status() {
    return status(head);
  }

  private static int status(TextHead head) {
    var answer = ANSWER.matcher(head.firstLine());
    return answer.matches() ? Integer.parseInt(answer.group(1)) : -1;
  }
}
