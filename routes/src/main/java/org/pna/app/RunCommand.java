package org.pna.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.pna.app.config.ConfigFile;
import org.pna.app.config.Fault;
import org.pna.app.config.GatewayConfig;
import org.pna.app.config.LoadedConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./pna run}: the gateway, until SIGTERM or SIGINT. */
@Command(
    name = "run",
    description = "Run the gateway; SIGTERM drains and stops it.",
    mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      defaultValue = "config/pna.yaml",
      description = "The configuration; ${DEFAULT-VALUE} by default.")
  private Path config = Path.of("config/pna.yaml");

  @Override
  public Integer call() throws Exception {
    GatewayConfig loaded = load(config);
    if (loaded == null) {
      return 2;
    }
    Gateway gateway = Gateway.start(loaded);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  gateway.close();
                  // A drained stop is no failure; the virtual machine would end with the signal's.
                  Runtime.getRuntime().halt(0);
                },
                "pna-shutdown"));
    new CountDownLatch(1).await();
    return 0;
  }

  /** The configuration, or null once its faults have been printed. */
  public static @Nullable GatewayConfig load(Path file) {
    LoadedConfig loaded = ConfigFile.read(file);
    for (Fault fault : loaded.faults()) {
      System.err.println(fault.text());
    }
    return loaded.config();
  }
}
