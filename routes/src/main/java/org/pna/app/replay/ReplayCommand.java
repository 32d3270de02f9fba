package org.pna.app.replay;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pna.app.DirectoryRows;
import org.pna.app.config.Fault;
import org.pna.app.config.SubscribersFile;
import org.pna.normalise.HomeNetworks;
import org.pna.routes.DerivedIdentities;
import org.pna.routes.Directory;
import org.pna.routes.Identities;
import org.pna.transport.trace.NotACaptureException;
import org.pna.transport.trace.PortProtocols;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./pna replay}. */
@Command(
    name = "replay",
    description = "Run recorded traces through the live path, on the trace's clock.",
    mixinStandardHelpOptions = true)
public final class ReplayCommand implements Callable<Integer> {
  /** How events are printed. */
  enum Format {
    json,
    text,
    summary
  }

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "pcap, pcapng, either gzipped, or lines of hex; one trace in this order")
  private List<String> files = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private Format format = Format.text;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write documents/ and publications.jsonl there")
  private @Nullable Path directory;

  @Option(
      names = "--subscribers",
      paramLabel = "FILE",
      description = "Directory of subscribers; without it presentities are derived from the trace")
  private @Nullable Path subscribers;

  @Option(
      names = "--lanes",
      paramLabel = "N",
      description = "Threads that own presence state (default: number of processors)")
  private int lanes = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--decode",
      paramLabel = "PORT=PROTOCOL",
      description = "What runs on a port that is not its usual one: radius, diameter, sip or mlp")
  private List<String> decode = new ArrayList<>();

  @Override
  public Integer call() throws IOException {
    if (lanes < 1 || lanes > 256) {
      throw new ParameterException(
          java.util.Objects.requireNonNull(spec).commandLine(), "--lanes takes 1 to 256");
    }
    PortProtocols ports;
    try {
      ports = PortProtocols.with(decode);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          java.util.Objects.requireNonNull(spec).commandLine(), "--decode: " + e.getMessage());
    }
    Identities identities = identities();
    if (identities == null) {
      return 2;
    }
    try (OutputStream out =
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16);
        PublicationLog publications = directory == null ? null : new PublicationLog(directory);
        ReplayRun run = new ReplayRun(out, eventFormat(), identities, lanes, publications, ports)) {
      boolean allRead = readAll(run);
      run.finish();
      if (format == Format.summary) {
        out.write(run.summary().json());
      }
      out.flush();
      return allRead && run.isWhole() ? 0 : 1;
    } catch (UncheckedIOException | IOException e) {
      System.err.println("pna replay: output failed: " + e.getMessage());
      return 1;
    }
  }

  private boolean readAll(ReplayRun run) {
    boolean allRead = true;
    for (String file : files) {
      try {
        run.read(file);
      } catch (NotACaptureException e) {
        System.err.println("pna replay: " + e.getMessage());
        allRead = false;
      } catch (FileNotFoundException e) { // says which, and why
        System.err.println("pna replay: cannot read " + e.getMessage());
        allRead = false;
      } catch (IOException e) {
        System.err.println("pna replay: cannot read " + file + ": " + e);
        allRead = false;
      }
    }
    return allRead;
  }

  private @Nullable Supplier<EventFormat> eventFormat() {
    return switch (format) {
      case json -> EventFormat.Json::new;
      case text -> EventFormat.Text::new;
      case summary -> null;
    };
  }

  private @Nullable Identities identities() throws IOException {
    if (subscribers == null) {
      return new DerivedIdentities();
    }
    Directory directory = new Directory(HomeNetworks.NONE);
    List<Fault> faults =
        SubscribersFile.read(subscribers, row -> DirectoryRows.add(directory, row));
    faults.forEach(fault -> System.err.println("pna replay: " + fault.text()));
    return faults.stream().anyMatch(Fault::isFatal) ? null : directory;
  }
}
