package org.pna.app.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.pna.app.Gateway;
import org.pna.app.RunCommand;
import org.pna.app.Terminal;
import org.pna.app.config.GatewayConfig;
import org.pna.simulator.tour.DemoSubscriber;
import org.pna.simulator.tour.DemoTour;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./pna demo}: a gateway, simulated network elements and a watcher, who have nothing in
 * common but the sockets between them.
 */
@Command(
    name = "demo",
    description = "Everything on loopback: a simulated network, the gateway, a SIP watcher.",
    mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PACE = Duration.ofMillis(700);

  @Option(names = "--once", description = "End after the tour.")
  private boolean once;

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("pna-demo-");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
    DemoSetup setup = DemoSetup.in(folder);
    GatewayConfig config = RunCommand.load(setup.config());
    if (config == null) {
      return 2;
    }
    try (Gateway gateway = Gateway.start(config);
        DemoNetwork network = DemoNetwork.open(setup, PATIENCE)) {
      if (!tour(network, System.out, PATIENCE)) {
        return 1;
      }
      if (!once) {
        System.out.println(invitation(setup));
        new CountDownLatch(1).await();
      }
      return 0;
    }
  }

  /** The tour against a gateway that is up; true when all was as expected. */
  static boolean tour(DemoNetwork network, PrintStream out, Duration patience)
      throws InterruptedException {
    if (!network.awaitActive()) {
      out.println("The association with the gateway does not come up.");
      return false;
    }
    Duration pace = Terminal.showsOutput() ? PACE : Duration.ZERO;
    return DemoTour.run(network.cast(), out, pace, patience);
  }

  private static String invitation(DemoSetup setup) {
    return """

        The gateway and the network around it stay up until Ctrl-C. In another terminal:
          ./pna status --config %1$s
          ./pna why %2$s --config %1$s
          ./pna query %2$s --config %1$s
        SIP: %3$s, UDP and TCP, for the watcher %4$s."""
        .formatted(
            setup.config(),
            DemoSubscriber.ALICE.presentity(),
            text(setup.sip()),
            DemoSetup.WATCHER);
  }

  private static String text(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      System.err.println("pna demo: " + folder + " could not be removed: " + e.getMessage());
    }
  }
}
