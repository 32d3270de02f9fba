package org.pna.simulator;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A GGSN that loads a RADIUS accounting server, ours or another, and prints what it measured. */
@Command(name = "radius-load", mixinStandardHelpOptions = true)
public final class NasLoadMain implements Callable<Integer> {
  private static final String WATCHER = "sip:w1@pna.test";
  private static final Duration NOTIFY_PATIENCE = Duration.ofSeconds(10);
  private static final int SAMPLE = 200;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--server", required = true, description = "HOST:PORT of its accounting")
  private String server = "";

  @Option(names = "--secret", defaultValue = "testing123")
  private String secret = "";

  @Option(names = "--nas", defaultValue = "10.0.0.9", description = "our NAS-IP-Address")
  private String nas = "";

  @Option(names = "--requests", defaultValue = "100000")
  private int requests;

  @Option(
      names = "--window",
      defaultValue = "200",
      description = "requests on their way at a time; as many as --requests for a burst")
  private int window;

  @Option(names = "--subscribers", defaultValue = "20000")
  private int subscribers;

  @Option(
      names = "--warm-up",
      defaultValue = "0",
      description = "requests before those that are measured")
  private int warmUp;

  @Option(
      names = "--first",
      defaultValue = "0",
      description = "requests that earlier runs have sent: their sessions go on")
  private long first;

  @Option(names = "--pid", description = "the server's process, for its CPU time")
  private @Nullable Long pid;

  @Option(
      names = "--sip",
      description = "HOST:PORT of a gateway's presence server, to ask for the end state")
  private @Nullable String sip;

  @Option(names = "--patience", defaultValue = "3000", description = "ms until it is sent again")
  private int patience;

  @Option(names = "--tries", defaultValue = "5", description = "how often it is sent at most")
  private int tries;

  /** Runs the command; exit status 0 if each was answered and the end state is right. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new NasLoadMain()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (SimulatedNas source =
        new SimulatedNas(
            address(server), secret, nas, Duration.ofMillis(patience), tries, window)) {
      boolean warm = warmUp == 0 || load(source, first, warmUp).run().allAnswered();
      Duration before = cpu();
      NasLoadReport report = load(source, first + warmUp, requests).run();
      System.out.print(report.text());
      if (pid != null) {
        System.out.printf(
            Locale.ROOT, "server CPU     %.2f s%n", cpu().minus(before).toMillis() / 1e3);
      }
      return warm && report.allAnswered() && isEndStateRight() ? 0 : 1;
    }
  }

  private NasLoad load(SimulatedNas source, long from, int count) {
    return new NasLoad(source, from, count, window, subscribers);
  }

  private Duration cpu() {
    return Optional.ofNullable(pid)
        .flatMap(ProcessHandle::of)
        .flatMap(process -> process.info().totalCpuDuration())
        .orElse(Duration.ZERO);
  }

  private boolean isEndStateRight() throws IOException, InterruptedException {
    if (sip == null) {
      return true;
    }
    int sample = Math.min(SAMPLE, subscribers);
    try (SimulatedWatcher asking = SimulatedWatcher.open(WATCHER, address(sip))) {
      List<String> faults =
          NasEndState.faults(
              first + warmUp + requests, subscribers, sample, asking, NOTIFY_PATIENCE);
      System.out.printf(
          "end state      %d of %d as it should be%n", sample - faults.size(), sample);
      faults.stream().limit(3).forEach(System.out::println);
      return faults.isEmpty();
    }
  }

  private InetSocketAddress address(String hostAndPort) {
    int colon = hostAndPort.lastIndexOf(':');
    if (colon < 1 || !hostAndPort.substring(colon + 1).matches("[0-9]{1,5}")) {
      throw new ParameterException(spec.commandLine(), "not HOST:PORT: " + hostAndPort);
    }
    return new InetSocketAddress(
        hostAndPort.substring(0, colon), Integer.parseInt(hostAndPort.substring(colon + 1)));
  }
}
