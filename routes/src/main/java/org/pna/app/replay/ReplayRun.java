package org.pna.app.replay;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import org.pna.app.PnaCamel;
import org.pna.model.message.accounting.NasEvent;
import org.pna.normalise.DeviceIds;
import org.pna.normalise.HoldPolicy;
import org.pna.normalise.HomeNetworks;
import org.pna.normalise.Lifetimes;
import org.pna.normalise.NetworkNames;
import org.pna.normalise.Normaliser;
import org.pna.normalise.QuestionListener;
import org.pna.normalise.TrustedNodes;
import org.pna.pi.RecordedSubscriptions;
import org.pna.pi.RegSettings;
import org.pna.publisher.pen.Pen;
import org.pna.publisher.pidf.PresenceDocument;
import org.pna.publisher.server.PublicUris;
import org.pna.publisher.store.MemoryStore;
import org.pna.publisher.store.PresentityRecord;
import org.pna.routes.AcceptanceListener;
import org.pna.routes.Identities;
import org.pna.routes.LaneSettings;
import org.pna.routes.Steps;
import org.pna.routes.TraceRoute;
import org.pna.transport.trace.PortProtocols;
import org.pna.transport.trace.RecordedDialogues;
import org.pna.transport.trace.TraceComponent;
import org.pna.transport.trace.TraceReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs traces through the live route. The calling thread reads and decodes; the lanes work a batch
 * behind it; the output is written when a batch is done, in the order of the trace.
 */
