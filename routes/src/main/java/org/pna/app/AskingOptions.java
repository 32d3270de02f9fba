package org.pna.app;

import java.nio.file.Path;
import org.pna.app.control.Format;
import picocli.CommandLine.Option;

/** Which running gateway is asked, and in what form it answers. */
final class AskingOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      defaultValue = "config/pna.yaml",
      description = "The configuration that names its data folder; ${DEFAULT-VALUE} by default.")
  private Path config = Path.of("config/pna.yaml");

  @Option(
      names = "--format",
      paramLabel = "text|json",
      defaultValue = "text",
      converter = OutputFormat.class,
      description = "For people, or a JSON object on a line; text by default.")
  private Format format = Format.TEXT;

  Path config() {
    return config;
  }

  Format format() {
    return format;
  }
}
