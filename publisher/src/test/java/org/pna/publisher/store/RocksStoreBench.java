package org.pna.publisher.store;

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
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
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
import org.pna.model.Urgency;
import org.pna.model.message.Fingerprint;
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
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * Measures the store: {@code RocksStoreBench FOLDER [PRESENTITIES]}. First durable appends a
 * second, by so many closed-loop clients, beside a bare database that as many threads write the
 * same bytes to with the same options, by turns; medians. Then the size on disk and the time to
 * reopen.
 */
final class RocksStoreBench {
  private static final int MANY = 1_000_000;
  private static final long NANOS = Long.getLong("millis", 2_000) * 1_000_000;
  private static final int ROUNDS = Integer.getInteger("rounds", 3);

  /** Few enough to stay in the processor's cache, where a record that was just computed is. */
  private static final int SPREAD = 1_000;

  private static final Instant TIME = Instant.parse("2026-11-20T23:50:00Z");

  private RocksStoreBench() {}

  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    int presentities = args.length > 1 ? Integer.parseInt(args[1]) : MANY;
    PresentityRecord first = record(1, 1);
    System.out.printf(
        "a record has %d bytes, a step %d, a record's key %d%n",
        rows(1, 1)[1].length, rows(1, 1)[3].length, Keys.record(first.presentity()).length);
    for (Durability durability : Durability.values()) {
      for (int inFlight : new int[] {1, 16, 256}) {
        if (!System.getProperty("only", "" + durability + inFlight)
            .equals("" + durability + inFlight)) continue;
        compare(folder, durability, inFlight);
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
                new Place.Dialogue("msc1", Integer.toHexString(random.nextInt()))),
            time.plusSeconds(604_800),
            null);
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
                new Place.Dialogue("sgsn1", Integer.toHexString(random.nextInt()))),
            time.plusSeconds(604_800),
            null);
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
        List.of(
            new Reason(Cause.EVENT, cs.evidence(), "T3", null),
            new Reason(Cause.EVENT, ps.evidence(), "T3", cs.evidence()),
            new Reason(Cause.EVENT, ps.evidence(), "T3", null)),
        version,
        version,
        i % 8 == 0 ? time.plusSeconds(604_800) : TIME.plusSeconds(604_800),
        List.of(new Heard(new Fingerprint(random.nextLong(), random.nextLong()), time)));
  }

  static JournalEntry entry(PresentityRecord record) {
    SimFacts sim = record.sims().get(0);
    return new JournalEntry(
        record.steps(),
        Cause.EVENT,
        TIME.plusSeconds(record.steps()),
        sim.ps().evidence(),
        sim.imsi(),
        Domain.PS,
        sim.ps().node(),
        "T3",
        null,
        sim.cs().evidence());
  }

  private record Figures(long perSecond, double p50, double p99) {
    static Figures of(long nanos, long[] spent, int count) {
      long[] sorted = Arrays.copyOf(spent, count);
      Arrays.sort(sorted);
      return new Figures(
          count * 1_000_000_000L / nanos,
          sorted[count / 2] / 1e6,
          sorted[(int) (count * 99L / 100)] / 1e6);
    }
  }

  /** The two by turns, so that the disk's moods show in both. */
  private static void compare(Path folder, Durability durability, int inFlight) throws Exception {
    List<Figures> bare = new ArrayList<>();
    List<Figures> store = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      bare.add(bare(folder.resolve("bare"), durability, inFlight));
      store.add(store(folder.resolve("store"), durability, inFlight));
      System.out.println(bare.get(round) + " " + store.get(round));
    }
    Comparator<Figures> bySpeed = Comparator.comparingLong(Figures::perSecond);
    bare.sort(bySpeed);
    store.sort(bySpeed);
    Figures theirs = bare.get(ROUNDS / 2);
    Figures ours = store.get(ROUNDS / 2);
    System.out.printf(
        "%-5s %3d in flight: bare %7d/s, p50 %.3f ms, p99 %.3f ms; store %7d/s, p50 %.3f ms, p99"
            + " %.3f ms; %.2f%n",
        durability,
        inFlight,
        theirs.perSecond(),
        theirs.p50(),
        theirs.p99(),
        ours.perSecond(),
        ours.p50(),
        ours.p99(),
        (double) ours.perSecond() / theirs.perSecond());
  }

  /** So many threads, each with a batch of its own for each append; the bytes are ready. */
  private static Figures bare(Path folder, Durability durability, int clients) throws Exception {
    clear(folder);
    Files.createDirectories(folder);
    byte[][][] rows = new byte[2 * SPREAD][][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = rows(i % SPREAD, 1 + i / SPREAD);
    }
    long[] spent = new long[4_000_000];
    AtomicInteger done = new AtomicInteger();
    RocksDB.loadLibrary();
    try (RocksOptions options = new RocksOptions();
        WriteOptions write = RocksDisk.writeOptions(durability);
        RocksDB db = RocksDB.open(options.options(), folder.toString())) {
      List<Thread> threads = new ArrayList<>();
      long start = System.nanoTime();
      for (int client = 0; client < clients; client++) {
        int first = client;
        Thread thread =
            new Thread(
                () -> {
                  try {
                    for (int i = first; System.nanoTime() - start < NANOS; i += clients) {
                      long began = System.nanoTime();
                      write(db, write, rows[i % rows.length]);
                      spent[done.getAndIncrement()] = System.nanoTime() - began;
                    }
                  } catch (RocksDBException e) {
                    throw new IllegalStateException(e);
                  }
                });
        threads.add(thread);
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
      return Figures.of(System.nanoTime() - start, spent, done.get());
    }
  }

  private static void write(RocksDB db, WriteOptions options, byte[][] rows)
      throws RocksDBException {
    try (WriteBatch batch = new WriteBatch()) {
      batch.put(rows[0], rows[1]);
      batch.put(rows[2], rows[3]);
      if (rows.length > 4) {
        batch.delete(rows[4]);
        batch.put(rows[5], new byte[0]);
      }
      db.write(options, batch);
    }
  }

  /** The keys and values of an append, and what it changes of the index. */
  private static byte[][] rows(int i, int version) {
    PresentityRecord record = record(i, version);
    byte[] key = Keys.record(record.presentity());
    ByteWriter out = new ByteWriter();
    RecordFormat.write(out, record);
    byte[] value = out.toBytes();
    StepFormat.write(out, entry(record));
    byte[] step = out.toBytes();
    byte[] due = Keys.due(record.wakeAt(), key);
    byte[] before = Keys.due(record(i, 3 - version).wakeAt(), key);
    byte[] slot = Keys.step(key, version);
    return Arrays.equals(due, before)
        ? new byte[][] {key, value, slot, step}
        : new byte[][] {key, value, slot, step, before, due};
  }

  /** Two lanes, so many appends in flight between them; loads as the normaliser does. */
  private static Figures store(Path folder, Durability durability, int inFlight) throws Exception {
    clear(folder);
    RocksStore.Settings settings = new RocksStore.Settings(durability, MANY, 10_000, 20_000, 32);
    PresentityRecord[] records = new PresentityRecord[2 * SPREAD];
    JournalEntry[] entries = new JournalEntry[records.length];
    for (int i = 0; i < records.length; i++) {
      records[i] = record(i % SPREAD, 1 + i / SPREAD);
      entries[i] = entry(records[i]);
    }
    long[] spent = new long[4_000_000];
    AtomicInteger done = new AtomicInteger();
    AtomicInteger failed = new AtomicInteger();
    int lanes = Math.min(inFlight, 2);
    try (RocksStore store = RocksStore.open(folder, settings)) {
      List<Thread> threads = new ArrayList<>();
      long start = System.nanoTime();
      for (int lane = 0; lane < lanes; lane++) {
        int first = lane;
        Thread thread =
            new Thread(
                () -> {
                  Semaphore room = new Semaphore(inFlight / lanes);
                  for (int i = first; System.nanoTime() - start < NANOS; i += lanes) {
                    room.acquireUninterruptibly();
                    PresentityRecord record = records[i % records.length];
                    long began = System.nanoTime();
                    store.load(record.presentity());
                    store.append(
                        record,
                        entries[i % records.length],
                        Urgency.TRANSITION,
                        failure -> {
                          spent[done.getAndIncrement()] = System.nanoTime() - began;
                          failed.addAndGet(failure == null ? 0 : 1);
                          room.release();
                        });
                  }
                  room.acquireUninterruptibly(inFlight / lanes);
                });
        threads.add(thread);
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
      if (failed.get() > 0) {
        throw new IllegalStateException(failed + " appends failed");
      }
      return Figures.of(System.nanoTime() - start, spent, done.get());
    }
  }

  private static void size(Path folder, int presentities) throws Exception {
    clear(folder);
    RocksStore.Settings settings =
        new RocksStore.Settings(Durability.OS, presentities, 5_000, 20_000, 32);
    Semaphore room = new Semaphore(4_000);
    long start = System.nanoTime();
    try (RocksStore store = RocksStore.open(folder, settings)) {
      for (int i = 0; i < presentities; i++) {
        room.acquire();
        PresentityRecord record = record(i, 1);
        store.append(record, entry(record), Urgency.TRANSITION, failure -> room.release());
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
