package org.pna.app.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The operator's file, {@code pna.yaml}. */
public final class ConfigFile {
  private static final int LARGEST = 1 << 20;

  private ConfigFile() {}

  /**
   * Reads it and finds every fault at once. Never throws for what the file holds.
   *
   * @param file at most 1 MiB of UTF-8; paths inside it are relative to its folder
   */
  public static LoadedConfig read(Path file) {
    Faults faults = new Faults(file.toString());
    if (!Files.exists(file)) {
      faults.fault(0, "", "does not exist", "name the file with --config FILE");
    } else if (!Files.isRegularFile(file)) {
      faults.fault(0, "", "is no file", "name the file itself with --config FILE");
    } else {
      try (InputStream in = Files.newInputStream(file)) {
        return read(file, in.readNBytes(LARGEST + 1), faults);
      } catch (IOException unreadable) {
        faults.fault(0, "", "cannot be read", "give the gateway's user the right to read it");
      }
    }
    return nothing(faults);
  }

  /** As {@link #read(Path)}, with the file's content at hand. */
  static LoadedConfig read(Path file, byte[] content) {
    return read(file, content, new Faults(file.toString()));
  }

  private static LoadedConfig read(Path file, byte[] content, Faults faults) {
    if (content.length > LARGEST) {
      faults.fault(0, "", "is larger than 1 MiB", "name the right file with --config FILE");
      return nothing(faults);
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      YamlNode root = YamlReader.read(text.startsWith("\uFEFF") ? text.substring(1) : text, faults);
      return root == null
          ? nothing(faults)
          : new ConfigReader(file.resolveSibling("."), faults).read(root);
    } catch (CharacterCodingException notUtf8) {
      faults.fault(0, "", "is not UTF-8", "save it as UTF-8");
      return nothing(faults);
    }
  }

  private static LoadedConfig nothing(Faults faults) {
    return new LoadedConfig(null, faults.inOrder(), null, List.of());
  }
}
