package org.pna.model.message.mlp;

import org.jspecify.annotations.Nullable;

/** Versions of OMA MLP, the earliest first. */
public enum MlpVersion {
  V3_0("3.0.0"),
  V3_1("3.1.0"),
  V3_2("3.2.0"),
  V3_3("3.3.0"),
  V3_4("3.4.0"),
  V3_5("3.5.0");

  private final String text;

  MlpVersion(String text) {
    this.text = text;
  }

  /** As the attribute {@code ver} has it. */
  public String text() {
    return text;
  }

  /** The version whose first two numbers a text begins with, or null. */
  public static @Nullable MlpVersion of(String text) {
    for (MlpVersion version : values()) {
      String numbers = version.text.substring(0, 3);
      if (text.equals(numbers) || text.startsWith(numbers + '.')) {
        return version;
      }
    }
    return null;
  }

  /** Whether msid can be a URI or an NAI (since 3.4). */
  public boolean hasUris() {
    return compareTo(V3_4) >= 0;
  }
}
