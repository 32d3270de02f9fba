import static java.nio.charset.StandardCharsets.US_ASCII;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.pna.app.PnaCamel;
import org.pna.model.Cell;
import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.Location;
import org.pna.model.LocationArea;
import org.pna.model.Msisdn;
import org.pna.model.Place;
import org.pna.model.Plmn;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.Origin;
import org.pna.model.message.map.NoteMmEvent;
import org.pna.model.message.map.SccpAddress;
import org.pna.normalise.DeviceIds;
import org.pna.normalise.HoldPolicy;
import org.pna.normalise.HomeNetworks;
import org.pna.normalise.Lifetimes;
import org.pna.normalise.NetworkNames;
import org.pna.normalise.Normaliser;
import org.pna.normalise.QuestionListener;
import org.pna.normalise.TrustedNodes;
import org.pna.publisher.pen.Pen;
import org.pna.publisher.store.Durability;
import org.pna.publisher.store.RocksStore;
import org.pna.routes.AcceptanceListener;
import org.pna.routes.Identification;
import org.pna.routes.Identities;
import org.pna.routes.LaneSettings;
import org.pna.routes.MapRoute;
import org.pna.routes.Steps;
import org.pna.transport.trace.TraceComponent;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * Durable NOTE-MM-EVENT accepts a second: decoded message in at the route's entrance, the commit's
 * callback out; beside as many clients of a bare RocksDB that write the same bytes, by turns.
 *
 * <pre>
 * AcceptBench pairs FOLDER ROUNDS SECONDS    the table
 * AcceptBench fill FOLDER PRESENTITIES       a store with so many, for sizes and restarts
 * </pre>
 */
public final class AcceptBench {
  private static final String ROUTE = "bench";
  private static final int SUBSCRIBERS = 50_000;
  private static final long MB = 1 << 20;

