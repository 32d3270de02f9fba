package org.pna.simulator;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a capture of NOTE-MM-EVENT dialogues, as large as one likes. */
@Command(name = "trace-generator", mixinStandardHelpOptions = true)
public final class TraceGenerator implements Callable<Integer> {
  private static final int ANSWER_MICROS = 40;
  private static final int MAX_SUBSCRIBERS = 100_000_000;
  private static final int BUFFER = 1 << 16;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--frames", description = "frames with a NOTE-MM-EVENT", required = true)
  private long frames;

  @Option(names = "--subscribers", defaultValue = "1000", description = "1 to 100,000,000")
  private int subscribers;

  @Option(names = "--seed", defaultValue = "1", description = "the same seed, the same trace")
  private long seed;

  @Option(names = "--answers", description = "also a frame with each result")
  private boolean answers;

  @Option(names = "--gzip", description = "compress while writing")
  private boolean gzip;

  @Parameters(paramLabel = "FILE", description = "- for standard output")
  private String file = "-";

  /** Runs the command; the exit status is 0, or 1 when the file cannot be written. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new TraceGenerator()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    if (frames < 0 || subscribers < 1 || subscribers > MAX_SUBSCRIBERS) {
      throw new ParameterException(
          spec.commandLine(), "need --frames >= 0 and --subscribers 1 to " + MAX_SUBSCRIBERS);
    }
    OutputStream out = file.equals("-") ? System.out : Files.newOutputStream(Path.of(file));
    try (PcapWriter pcap = new PcapWriter(gzip ? fastGzip(out) : out)) {
      write(pcap, new MobilityPlan(subscribers, seed), frames, answers);
    }
    return 0;
  }

  /** Writes the next events of a plan, each followed by its result if {@code answers}. */
  static void write(PcapWriter pcap, MobilityPlan plan, long events, boolean answers)
      throws IOException {
    TraceFrames[] nodes = new TraceFrames[MobilityPlan.NODES];
    for (int i = 0; i < nodes.length; i++) {
      nodes[i] = new TraceFrames(i);
    }
    for (long i = 0; i < events; i++) {
      plan.next();
      TraceFrames frames = nodes[plan.node()];
      int transaction = (int) i;
      pcap.write(plan.micros(), frames.begin(transaction, plan));
      if (answers) {
        pcap.write(plan.micros() + ANSWER_MICROS, frames.end(transaction));
      }
      frames.next();
    }
  }

  private static OutputStream fastGzip(OutputStream out) throws IOException {
    return new GZIPOutputStream(out, BUFFER) {
      {
        def.setLevel(1);
      }
    };
  }
}
