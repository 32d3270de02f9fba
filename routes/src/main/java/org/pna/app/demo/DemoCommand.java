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
import org.pna.simulator.DemoTour;
import org.pna.simulator.M3uaLink;
import org.pna.simulator.SimulatedNode;
import org.pna.simulator.SimulatedWatcher;
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
  private static final long LOADSHARE = 2; // RFC 4666 clause 3.4.1

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
    try (Gateway gateway = Gateway.start(config)) {
      boolean asExpected = tour(setup, System.out, PATIENCE);
      if (!asExpected) {
        return 1;
      }
      if (!once) {
        System.out.println(
            "The gateway stays up: SIP on "
                + text(setup.sip())
                + ", M3UA over TCP on "
                + text(setup.m3ua())
                + ", configured by "
                + setup.config()
                + ". Ctrl-C ends it.");
        new CountDownLatch(1).await();
      }
      return 0;
    }
  }

  /** The tour against a gateway that is up; true when all was as expected. */
  static boolean tour(DemoSetup setup, PrintStream out, Duration patience)
      throws IOException, InterruptedException {
    M3uaLink.Settings settings =
        new M3uaLink.Settings(
            false, setup.m3ua().getHostString(), setup.m3ua().getPort(), null, LOADSHARE, 2);
    try (M3uaLink link = M3uaLink.open(settings);
        SimulatedWatcher watcher = SimulatedWatcher.open(DemoSetup.WATCHER, setup.sip())) {
      if (!link.awaitActive(PATIENCE)) {
        out.println("The association with the gateway does not come up.");
        return false;
      }
      return new DemoTour(
              node(link, false, "46701000001", 0),
              node(link, true, "46702000001", 1),
              node(link, true, "46702000002", 2),
              watcher,
              out,
              Terminal.showsOutput() ? PACE : Duration.ZERO,
              patience)
          .run();
    }
  }

  private static SimulatedNode node(M3uaLink link, boolean sgsn, String globalTitle, int number) {
    return new SimulatedNode(
        link,
        new SimulatedNode.Identity(sgsn, globalTitle, DemoSetup.NODES.get(number)),
        SimulatedNode.Gateway.byGlobalTitle(DemoSetup.POINT_CODE, DemoSetup.GLOBAL_TITLE),
        PATIENCE);
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
