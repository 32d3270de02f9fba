package org.pna.routes;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whose a name is that a supplier told of and no row gives.
 *
 * @param presentity URI; empty: two were told, and it names nobody until the directory does or it
 *     lapses
 * @param source the reference point that told of it first
 * @param since when it was told first
 * @param until when it lapses unless it is told again
 */
public record LearnedName(String presentity, String source, Instant since, Instant until) {
  private static final int LAYOUT = 1;

  /** Whether two presentities were told. */
  public boolean isDisputed() {
    return presentity.isEmpty();
  }

  /** As it is stored. */
  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(96);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(LAYOUT);
      out.writeLong(since.toEpochMilli());
      out.writeLong(until.toEpochMilli());
      out.writeUTF(source);
      out.writeUTF(presentity);
    } catch (IOException e) {
      throw new UncheckedIOException("an array takes all that is written", e);
    }
    return bytes.toByteArray();
  }

  /** Out of what is stored; null if it cannot be read. */
  static @Nullable LearnedName read(byte[] bytes) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readByte() != LAYOUT) {
        return null;
      }
      Instant since = Instant.ofEpochMilli(in.readLong());
      Instant until = Instant.ofEpochMilli(in.readLong());
      String source = in.readUTF();
      return new LearnedName(in.readUTF(), source, since, until);
    } catch (IOException e) {
      return null;
    }
  }

  /** Shows no identity. */
  @Override
  public String toString() {
    return "LearnedName";
  }
}
