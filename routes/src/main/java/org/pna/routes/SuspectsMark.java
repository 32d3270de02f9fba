package org.pna.routes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One octet in a file that says whether there are suspects that the store does not know. It is
 * there from the first start on, so that a full disk can take its change.
 */
public final class SuspectsMark implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SuspectsMark.class);
  private static final byte CLEAR = '0';
  private static final byte SET = '1';

  private final FileChannel file;
  private boolean set;

  private SuspectsMark(FileChannel file, boolean set) {
    this.file = file;
    this.set = set;
  }

  /**
   * Opens or makes the file.
   *
   * @throws IOException if it cannot be read or written
   */
  public static SuspectsMark open(Path path) throws IOException {
    try {
      FileChannel file =
          FileChannel.open(
              path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
      ByteBuffer octet = ByteBuffer.allocate(1);
      SuspectsMark mark = new SuspectsMark(file, file.read(octet, 0) == 1 && octet.get(0) == SET);
      mark.write(mark.set);
      return mark;
    } catch (IOException e) {
      throw new IOException(
          path + " cannot be read or written; let the gateway's user write its data folder", e);
    }
  }

  /** As it was last written, by this process or the one before. */
  public boolean isSet() {
    return set;
  }

  /** Writes it, if it is another; what the disk does not take is tried again with the next call. */
  public synchronized void set(boolean now) {
    if (now != set) {
      try {
        write(now);
        set = now;
      } catch (IOException e) {
        LOG.debug("the mark cannot be written", e);
      }
    }
  }

  private void write(boolean now) throws IOException {
    file.write(ByteBuffer.wrap(new byte[] {now ? SET : CLEAR}), 0);
    file.force(false);
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      LOG.debug("the mark cannot be closed", e);
    }
  }
}
