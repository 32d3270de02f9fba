package org.pna.transport.ss7.codec;

import java.util.Arrays;
import org.pna.model.MalformedMessageException;
import org.pna.model.MalformedMessageException.Kind;

/**
 * Walks the elements of one constructed value in the Basic Encoding Rules (X.690), without copying:
 * definite and indefinite lengths, tags of up to four octets.
 *
 * <p>A tag is an integer made of the identifier octets as they stand on the wire: {@code 0x30},
 * {@code 0x9f32}. Nothing recurses, so that no nesting harms the stack.
 */
public final class BerReader {
  /** Elements of indefinite length that may stand inside one another. */
  private static final int MAX_DEPTH = 64;

  private static final int MAX_TAG_OCTETS = 4;

  private final byte[] data;
  private final int end;
  private final String where;
  private int position;
  private int start;
  private int tag;
  private int offset;
  private int length;

  /**
   * @param data octets
   * @param offset where the first element begins
   * @param length octets in which the elements lie
   * @param where the name of the value that is read, for error messages
   */
  public BerReader(byte[] data, int offset, int length, String where) {
    this.data = data;
    this.position = offset;
    this.end = offset + length;
    this.where = where;
  }

  /**
   * A reader of the elements of one SEQUENCE.
   *
   * @param data octets
   * @param offset where the SEQUENCE's tag stands
   * @param length octets of the SEQUENCE
   * @param where its name, for error messages
   * @throws MalformedMessageException if there is anything else
   */
  public static BerReader sequence(byte[] data, int offset, int length, String where)
      throws MalformedMessageException {
    BerReader outer = new BerReader(data, offset, length, where);
    if (!outer.next() || outer.tag() != 0x30 || outer.end() != offset + length) {
      throw new MalformedMessageException(Kind.MISTYPED, where, "not one SEQUENCE");
    }
    return outer.contents(where);
  }

  /**
   * Steps to the next element.
   *
   * @return false at the end of the value
   * @throws MalformedMessageException if what follows is no whole element
   */
  public boolean next() throws MalformedMessageException {
    if (position >= end) {
      return false;
    }
    start = position;
    header(start);
    if (length >= 0) {
      position = offset + length;
    } else {
      int elementTag = tag;
      int contents = offset;
      int stop = endOfContents(contents);
      tag = elementTag;
      offset = contents;
      length = stop - contents;
      position = stop + 2;
    }
    return true;
  }

  /** Identifier octets of the current element. */
  public int tag() {
    return tag;
  }

  /** Index of the first identifier octet of the current element. */
  public int start() {
    return start;
  }

  /** Index of the first octet of the current element's contents. */
  public int offset() {
    return offset;
  }

  /** Octets of the current element's contents, without an end-of-contents mark. */
  public int length() {
    return length;
  }

  /** Index after the last octet of the current element, behind its end-of-contents mark if any. */
  public int end() {
    return position;
  }

  /** Whether the current element is made of elements. */
  public boolean isConstructed() {
    return (data[start] & 0x20) != 0;
  }

  /** Octet of the current element's contents, 0 to 255. */
  public int octet(int index) {
    return data[offset + index] & 0xff;
  }

  /** A copy of the current element's contents. */
  public byte[] copy() {
    return Arrays.copyOfRange(data, offset, offset + length);
  }

  /**
   * A reader of the current element's contents.
   *
   * @param name the element's name, for error messages
   * @throws MalformedMessageException if the element is primitive
   */
  public BerReader contents(String name) throws MalformedMessageException {
    if (!isConstructed()) {
      throw new MalformedMessageException(Kind.MISTYPED, name, "primitive, not constructed");
    }
    return new BerReader(data, offset, length, name);
  }

  /**
   * The current element as an INTEGER.
   *
   * @param name the element's name, for error messages
   * @throws MalformedMessageException if it has not 1 to 8 octets, or is constructed
   */
  public long integer(String name) throws MalformedMessageException {
    requireLength(name, 1, 8);
    long value = data[offset];
    for (int i = offset + 1; i < offset + length; i++) {
      value = (value << 8) | (data[i] & 0xff);
    }
    return value;
  }

  /**
   * Makes sure that the current element is primitive and of a length.
   *
   * @param name the element's name, for error messages
   * @throws MalformedMessageException if it is not
   */
  public void requireLength(String name, int least, int most) throws MalformedMessageException {
    if (isConstructed()) {
      throw new MalformedMessageException(Kind.MISTYPED, name, "constructed, not primitive");
    }
    if (length < least || length > most) {
      throw new MalformedMessageException(
          Kind.MISTYPED,
          name,
          least == most
              ? length + " octets, not " + least
              : length + " octets, not " + least + " to " + most);
    }
  }

  /** Sets tag, offset and length of the element at an index; length -1 if it is indefinite. */
  private void header(int at) throws MalformedMessageException {
    int i = at;
    int identifier = data[i++] & 0xff;
    boolean constructed = (identifier & 0x20) != 0;
    if ((identifier & 0x1f) == 0x1f) {
      int octet;
      do {
        if (i == end) {
          throw mistyped("cut off in a tag");
        }
        if (i - at == MAX_TAG_OCTETS) {
          throw mistyped("tag of more than " + MAX_TAG_OCTETS + " octets");
        }
        octet = data[i++] & 0xff;
        identifier = (identifier << 8) | octet;
      } while ((octet & 0x80) != 0);
    } else if (identifier == 0) {
      throw mistyped("end-of-contents mark where an element should be");
    }
    if (i == end) {
      throw mistyped("cut off before a length");
    }
    int octets = data[i++] & 0xff;
    if (octets == 0x80) {
      if (!constructed) {
        throw mistyped("primitive element of indefinite length");
      }
      octets = -1;
    } else {
      if (octets > 0x80) {
        int lengthOctets = octets & 0x7f;
        if (lengthOctets > end - i) {
          throw mistyped("cut off in a length");
        }
        octets = 0;
        for (int last = i + lengthOctets; i < last; i++) {
          if (octets > 0x7fffff) {
            throw mistyped("length beyond two gigabytes");
          }
          octets = (octets << 8) | (data[i] & 0xff);
        }
      }
      if (octets > end - i) {
        throw mistyped("element of " + octets + " octets where " + (end - i) + " are left");
      }
    }
    tag = identifier;
    offset = i;
    length = octets;
  }

  /** Index of the mark that ends contents of indefinite length. */
  private int endOfContents(int from) throws MalformedMessageException {
    int at = from;
    int open = 1;
    while (true) {
      if (end - at < 2) {
        throw mistyped("no end-of-contents mark");
      }
      if (data[at] == 0 && data[at + 1] == 0) {
        if (--open == 0) {
          return at;
        }
        at += 2;
        continue;
      }
      header(at);
      if (length >= 0) {
        at = offset + length;
      } else if (++open > MAX_DEPTH) {
        throw mistyped("more than " + MAX_DEPTH + " nested indefinite lengths");
      } else {
        at = offset;
      }
    }
  }

  private MalformedMessageException mistyped(String reason) {
    return new MalformedMessageException(Kind.MISTYPED, where, reason);
  }
}
