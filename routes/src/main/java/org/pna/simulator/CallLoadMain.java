package org.pna.simulator;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.pna.publisher.pidf.Basic;
import org.pna.simulator.SimulatedNode.Gateway;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Loads a running gateway with calls and PDP contexts and prints what it measured. */
@Command(name = "calls", mixinStandardHelpOptions = true)
public final class CallLoadMain implements Callable<Integer> {
  private static final Duration LINK_PATIENCE = Duration.ofSeconds(60);
  private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(10);
  private static final Duration NOTIFY_PATIENCE = Duration.ofSeconds(10);
  private static final int SAMPLE = 100;
  private static final double P99_MILLIS = 50;
  private static final double WORST_MILLIS = 200;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--gateway", required = true, description = "HOST:PORT of its M3UA over TCP")
  private String gateway = "";

  @Option(names = "--gateway-title", required = true, description = "its global title")
  private String gatewayTitle = "";

  @Option(names = "--gateway-point-code", required = true)
  private int gatewayPointCode;

  @Option(names = "--point-codes", split = ",", defaultValue = "102,202")
  private List<Integer> pointCodes = List.of();

  @Option(names = "--open", defaultValue = "20000", description = "open at once")
  private int open;

  @Option(names = "--rate", defaultValue = "500", description = "begun and ended a second")
  private int rate;

  @Option(names = "--seconds", defaultValue = "600", description = "how long all are open")
  private int seconds;

  @Option(names = "--subscribers", defaultValue = "40000")
  private int subscribers;

  @Option(names = "--sip", description = "HOST:PORT of its presence server, to ask at the end")
  private @Nullable String sip;

  /** Runs the command; exit status 0 if each call went on in time and all are idle at the end. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new CallLoadMain()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    InetSocketAddress address = address(gateway);
    Gateway target = Gateway.forCalls(gatewayPointCode, gatewayTitle);
    try (M3uaLink link =
        M3uaLink.open(
            new M3uaLink.Settings(
                false, address.getHostString(), address.getPort(), null, null, 2))) {
      if (!link.awaitActive(LINK_PATIENCE)) {
        System.err.println("the association to " + gateway + " did not become active");
        return 1;
      }
      CallLoad load =
          new CallLoad(
              new SimulatedSwitch(link, "46701111112", pointCodes.get(0), target, ANSWER_PATIENCE),
              new SimulatedSwitch(link, "46702222223", pointCodes.get(1), target, ANSWER_PATIENCE),
              new CallLoad.Plan(subscribers, open, rate, Duration.ofSeconds(seconds)));
      load.run();
      System.out.print(load.text());
      boolean isInTime = load.millis(0.99) <= P99_MILLIS && load.millis(1) <= WORST_MILLIS;
      boolean isIdle = areIdle();
      return load.isSound() && load.alone() == 0 && isInTime && isIdle ? 0 : 1;
    }
  }

  private boolean areIdle() throws IOException, InterruptedException {
    if (sip == null) {
      return true;
    }
    Sightings sightings = new Sightings(notice -> {});
    Expectation idle =
        new Expectation(
            "idle",
            document ->
                document.tuples().stream()
                        .filter(tuple -> tuple.participation() != null)
                        .allMatch(
                            tuple ->
                                Objects.requireNonNull(tuple.participation()).basic()
                                    == Basic.CLOSED)
                    && document.persons().stream().allMatch(person -> person.activities().isEmpty())
                    && document.tuples().stream()
                        .filter(tuple -> tuple.id().equals("ps-data"))
                        .allMatch(tuple -> tuple.basic() == Basic.CLOSED));
    List<Integer> busy = new ArrayList<>();
    try (SimulatedWatcher asking = SimulatedWatcher.open("sip:w1@pna.test", address(sip))) {
      asking.listener(sightings);
      for (int i = 0; i < SAMPLE; i++) {
        String presentity = "sip:+" + Subscriber.numbered(i * 7).msisdn() + "@pna.test";
        var unused = asking.subscribe(presentity, Duration.ofMinutes(10));
        if (!sightings.await(presentity, 0, idle, NOTIFY_PATIENCE)) {
          busy.add(i * 7);
        }
      }
    }
    System.out.printf("idle at the end        %d of %d asked%n", SAMPLE - busy.size(), SAMPLE);
    return busy.isEmpty();
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
