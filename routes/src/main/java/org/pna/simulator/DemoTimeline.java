package org.pna.simulator;

import java.io.PrintStream;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Prints for a person what the network does, and beneath it what the watcher is told. */
public final class DemoTimeline {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  private final PrintStream out;

  /** Prints to {@code out}. */
  public DemoTimeline(PrintStream out) {
    this.out = out;
  }

  /** A line about the tour itself. */
  public void say(String text) {
    out.println(text);
  }

  /** The network does something. */
  public void network(SimulatedNode.Identity node, String what) {
    line(String.format(Locale.ROOT, "%-18s  %s", node, what));
  }

  /** The gateway answered the network with something else than a result. */
  public void answered(Answer answer) {
    line(String.format(Locale.ROOT, "%-18s  answers %s", "  gateway", answer));
  }

  /** The watcher read a NOTIFY. */
  public void told(Notice notice) {
    line(String.format(Locale.ROOT, "%-18s  %s", "  watcher is told", notice.text()));
  }

  /** The watcher was left in peace. */
  public void nobodyTold() {
    line("  watcher is not told");
  }

  private void line(String text) {
    out.println(LocalTime.now(ZoneId.systemDefault()).format(TIME) + "  " + text);
  }
}
