package org.pna.transport.trace;

/**
 * Unit and origin of pcapng time stamps (draft-ietf-opsawg-pcapng, options if_tsresol and
 * if_tsoffset).
 *
 * @param resolution if_tsresol: units a second as a power of ten, or of two when the top bit is set
 * @param offsetSeconds if_tsoffset, added to every time stamp
 */
record TimestampUnit(int resolution, long offsetSeconds) {
  static final TimestampUnit MICROSECONDS = new TimestampUnit(6, 0);
  static final TimestampUnit NANOSECONDS = new TimestampUnit(9, 0);

  private static final long MILLION = 1_000_000;

  /** Microseconds since 1970, cut not rounded, of an unsigned 64-bit time stamp. */
  long epochMicros(long stamp) {
    int exponent = resolution & 0x7F;
    long micros =
        (resolution & 0x80) != 0 ? powerOfTwo(stamp, exponent) : powerOfTen(stamp, exponent);
    return micros + offsetSeconds * MILLION;
  }

  private static long powerOfTen(long stamp, int exponent) {
    if (exponent <= 6) {
      return stamp * tenTo(6 - exponent);
    }
    return exponent - 6 > 18 ? 0 : Long.divideUnsigned(stamp, tenTo(exponent - 6));
  }

  private static long powerOfTwo(long stamp, int exponent) {
    if (exponent == 0) {
      return stamp * MILLION;
    }
    if (exponent > 63) {
      int drop = exponent - 63;
      return drop > 63 ? 0 : powerOfTwo(stamp >>> drop, 63);
    }
    long seconds = stamp >>> exponent;
    long fraction = stamp & ((1L << exponent) - 1);
    long high = Math.multiplyHigh(fraction, MILLION);
    long low = fraction * MILLION;
    return seconds * MILLION + ((high << (64 - exponent)) | (low >>> exponent));
  }

  private static long tenTo(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }
}
