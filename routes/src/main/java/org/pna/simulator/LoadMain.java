package org.pna.simulator;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pna.simulator.SimulatedNode.Gateway;
import org.pna.simulator.SimulatedNode.Identity;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A VLR that loads a running gateway with attaches and detaches and prints what it measured. */
@Command(name = "load", mixinStandardHelpOptions = true)
public final class LoadMain implements Callable<Integer> {
  private static final Duration LINK_PATIENCE = Duration.ofSeconds(60);
  private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(30);
  private static final Duration NOTIFY_PATIENCE = Duration.ofSeconds(10);
  private static final int SAMPLE_EVERY = 1_000;
  private static final int SAMPLE_PRESENTITIES = 100;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--gateway", required = true, description = "HOST:PORT of its M3UA over TCP")
  private String gateway = "";

  @Option(names = "--gateway-title", required = true, description = "its global title")
  private String gatewayTitle = "";

  @Option(names = "--gateway-point-code", required = true)
  private int gatewayPointCode;

  @Option(names = "--title", defaultValue = "46701111111", description = "our global title")
  private String title = "";

  @Option(names = "--point-code", defaultValue = "101", description = "our point code")
  private int pointCode;

  @Option(names = "--dialogues", defaultValue = "100000")
  private int dialogues;

  @Option(names = "--window", defaultValue = "200", description = "dialogues open at a time")
  private int window;

  @Option(names = "--subscribers", defaultValue = "20000")
  private int subscribers;

  @Option(
      names = "--sip",
      description = "HOST:PORT of its presence server, to ask for the end state")
  private @Nullable String sip;

  @Option(names = "--domain", defaultValue = "pna.test", description = "of sip:+MSISDN@DOMAIN")
  private String domain = "";

  @Option(names = "--watcher", defaultValue = "sip:w1@pna.test")
  private String watcher = "";

  @Option(names = "--capture", description = "write each 1000th answer into this capture")
  private @Nullable Path capture;

  /** Runs the command; exit status 0 if each dialogue got its result and the end state is right. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new LoadMain()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    InetSocketAddress address = address(gateway);
    Gateway target = Gateway.byGlobalTitle(gatewayPointCode, gatewayTitle);
    Identity identity = new Identity(false, title, pointCode);
    try (M3uaLink link =
        M3uaLink.open(
            new M3uaLink.Settings(
                false, address.getHostString(), address.getPort(), null, null, 2))) {
      if (!link.awaitActive(LINK_PATIENCE)) {
        System.err.println("the association to " + gateway + " did not become active");
        return 1;
      }
      LoadRun run =
          new LoadRun(
              new SimulatedNode(link, identity, target, ANSWER_PATIENCE),
              dialogues,
              window,
              subscribers);
      LoadReport report = run.run();
      System.out.print(report.text());
      if (capture != null) {
        AnswerCapture.write(capture, run.sample(SAMPLE_EVERY), target, identity);
      }
      return report.allAnswered() && isEndStateRight(run) ? 0 : 1;
    }
  }

  private boolean isEndStateRight(LoadRun run) throws IOException, InterruptedException {
    if (sip == null) {
      return true;
    }
    int sample = Math.min(SAMPLE_PRESENTITIES, Math.min(dialogues, subscribers));
    try (SimulatedWatcher asking = SimulatedWatcher.open(watcher, address(sip))) {
      List<String> faults = FinalState.faults(run, sample, domain, asking, NOTIFY_PATIENCE);
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
