package org.pna.publisher.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.pna.model.Cell;
import org.pna.model.Domain;
import org.pna.model.Evidence;
import org.pna.model.Location;
import org.pna.model.LocationArea;
import org.pna.model.Place;
import org.pna.model.Plmn;
import org.pna.model.ReportingNode;
import org.pna.model.RoutingArea;
import org.pna.model.Source;
import org.pna.publisher.pidf.Basic;
import org.pna.publisher.pidf.CellLocation;
import org.pna.publisher.pidf.Device;
import org.pna.publisher.pidf.Fragment;
import org.pna.publisher.pidf.Network;
import org.pna.publisher.pidf.Network.Roaming;
import org.pna.publisher.pidf.PresenceDocument;
import org.pna.publisher.pidf.Tuple;
import org.pna.publisher.store.DomainFacts.Attached;
import org.pna.publisher.store.DomainFacts.Means;
import org.rocksdb.RocksDBException;

/**
 * Measures the store: {@code RocksStoreBench FOLDER [PRESENTITIES]}. First durable appends a second
 * beside a bare loop that writes the same bytes with the same options, then the size on disk and
 * the time to reopen. The two of a pair run one after the other; the disk's mood shows in both.
 */
final class RocksStoreBench {
  private static final int MANY = 1_000_000;
  private static final long NANOS = 4_000_000_000L;
  private static final int SPREAD = 100_000;
  private static final Instant TIME = Instant.parse("2026-11-20T23:50:00Z");

