package org.pna.app;

/** Whether somebody looks on, as the launcher found out: Java alone cannot tell. */
public final class Terminal {
  private Terminal() {}

  /** Whether standard output is a terminal. */
  public static boolean showsOutput() {
    return Boolean.getBoolean("pna.terminal.out");
  }

  /** Whether standard error is a terminal. */
  public static boolean showsErrors() {
    return Boolean.getBoolean("pna.terminal.err");
  }
}
