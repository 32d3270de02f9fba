package org.pna.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pna.app.config.SubscribersFile;
import org.pna.model.Adapter;
import org.pna.model.Attachment;
import org.pna.model.Domain;
import org.pna.model.Evidence;
import org.pna.model.Fact;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.Nai;
import org.pna.model.Place;
import org.pna.model.PresenceReport;
import org.pna.model.PublicIdentity;
import org.pna.model.Registration;
import org.pna.model.ReportingNode;
import org.pna.model.Source;
import org.pna.model.SubscriberId;
import org.pna.model.Urgency;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.NetworkMessage;
import org.pna.model.message.Origin;
import org.pna.normalise.DeviceIds;
import org.pna.normalise.HoldPolicy;
import org.pna.normalise.HomeNetworks;
import org.pna.normalise.Lifetimes;
import org.pna.normalise.NetworkNames;
import org.pna.normalise.Normaliser;
import org.pna.normalise.QuestionListener;
import org.pna.normalise.TrustedNodes;
import org.pna.publisher.pen.Pen;
import org.pna.publisher.server.PublicUris;
import org.pna.publisher.store.MemoryStore;
import org.pna.routes.AcceptanceListener;
import org.pna.routes.Alarm;
import org.pna.routes.Alarms;
import org.pna.routes.Contradictions;
import org.pna.routes.Directory;
import org.pna.routes.DirectoryReload;
import org.pna.routes.IdentityIndex;
import org.pna.routes.LaneSettings;
import org.pna.routes.LearnedNames;
import org.pna.routes.PresenceRoute;
import org.pna.routes.Steps;
import org.pna.transport.trace.TraceComponent;

@DisplayName("The subscribers' file that changes under a running gateway")
@Timeout(60)
class DirectoryFileTest {
  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");
  private static final String HEADER = "imsi,msisdn,presentity,identities\n";
  private static final String ANN = "sip:ann@pna.test";
  private static final String BOB = "sip:bob@pna.test";
  private static final PublicUris URIS = new PublicUris(Set.of("pna.test"));

  /** What anybody tells. */
  private record Told(
      Origin origin, List<SubscriberId> subscriber, Fact fact, Fingerprint fingerprint)
      implements NetworkMessage {}

  private static final class ToldAdapter implements Adapter<Told> {
    @Override
    public Source source() {
      return new Source("ph");
    }

    @Override
    public Class<Told> messageType() {
      return Told.class;
    }

    @Override
    public boolean hears(Told message) {
      return true;
    }

    @Override
    public List<PresenceReport> reports(Told told) {
      Evidence evidence =
          new Evidence(source(), "told", "1", told.origin().time(), told.origin().place());
      return List.of(
          new PresenceReport(
              evidence,
              told.subscriber(),
              new ReportingNode("4670", null),
              List.of(told.fact()),
              Urgency.TRANSITION));
    }
  }

  @TempDir Path folder;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final MemoryStore store = new MemoryStore(100);
  private final Alarms alarms = new Alarms(InstantSource.fixed(START), meters);
  private final Directory directory =
      new Directory(new HomeNetworks(List.of("24099"), Map.of()), URIS);
  private final TraceComponent trace = new TraceComponent();
  private final DefaultCamelContext camel = new DefaultCamelContext();
  private Path file;
  private Steps steps;
  private DirectoryReload reload;
  private DirectoryFile watched;
  private int versions;
  private int renamed;
  private int told;

  @BeforeEach
  void start() throws Exception {
    file = folder.resolve("subscribers.csv");
    IdentityIndex index =
        new IdentityIndex(
            directory,
            new LearnedNames(store, meters),
            new Contradictions(meters),
            InstantSource.fixed(START));
    steps =
        new Steps(
            new LaneSettings(2, 2_000, Duration.ofSeconds(30), Duration.ofMinutes(1)),
            index,
            new Normaliser(
                NetworkNames.DEFAULT,
                new HomeNetworks(List.of(), Map.of()),
                TrustedNodes.ALL,
                Lifetimes.DEFAULT,
                new DeviceIds("salt")),
            store,
            new Pen(store, publication -> {}, meters),
            HoldPolicy.NONE,
            AcceptanceListener.NONE,
            QuestionListener.NONE,
            InstantSource.fixed(START),
            meters);
    reload = new DirectoryReload(index, steps, InstantSource.fixed(START));
    camel.disableJMX();
    camel.addComponent("trace", trace);
    camel.addRoutes(new PresenceRoute("trace:t", List.of(new ToldAdapter()), steps));
    camel.start();
  }

