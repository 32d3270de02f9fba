package org.pna.endurance;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pna.app.Main;

/** A running gateway: {@code pna run} in a Java process of its own, on this one's classes. */
final class GatewayProcess implements Closeable {
  /** For who is started often and does not live long. */
  static final List<String> SHORT_LIVED =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx256m");

  private static final long STOP_SECONDS = 30;

  private final Process process;
  private final Thread atExit;
  private final long startedNanos = System.nanoTime();

  private GatewayProcess(Process process) {
    this.process = process;
    this.atExit = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /**
   * Starts it; it is ready in its own time. What it says goes to {@code gateway.log}.
   *
   * @param flags for its virtual machine
   */
  static GatewayProcess start(GatewayFolder gateway, List<String> flags) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.add("-Djava.io.tmpdir=" + emptied(gateway.folder().resolve("tmp")));
    Path logback = Path.of(System.getProperty("pna.root"), "config", "logback.xml");
    command.add("-Dlogback.configurationFile=" + logback);
    command.addAll(List.of("-cp", classes(), Main.class.getName(), "run"));
    command.addAll(List.of("--config", gateway.folder().resolve("pna.yaml").toString()));
    return new GatewayProcess(
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(gateway.folder().resolve("gateway.log").toFile()))
            .start());
  }

  /** Who is killed while it starts leaves the library that it was about to load. */
  private static Path emptied(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> left = Files.walk(folder)) {
        for (Path file : left.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    return Files.createDirectories(folder);
  }

  private static String classes() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !Path.of(entry).endsWith("test-classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  Duration age() {
    return Duration.ofNanos(System.nanoTime() - startedNanos);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Ends it with {@code kill -9}; returns once it is gone. */
  void kill() throws IOException, InterruptedException {
    String pid = Long.toString(process.pid());
    int status = new ProcessBuilder("kill", "-9", pid).inheritIO().start().waitFor();
    if (status != 0 || !process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      throw new IOException("kill -9 " + pid + " did not end the gateway");
    }
    Runtime.getRuntime().removeShutdownHook(atExit);
  }

  /** Ends it with SIGTERM and gives its exit status. */
  int terminate() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
      throw new IOException("SIGTERM did not end the gateway");
    }
    Runtime.getRuntime().removeShutdownHook(atExit);
    return process.exitValue();
  }

  /** A field of {@code /proc/PID/status} in kB, such as {@code VmHWM}; -1 where there is none. */
  long memory(String field) throws IOException {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.exists(status)) {
      return -1;
    }
    for (String line : Files.readAllLines(status)) {
      if (line.startsWith(field + ":")) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    return -1;
  }

  /** Lets it drain and stop; a gateway that does not is killed. */
  @Override
  public void close() {
    if (!process.isAlive()) {
      return;
    }
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
