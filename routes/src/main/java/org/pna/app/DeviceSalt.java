package org.pna.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The secret that keeps device ids from being turned back into IMSIs. Made at the first start and
 * kept in the data folder, so that ids outlive a restart.
 */
final class DeviceSalt {
  private static final int OCTETS = 32;

  private DeviceSalt() {}

  /**
   * Reads the salt, or makes it.
   *
   * @throws IOException if the data folder cannot be read or written
   */
  static String in(Path data) throws IOException {
    Path file = data.resolve("device-salt");
    try {
      return readOrMake(file);
    } catch (IOException e) {
      throw new IOException(
          file + " cannot be read or written; let the gateway's user write its data folder", e);
    }
  }

  private static String readOrMake(Path file) throws IOException {
    try {
      return Files.readString(file).strip();
    } catch (NoSuchFileException e) {
      Files.createDirectories(file.toAbsolutePath().getParent());
      byte[] random = new byte[OCTETS];
      new SecureRandom().nextBytes(random);
      String salt = HexFormat.of().formatHex(random);
      Files.writeString(file, salt + "\n", StandardOpenOption.CREATE_NEW);
      return salt;
    }
  }
}