final class ReplayRun implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReplayRun.class);
  private static final PublicUris URIS = new PublicUris(Set.of());
  private static final String ROUTE = "replay";

  /** What a presentity takes with both domains known, and the rest of a run, in octets. */
  private static final long PRESENTITY_OCTETS = 1800;

  private static final long OTHER_OCTETS = 48L << 20;
  private static final Duration FOR_EVER = Duration.ofDays(400_000);

  private final Summary summary = new Summary();
  private final OutputStream out;
  private final int lanes;
  private final @Nullable PublicationLog publications;
  private final ThreadLocal<@Nullable EventFormat> format;
  private final int maxPresentities = maxPresentities(Runtime.getRuntime().maxMemory());
  private final MemoryStore store = new MemoryStore(maxPresentities);
  private final Identities identities;
  private final Progress progress = new Progress();
  private final Steps steps;
  private final TraceComponent traces = new TraceComponent();
  private final CamelContext camel;
  private final RecordedDialogues dialogues;
  private final TraceReader reader;

  private final TraceClock clock = new TraceClock();

  private long overloaded;
  private Batch filling;
  private @Nullable Batch working;

  /**
   * @param out where events go
   * @param format of an event, one for each thread; null prints none
   * @param identities subscriber → presentity
   * @param lanes number of lanes
   * @param publications log of publications, or null
   */
  ReplayRun(
      OutputStream out,
      @Nullable Supplier<EventFormat> format,
      Identities identities,
      int lanes,
      @Nullable PublicationLog publications) {
    this(out, format, identities, lanes, publications, PortProtocols.DEFAULT);
  }

  /**
   * @param out where events go
   * @param format of an event, one for each thread; null prints none
   * @param identities subscriber → presentity
   * @param lanes number of lanes
   * @param publications log of publications, or null
   * @param ports what runs where
   */
  ReplayRun(
      OutputStream out,
      @Nullable Supplier<EventFormat> format,
      Identities identities,
      int lanes,
      @Nullable PublicationLog publications,
      PortProtocols ports) {
    this.out = out;
    this.identities = identities;
    this.lanes = lanes;
    this.publications = publications;
    this.format = ThreadLocal.withInitial(() -> format == null ? null : format.get());
    this.filling = new Batch(lanes);
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    Pen pen =
        new Pen(
            store,
            publication -> {
              if (publications != null) {
                publications.published(publication);
              }
            },
            meters);
    Normaliser normaliser =
        new Normaliser(
            NetworkNames.DEFAULT,
            HomeNetworks.NONE,
            TrustedNodes.ALL,
            Lifetimes.DEFAULT,
            new DeviceIds("replay"));
    // A lane never holds more than the batch it works on, the one being filled and their ends;
    // with so much room its reserve for what is urgent is never touched.
    LaneSettings settings =
        new LaneSettings(lanes, 20 * Batch.SIZE, Duration.ofSeconds(30), FOR_EVER);
    this.steps =
        new Steps(
            settings,
            identities,
            normaliser,
            store,
            pen,
            HoldPolicy.NONE,
            AcceptanceListener.NONE,
            QuestionListener.NONE,
            clock,
            meters);
    this.camel = PnaCamel.start(List.of(TraceRoute.from("trace:" + ROUTE, steps)), "trace", traces);
    this.dialogues = new RecordedDialogues(new DialogueListener(summary, clock, this::feed));
    RecordedSubscriptions subscriptions =
        new RecordedSubscriptions(RegSettings.PATIENCE, ReplayRun::compared);
    this.reader =
        new TraceReader(
            new FrameListener(
                summary, progress, clock, dialogues, subscriptions, this::feed, this::hold),
            ports);
  }

  /** Reads one file; the trace goes on from the last one. */
  void read(String file) throws IOException {
    reader.read(file);
  }

  /** Ends the trace, and with it all that is still under way. */
  void finish() throws IOException {
    reader.finish();
    flush();
    flush();
    progress.finish();
    PublicationLog log = publications;
    if (log != null) {
      store.forEach(
          record -> {
            if (record.version() > 0) { // else nothing was ever said of it
              writeDocument(log, record.document());
            }
          });
    }
    if (dialogues.aged() > 0) {
      LOG.info("{} dialogues were let go before their end was seen", dialogues.aged());
    }
    if (!isWhole()) {
      LOG.warn(
          "{} events were left out: memory for {} presentities only (PNA_JAVA_OPTS=-Xmx... gives"
              + " more)",
          overloaded,
          maxPresentities);
    }
    if (summary.unlisted() > 0) {
      LOG.warn("{} malformed messages are not listed", summary.unlisted());
    }
  }

  Summary summary() {
    return summary;
  }

  /** Shows what is held of every presentity once the trace has ended. */
  void forEach(Consumer<PresentityRecord> visitor) {
    store.forEach(visitor);
  }

  /** Whether there was room for every presentity of the trace. */
  boolean isWhole() {
    return overloaded == 0;
  }

  /** As many as an eighth of the heap being free for what is short-lived allows. */
  static int maxPresentities(long heapOctets) {
    long octets = heapOctets / 8 * 7 - OTHER_OCTETS;
    return (int) Math.max(1000, Math.min(Integer.MAX_VALUE, octets / PRESENTITY_OCTETS));
  }

  /** No domain is ours here, so that a number in one stays a SIP URI. */
  private static String compared(String uri) {
    return URIS.normalised(uri).orElse(uri);
  }

  private static void writeDocument(PublicationLog publications, PresenceDocument document) {
    try {
      publications.document(document);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void feed(Entry entry) {
    filling.add(entry);
    NasEvent restart = entry.restart();
    if (restart == null) {
      traces.feed(ROUTE, entry.message(), exchange -> finished(entry, exchange));
    } else {
      CompletableFuture<Void> ended = new CompletableFuture<>();
      traces.feed(
          ROUTE,
          restart,
          exchange -> {
            finished(entry, exchange);
            ended.complete(null);
          });
      ended.join(); // it goes from lane to lane, and what follows in the trace is later
    }
    flushFull();
  }

  /** For one that takes no effect now. */
  private void hold(Entry entry) {
    entry.waits(format.get(), identities);
    filling.add(entry);
    flushFull();
  }

  private void flushFull() {
    if (filling.isFull()) {
      flush();
    }
  }

  private void finished(Entry entry, Exchange exchange) {
    entry.finished(exchange, format.get(), identities);
  }

  /** Ends the batch being filled and writes the one before it. */
  private void flush() {
    Batch ended = filling;
    filling = new Batch(lanes);
    ended.endsAt(clock.micros());
    int moved = steps.lanes().advance(clock.instant(), ended::laneDone);
    if (moved != lanes) {
      throw new IllegalStateException("a lane was too full for the end of a batch");
    }
    if (working != null) {
      write(working);
    }
    working = ended;
  }

  private void write(Batch batch) {
    try {
      batch.await();
      for (Entry entry : batch.entries()) {
        if (!entry.isFinished()) {
          throw new IllegalStateException("an event was lost on its lane; the log says why");
        }
        if (entry.failure() != null) {
          throw new IllegalStateException("an event failed in the route", entry.failure());
        }
        overloaded += Entry.OVERLOADED.equals(entry.ignored()) ? 1 : 0;
        if (entry.isEvent()) {
          for (int i = 0; i < entry.events(); i++) {
            summary.event(entry.isPublished(i));
            if (entry.ignored() != null && !entry.ignored().equals("older")) {
              summary.ignored(entry.ignored());
            }
          }
          out.write(entry.lines());
        }
      }
      if (publications != null) {
        publications.write(batch);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while writing", e);
    }
  }

  @Override
  public void close() {
    camel.stop();
    steps.close();
    store.close();
  }
}