  @AfterEach
  void stop() {
    camel.stop();
    steps.close();
  }

  private void write(String rows) throws IOException {
    Files.writeString(file, HEADER + rows);
    Files.setLastModifiedTime(file, FileTime.from(START.plusSeconds(++versions)));
  }

  private void begin(String rows) throws IOException {
    write(rows);
    SubscribersFile.read(file, row -> DirectoryRows.add(directory, row, URIS));
    watched =
        new DirectoryFile(
            file, DirectoryFile.stamp(file), URIS, directory, reload, alarms, () -> renamed++);
  }

  private void change(String rows) throws Exception {
    write(rows);
    watched.look();
    watched.look();
    settle();
  }

  private void settle() throws Exception {
    reload.tick();
    for (String presentity : List.of(ANN, BOB)) {
      CompletableFuture<Void> done = new CompletableFuture<>();
      steps.lanes().submit(presentity, () -> done.complete(null));
      done.get(10, TimeUnit.SECONDS);
    }
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (reload.waiting() > 0 && System.nanoTime() < end) { // other presentities, other lanes
      Thread.onSpinWait();
    }
    assertThat(reload.waiting()).isZero();
  }

  private @Nullable Exception tell(Fact fact, SubscriberId... names) throws Exception {
    Origin origin = new Origin(START.plusSeconds(++told), new Place.Frame("t", told));
    CompletableFuture<Exchange> done = new CompletableFuture<>();
    trace.feed(
        "t", new Told(origin, List.of(names), fact, new Fingerprint(0, told)), done::complete);
    return done.thenApply(Exchange::getException).get(5, TimeUnit.SECONDS);
  }

