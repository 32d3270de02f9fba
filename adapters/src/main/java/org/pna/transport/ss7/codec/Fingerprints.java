package org.pna.transport.ss7.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.map.SccpAddress;

/** Fingerprints of SS7 invokes: what a repeat has in common with the first (semantics T2). */
public final class Fingerprints {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long FIRST = 0x9e3779b97f4a7c15L;
  private static final long SECOND = 0xc2b2ae3d27d4eb4fL;

  private Fingerprints() {}

  /**
   * Fingerprint of an invoke.
   *
   * @param calling SCCP calling party address
   * @param otid originating transaction id, 0 to 2^32 - 1
   * @param invokeId -128 to 127
   * @param data octets that hold the argument
   * @param offset where the argument begins
   * @param length octets of the argument
   */
  public static Fingerprint of(
      SccpAddress calling, long otid, int invokeId, byte[] data, int offset, int length) {
    long a = otid;
    long b = ~otid;
    long numbers =
        ((long) calling.pointCode() << 32) ^ (calling.subsystem() << 8) ^ (invokeId & 0xff);
    a = mixFirst(a, numbers);
    b = mixSecond(b, numbers);
    String title = calling.globalTitle();
    if (title != null) {
      for (int i = 0; i < title.length(); i++) {
        a = mixFirst(a, title.charAt(i));
        b = mixSecond(b, title.charAt(i));
      }
    }
    a = mixFirst(a, length);
    b = mixSecond(b, length);
    int i = offset;
    int end = offset + length;
    for (; i <= end - 8; i += 8) {
      long octets = (long) LONGS.get(data, i);
      a = mixFirst(a, octets);
      b = mixSecond(b, octets);
    }
    long rest = 0;
    for (; i < end; i++) {
      rest = (rest << 8) | (data[i] & 0xff);
    }
    return new Fingerprint(finish(mixFirst(a, rest)), finish(mixSecond(b, rest)));
  }

  private static long mixFirst(long hash, long value) {
    return Long.rotateLeft(hash ^ (value * FIRST), 29) * SECOND + 1;
  }

  private static long mixSecond(long hash, long value) {
    return (Long.rotateLeft(hash + value * SECOND, 37) * FIRST) ^ value;
  }

  private static long finish(long hash) {
    long h = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    h = (h ^ (h >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return h ^ (h >>> 33);
  }
}
