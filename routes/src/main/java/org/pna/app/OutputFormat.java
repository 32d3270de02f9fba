package org.pna.app;

import org.pna.app.control.Format;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The value of {@code --format}. */
final class OutputFormat implements ITypeConverter<Format> {
  @Override
  public Format convert(String word) {
    Format format = Format.of(word);
    if (format == null) {
      throw new TypeConversionException("'" + word + "' is neither text nor json");
    }
    return format;
  }
}