  private boolean isShown(String presentity) {
    boolean held = !store.committed(presentity).sims().isEmpty();
    assertThat(store.committed(presentity).document().elements().isEmpty()).isEqualTo(!held);
    return held;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "imsi,        240990000000001",
    "msisdn,      4670001",
    "identity,    sip:nick@pna.test",
    "number,      tel:+46-70-001",
    "nai,         ann@wlan.example"
  })
  @DisplayName("T16: a name that moves takes nothing along, and is the new one's at once")
  void moves(String kind, String name) throws Exception {
    SubscriberId id =
        switch (kind) {
          case "imsi" -> new Imsi(name);
          case "msisdn" -> new Msisdn(name);
          case "nai" -> new Nai(name);
          default -> new PublicIdentity(name);
        };
    String column =
        switch (kind) {
          case "imsi" -> "%s,,%%s,%%s\n".formatted(name);
          case "msisdn" -> ",%s,%%s,%%s\n".formatted(name);
          default -> ",,%%s,%s %%s\n".formatted(name);
        };
    Fact fact =
        id instanceof PublicIdentity identity
            ? new Registration(identity, Registration.State.REGISTERED, START.plusSeconds(3600))
            : new Attachment(Domain.CS, Attachment.State.ATTACHED);
    String stay = ",,%s,sip:a2@pna.test\n,,%s,sip:b2@pna.test\n".formatted(ANN, BOB);
    begin(stay + column.formatted(ANN, "sip:x@pna.test"));
    assertThat(tell(fact, id)).isNull();
    assertThat(isShown(ANN)).isTrue();
    change(stay + column.formatted(BOB, "sip:x@pna.test"));
    assertThat(isShown(ANN)).isFalse();
    assertThat(isShown(BOB)).isFalse();
    assertThat(tell(fact, id)).isNull();
    assertThat(isShown(ANN)).isFalse();
    assertThat(isShown(BOB)).isTrue();
    assertThat(renamed).isEqualTo(1);
  }

  @Test
  void aSwappedSimSaysNothingAnyMoreAndANumberThatChangesLeavesTheSimAlone() throws Exception {
    Attachment attached = new Attachment(Domain.CS, Attachment.State.ATTACHED);
    begin("240990000000001,4670001," + ANN + ",\n");
    tell(attached, new Imsi("240990000000001"), new Msisdn("4670001"));
    change("240990000000001,4670009," + ANN + ",\n");
    assertThat(isShown(ANN)).isTrue();
    change("240990000000002,4670009," + ANN + ",\n");
    assertThat(isShown(ANN)).isFalse();
    assertThat(tell(attached, new Imsi("240990000000001"))).isNull(); // quarantined
    assertThat(isShown(ANN)).isFalse();
    tell(attached, new Imsi("240990000000002"));
    assertThat(isShown(ANN)).isTrue();
  }

  @Test
  void whoseRowsAreGoneIsPublishedNoMoreAndWhoIsAddedIsKnownAtOnce() throws Exception {
    Attachment attached = new Attachment(Domain.CS, Attachment.State.ATTACHED);
    begin("240990000000001,4670001," + ANN + ",\n");
    tell(attached, new Imsi("240990000000001"));
    change("240990000000002,,sip:bob@PNA.test,\n");
    assertThat(isShown(ANN)).isFalse();
    tell(attached, new Imsi("240990000000002"));
    assertThat(isShown(BOB)).isTrue();
  }

  @Test
  void aFaultyFileLeavesTheRowsBeforeItInForce() throws Exception {
    begin("240990000000001,4670001," + ANN + ",\n");
    change("240990000000001,4670001," + ANN + ",\n24O99,,sip:carl@pna.test,\n");
    assertThat(directory.table().size()).isEqualTo(1);
    assertThat(alarms.active()).extracting(Alarm::name).containsExactly(DirectoryFile.ALARM);
    assertThat(alarms.active().get(0).text()).contains("line 3: ").doesNotContain("carl", "24O99");
    assertThat(renamed).isZero();
    change("240990000000001,4670001," + ANN + ",\n240990000000003,,sip:carl@pna.test,\n");
    assertThat(directory.table().size()).isEqualTo(2);
    assertThat(alarms.active()).isEmpty();
    Files.delete(file);
    watched.look();
    watched.look();
    assertThat(directory.table().size()).isEqualTo(2);
    assertThat(alarms.active()).hasSize(1);
  }

  @Test
  void aFileThatIsStillBeingWrittenWaits() throws Exception {
    begin("240990000000001,4670001," + ANN + ",\n");
    for (int i = 2; i < 5; i++) {
      write("240990000000001,4670001," + ANN + ",\n24099000000000" + i + ",,sip:c@pna.test,\n");
      watched.look();
      assertThat(renamed).isZero();
    }
    watched.look();
    assertThat(renamed).isEqualTo(1);
    watched.look();
    assertThat(renamed).isEqualTo(1);
  }

  @Test
  void aFileThatLosesManyPresentitiesAtOnceIsNotBelieved() throws Exception {
    String all = rows(DirectoryFile.MANY);
    begin(all);
    change(rows(DirectoryFile.MANY * 7 / 10));
    assertThat(directory.table().size()).isEqualTo(DirectoryFile.MANY);
    assertThat(alarms.active().get(0).text()).contains("300 of 1,000 presentities");
    change(rows(DirectoryFile.MANY * 9 / 10));
    assertThat(directory.table().size()).isEqualTo(900);
    assertThat(alarms.active()).isEmpty();
  }

  private static String rows(int count) {
    StringBuilder rows = new StringBuilder();
    IntStream.range(0, count).forEach(i -> rows.append(row(i, i)));
    return rows.toString();
  }

  private static String row(int sim, int owner) {
    return "24099%010d,4670%07d,sip:user%d@pna.test,sip:nick%d@pna.test\n"
        .formatted(sim, sim, owner, owner);
  }

  @Test
  @Tag("slow")
  @Timeout(600)
  @DisplayName("a million rows, a thousand of them changed")
  void aMillionRows() throws Exception {
    int count = 1_000_000;
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(HEADER);
      for (int i = 0; i < count; i++) {
        out.write(row(i, i));
      }
    }
    SubscribersFile.read(file, row -> DirectoryRows.add(directory, row, URIS));
    watched =
        new DirectoryFile(
            file, DirectoryFile.stamp(file), URIS, directory, reload, alarms, () -> renamed++);
    long before = used();
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(HEADER);
      for (int i = 0; i < count; i++) {
        out.write(row(i % 1_000 == 0 ? count + i : i, i));
      }
    }
    watched.look();
    long began = System.nanoTime();
    watched.look();
    long millis = (System.nanoTime() - began) / 1_000_000;
    while (reload.waiting() > 0) {
      reload.tick();
      Thread.onSpinWait();
    }
    long after = used();
    System.out.printf(
        "1,000,000 rows: %,d octets a row, read again in %,d ms, then %,d octets a row%n",
        before / count, millis, after / count);
    assertThat(renamed).isEqualTo(1);
    assertThat(after).isLessThan(before + before / 4);
    assertThat(Duration.ofMillis(millis)).isLessThan(Duration.ofSeconds(60));
  }

  private static long used() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