  private AcceptBench() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[1]);
    if (args[0].equals("fill")) {
      fill(folder, Integer.parseInt(args[2]));
    } else {
      pairs(folder, Integer.parseInt(args[2]), Double.parseDouble(args[3]));
    }
  }

  private static void pairs(Path folder, int rounds, double seconds) throws Exception {
    RocksDB.loadLibrary();
    System.out.printf(
        "%-6s %9s | %9s %8s %8s | %9s %8s %8s | %s%n",
        "", "in flight", "pna /s", "p50 ms", "p99 ms", "bare /s", "p50 ms", "p99 ms", "ratio");
    for (Durability durability : Durability.values()) {
      for (int inFlight : new int[] {1, 16, 256}) {
        List<Result> ours = new ArrayList<>();
        List<Result> bare = new ArrayList<>();
        for (int round = -1; round < rounds; round++) { // the first warms up
          Path store = folder.resolve("store");
          Result own = ours(store, durability, inFlight, seconds);
          List<byte[][]> rows = rows(store);
          Result peer = bare(folder.resolve("bare"), durability, inFlight, seconds, rows);
          delete(store);
          delete(folder.resolve("bare"));
          if (round >= 0) {
            ours.add(own);
            bare.add(peer);
          }
        }
        Result own = median(ours);
        Result peer = median(bare);
        System.out.printf(
            "%-6s %9d | %9.0f %8.2f %8.2f | %9.0f %8.2f %8.2f | %.2f%n",
            durability.name().toLowerCase(),
            inFlight,
            own.rate,
            own.p50,
            own.p99,
            peer.rate,
            peer.p50,
            peer.p99,
            own.rate / peer.rate);
      }
    }
  }

  private record Result(double rate, double p50, double p99) {
    static Result of(long[] nanos, int count, long elapsed) {
      long[] sorted = Arrays.copyOf(nanos, count);
      Arrays.sort(sorted);
      return new Result(
          count * 1e9 / elapsed, sorted[count / 2] / 1e6, sorted[(int) (count * 0.99)] / 1e6);
    }
  }

  private static Result median(List<Result> results) {
    List<Result> sorted = new ArrayList<>(results);
    sorted.sort(Comparator.comparingDouble(Result::rate));
    return sorted.get(sorted.size() / 2);
  }

  /** The route over a store of its own. */
  private static final class Route implements AutoCloseable {
    private final RocksStore store;
    private final Steps steps;
    private final TraceComponent entrance = new TraceComponent();
    private final CamelContext camel;

    Route(Path folder, Durability durability, int presentities) throws Exception {
      store =
          RocksStore.open(
              folder, new RocksStore.Settings(durability, presentities, 10_000, 100_000, 32));
      SimpleMeterRegistry meters = new SimpleMeterRegistry();
      Normaliser normaliser =
          new Normaliser(
              NetworkNames.DEFAULT,
              HomeNetworks.NONE,
              TrustedNodes.ALL,
              Lifetimes.DEFAULT,
              new DeviceIds("bench"));
      Identities identities =
          names ->
              new Identification.Known(
                  "sip:+" + ((Msisdn) names.get(1)).digits() + "@pna.test", List.of());
      steps =
          new Steps(
              new LaneSettings(
                  Runtime.getRuntime().availableProcessors(),
                  10_000,
                  Duration.ofSeconds(30),
                  Duration.ofMinutes(1)),
              identities,
              normaliser,
              store,
              new Pen(store, publication -> {}, meters),
              HoldPolicy.NONE,
              AcceptanceListener.NONE,
              QuestionListener.NONE,
              InstantSource.system(),
              meters);
      camel =
          PnaCamel.start(List.of(MapRoute.from("trace:" + ROUTE, told -> {}, steps)), "trace", entrance);
    }

    @Override
    public void close() {
      camel.stop();
      steps.close();
      store.close();
    }
  }

  /** Attaches and detaches in turn, each from another cell. */
  private static NoteMmEvent event(int number, int subscribers) {
    int subscriber = number % subscribers;
    int turn = number / subscribers;
    Cell cell =
        new Cell(
            new LocationArea(new Plmn("240", "99"), 1000 + subscriber % 50), 1 + turn % 60_000, false);
    return new NoteMmEvent(
        new Origin(Instant.now(), new Place.Dialogue("msc1", Integer.toString(number))),
        new Fingerprint(number, subscriber),
        new SccpAddress("46701000001", -1, 7),
        100,
        turn % 2 == 0 ? 0x02 : 0x03,
        new Imsi(String.format("24099%010d", subscriber)),
        new Msisdn(String.format("4670%08d", subscriber)),
        new Location(Domain.CS, 0, cell, null, null),
        "46701000001",
        null,
        null,
        null,
        null);
  }

  private static Result ours(Path folder, Durability durability, int inFlight, double seconds)
      throws Exception {
    try (Route route = new Route(folder, durability, SUBSCRIBERS)) {
      long[] nanos = new long[4_000_000];
      AtomicInteger done = new AtomicInteger();
      AtomicInteger failed = new AtomicInteger();
      Semaphore room = new Semaphore(inFlight);
      long start = System.nanoTime();
      long end = start + (long) (seconds * 1e9);
      int sent = 0;
      while (System.nanoTime() < end && sent < nanos.length) {
        while (inFlight == 1 && room.availablePermits() == 0) {
          Thread.yield(); // or this thread's own waking would be measured, which the peer has not
        }
        room.acquire();
        NoteMmEvent event = event(sent++, SUBSCRIBERS);
        long began = System.nanoTime();
        route.entrance.feed(
            ROUTE,
            event,
            exchange -> {
              nanos[done.getAndIncrement()] = System.nanoTime() - began;
              if (exchange.getException() != null) {
                failed.incrementAndGet();
              }
              room.release();
            });
      }
      room.acquire(inFlight);
      long elapsed = System.nanoTime() - start;
      if (failed.get() > 0) {
        throw new IllegalStateException(failed + " events were refused");
      }
      return Result.of(nanos, sent, elapsed);
    }
  }

  /** What the store wrote: a presentity's key and record, and the keys and values beside them. */
  private static List<byte[][]> rows(Path folder) throws RocksDBException {
    List<byte[][]> records = new ArrayList<>();
    List<byte[][]> steps = new ArrayList<>();
    try (Options options = new Options();
        RocksDB db = RocksDB.openReadOnly(options, folder.toString());
        ReadOptions read = new ReadOptions();
        RocksIterator row = db.newIterator(read)) {
      for (row.seek("h".getBytes(US_ASCII)); row.isValid() && row.key()[0] == 'h'; row.next()) {
        if (steps.size() < 20_000) {
          steps.add(new byte[][] {row.key(), row.value()});
        }
      }
      for (row.seek("p".getBytes(US_ASCII)); row.isValid() && row.key()[0] == 'p'; row.next()) {
        if (records.size() < steps.size()) {
          records.add(new byte[][] {row.key(), row.value()});
        }
      }
    }
    List<byte[][]> rows = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      byte[][] record = records.get(i % records.size());
      rows.add(new byte[][] {record[0], record[1], steps.get(i)[0], steps.get(i)[1]});
    }
    return rows;
  }

  private static Result bare(
      Path folder, Durability durability, int inFlight, double seconds, List<byte[][]> rows)
      throws Exception {
    Files.createDirectories(folder);
    try (LRUCache cache = new LRUCache(32 * MB);
        BloomFilter bloom = new BloomFilter(10, false);
        Options options =
            new Options()
                .setCreateIfMissing(true)
                .setWriteBufferSize(32 * MB)
                .setMaxWriteBufferNumber(3)
                .setMaxTotalWalSize(128 * MB)
                .setMaxBackgroundJobs(2)
                .setBytesPerSync(MB)
                .setCompressionType(CompressionType.LZ4_COMPRESSION)
                .setLevelCompactionDynamicLevelBytes(true)
                .setTableFormatConfig(
                    new BlockBasedTableConfig()
                        .setBlockCache(cache)
                        .setBlockSize(8192)
                        .setFilterPolicy(bloom)
                        .setCacheIndexAndFilterBlocks(true));
        WriteOptions write = new WriteOptions().setSync(durability == Durability.FSYNC);
        RocksDB db = RocksDB.open(options, folder.toString())) {
      long[] nanos = new long[4_000_000];
      AtomicInteger next = new AtomicInteger();
      AtomicInteger done = new AtomicInteger();
      CountDownLatch ended = new CountDownLatch(inFlight);
      long start = System.nanoTime();
      long end = start + (long) (seconds * 1e9);
      for (int i = 0; i < inFlight; i++) {
        Thread client =
            new Thread(
                () -> {
                  try {
                    while (System.nanoTime() < end) {
                      byte[][] row = rows.get(next.getAndIncrement() % rows.size());
                      long began = System.nanoTime();
                      try (WriteBatch batch = new WriteBatch()) {
                        batch.put(row[0], row[1]);
                        batch.put(row[2], row[3]);
                        db.write(write, batch);
                      }
                      nanos[done.getAndIncrement()] = System.nanoTime() - began;
                    }
                  } catch (RocksDBException e) {
                    throw new IllegalStateException(e);
                  } finally {
                    ended.countDown();
                  }
                });
        client.start();
      }
      ended.await();
      return Result.of(nanos, done.get(), System.nanoTime() - start);
    }
  }

  private static void fill(Path folder, int presentities) throws Exception {
    try (Route route = new Route(folder, Durability.OS, presentities)) {
      Semaphore room = new Semaphore(256);
      AtomicInteger failed = new AtomicInteger();
      long start = System.nanoTime();
      for (int i = 0; i < presentities; i++) {
        room.acquire();
        route.entrance.feed(
            ROUTE,
            event(i, presentities),
            exchange -> {
              if (exchange.getException() != null) {
                failed.incrementAndGet();
              }
              room.release();
            });
      }
      room.acquire(256);
      double elapsed = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          "%,d presentities kept in %.0f s, %d refused%n", presentities, elapsed, failed.get());
    }
    try (Stream<Path> files = Files.walk(folder)) {
      long octets = files.filter(Files::isRegularFile).mapToLong(AcceptBench::size).sum();
      System.out.printf("%,d octets on disk, %d each%n", octets, octets / presentities);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