  private RocksStoreBench() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    int presentities = args.length > 1 ? Integer.parseInt(args[1]) : MANY;
    System.out.printf(
        "a record has %d bytes, its key %d%n",
        RecordFormat.write(record(1, 1)).length, presentity(1).length() + 1);
    for (Durability durability : Durability.values()) {
      for (int inFlight : new int[] {1, 16, 256}) {
        bare(folder.resolve("bare"), durability, inFlight);
        store(folder.resolve("store"), durability, inFlight);
      }
    }
    size(folder.resolve("many"), presentities);
  }

  static String presentity(int i) {
    return "tel:+1555" + (1_000_000 + i % MANY);
  }

  /** One SIM, attached in both domains, in a known cell. */
  static PresentityRecord record(int i, long version) {
    Instant time = TIME.plusSeconds(version).plusNanos(i % 1_000_000 * 1000L);
    Random random = new Random(i); // so that they compress no better than real ones
    String imsi = "24099" + (1_000_000_000L + random.nextInt(1_000_000_000));
    String urn = "urn:uuid:" + new UUID(random.nextLong(), random.nextLong());
    LocationArea area = new LocationArea(new Plmn("240", "99"), 6600 + random.nextInt(100));
    Cell cell = new Cell(area, random.nextInt(65536), false);
    ReportingNode vlr = new ReportingNode("46707000001", "46707000001");
    ReportingNode sgsn = new ReportingNode("46707000002", "46707000002");
    DomainFacts cs =
        new DomainFacts(
            Attached.YES,
            true,
            Means.OPEN,
            null,
            vlr,
            Roaming.HOME,
            new Location(Domain.CS, 0, cell, null, null),
            time,
            null,
            new Evidence(
                Source.PC,
                "noteMM-Event",
                "02",
                time,
                new Place.Dialogue("msc1", Integer.toHexString(random.nextInt()))));
    DomainFacts ps =
        new DomainFacts(
            Attached.YES,
            true,
            Means.OPEN,
            null,
            sgsn,
            Roaming.HOME,
            new Location(Domain.PS, 0, cell, null, new RoutingArea(area, 7)),
            time,
            null,
            new Evidence(
                Source.PG,
                "noteMM-Event",
                "83",
                time,
                new Place.Dialogue("sgsn1", Integer.toHexString(random.nextInt()))));
    CellLocation place =
        new CellLocation(cell.toString(), null, null, new RoutingArea(area, 7).toString(), time);
    List<Network> networks =
        List.of(
            new Network("3GPP-CS", true, Roaming.HOME, false),
            new Network("3GPP-PS", true, Roaming.HOME, false));
    return new PresentityRecord(
        presentity(i),
        List.of(new SimFacts(imsi, presentity(i).substring(5), urn, cs, ps)),
        PresenceDocument.of(
            presentity(i),
            List.of(
                Fragment.of(
                    new Tuple("cs-voice", Basic.OPEN, null, List.of(urn), presentity(i), TIME)),
                Fragment.of(
                    new Tuple("ps-data", Basic.OPEN, null, List.of(urn), presentity(i), TIME)),
                Fragment.of(new Device("d" + urn.substring(9, 17), urn, networks, place, time)))),
        version);
  }

  /** The same bytes, so many in each write, by nobody but this loop. */
  private static void bare(Path folder, Durability durability, int batch) throws Exception {
    clear(folder);
    long[] spent = new long[10_000_000];
    int writes = 0;
    int appends = 0;
    try (Disk disk = RocksDisk.open(folder, durability)) {
      List<Disk.Entry> values = new ArrayList<>();
      for (int i = 0; i < SPREAD; i++) {
        values.add(
            new Disk.Entry(presentity(i).getBytes(US_ASCII), RecordFormat.write(record(i, 1))));
      }
      long start = System.nanoTime();
      long now = start;
      while (now - start < NANOS) {
        int from = appends % SPREAD;
        disk.write(values.subList(from, Math.min(SPREAD, from + batch)), SPREAD);
        appends += Math.min(SPREAD, from + batch) - from;
        long then = System.nanoTime();
        spent[writes++] = then - now;
        now = then;
      }
      print("bare ", durability, batch, appends, now - start, Arrays.copyOf(spent, writes));
      System.out.printf("%n");
    }
  }

  /** Two lanes, so many appends in flight between them; loads as the normaliser does. */
  private static void store(Path folder, Durability durability, int inFlight) throws Exception {
    clear(folder);
    AtomicInteger writes = new AtomicInteger();
    Disk counted = counting(RocksDisk.open(folder, durability), writes);
    RocksStore.Settings settings = new RocksStore.Settings(durability, MANY, 10_000, 20_000);
    List<PresentityRecord> records = new ArrayList<>();
    for (int i = 0; i < SPREAD; i++) {
      records.add(record(i, 1));
    }
    long[] spent = new long[10_000_000];
    AtomicInteger done = new AtomicInteger();
    AtomicLong failed = new AtomicLong();
    int lanes = Math.min(inFlight, 2);
    try (RocksStore store = RocksStore.open(folder, counted, settings)) {
      CountDownLatch ended = new CountDownLatch(lanes);
      long start = System.nanoTime();
      for (int lane = 0; lane < lanes; lane++) {
        int first = lane;
        Thread thread =
            new Thread(
                () -> {
                  Semaphore room = new Semaphore(inFlight / lanes);
                  for (int i = first; System.nanoTime() - start < NANOS; i += lanes) {
                    room.acquireUninterruptibly();
                    PresentityRecord record = records.get(i % SPREAD);
                    long began = System.nanoTime();
                    store.load(record.presentity());
                    store.append(
                        record,
                        failure -> {
                          spent[done.getAndIncrement()] = System.nanoTime() - began;
                          failed.addAndGet(failure == null ? 0 : 1);
                          room.release();
                        });
                  }
                  room.acquireUninterruptibly(inFlight / lanes);
                  ended.countDown();
                });
        thread.start();
      }
      ended.await();
      long nanos = System.nanoTime() - start;
      print("store", durability, inFlight, done.get(), nanos, Arrays.copyOf(spent, done.get()));
      System.out.printf(
          "  %.1f appends a write, %d failed%n", (double) done.get() / writes.get(), failed.get());
    }
  }

  private static Disk counting(Disk disk, AtomicInteger writes) {
    return new Disk() {
      @Override
      public byte[] read(byte[] presentity) throws RocksDBException {
        return disk.read(presentity);
      }

      @Override
      public long presentities() throws RocksDBException {
        return disk.presentities();
      }

      @Override
      public void write(List<Entry> entries, long presentities) throws RocksDBException {
        writes.incrementAndGet();
        disk.write(entries, presentities);
      }

      @Override
      public void close() {
        disk.close();
      }
    };
  }

  private static void print(
      String what, Durability durability, int inFlight, int appends, long nanos, long[] spent) {
    Arrays.sort(spent);
    System.out.printf(
        "%s %-5s %3d in flight: %7d appends/s, p50 %.3f ms, p99 %.3f ms",
        what,
        durability,
        inFlight,
        appends * 1_000_000_000L / nanos,
        spent[spent.length / 2] / 1e6,
        spent[spent.length * 99 / 100] / 1e6);
  }

  private static void size(Path folder, int presentities) throws Exception {
    clear(folder);
    RocksStore.Settings settings =
        new RocksStore.Settings(Durability.OS, presentities, 5_000, 20_000);
    Semaphore room = new Semaphore(4_000);
    long start = System.nanoTime();
    try (RocksStore store = RocksStore.open(folder, settings)) {
      for (int i = 0; i < presentities; i++) {
        room.acquire();
        store.append(record(i, 1), failure -> room.release());
      }
    }
    System.out.printf(
        "%d new presentities written in %.1f s%n", presentities, (System.nanoTime() - start) / 1e9);
    for (int round = 1; round <= 3; round++) {
      start = System.nanoTime();
      try (RocksStore store = RocksStore.open(folder, settings)) {
        double opened = (System.nanoTime() - start) / 1e6;
        store.load(presentity(presentities / 2));
        System.out.printf(
            "reopened in %.0f ms (first load after %.0f ms), %d bytes on disk for each%n",
            opened, (System.nanoTime() - start) / 1e6, bytes(folder) / presentities);
        if (round == 3) {
          loads(store, presentities);
        }
      }
    }
  }

  private static void loads(RocksStore store, int presentities) {
    int loads = 100_000;
    long start = System.nanoTime();
    for (int i = 0; i < loads; i++) {
      store.load(presentity((int) ((i * 7_919L) % presentities)));
    }
    System.out.printf(
        "%.1f us for each load from disk%n", (System.nanoTime() - start) / 1e3 / loads);
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static void clear(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
