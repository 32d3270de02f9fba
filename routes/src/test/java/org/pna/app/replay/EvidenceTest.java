package org.pna.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.pna.Peers;
import org.pna.model.Evidence;
import org.pna.model.Place;
import org.pna.publisher.pidf.Fragment;
import org.pna.publisher.store.Cause;
import org.pna.publisher.store.PresentityRecord;
import org.pna.publisher.store.Reason;
import org.pna.routes.DerivedIdentities;

@DisplayName("I5: each published element names the event of the capture that made it so")
class EvidenceTest {
  private static final Path SHARED = Replays.ROOT.resolve("../shared/captures");

  @Test
  void ofTheProjectsOwnCaptures() throws Exception {
    int elements = 0;
    for (String name : Replays.cases("expected.jsonl").toList()) {
      elements += walk(input(Replays.CASES.resolve(name)));
    }
    assertThat(elements).isGreaterThan(10);
  }

  @Test
  void ofOtherCaptures() throws Exception {
    Peers.need(SHARED);
    int elements = 0;
    try (Stream<Path> files = Files.walk(SHARED)) {
      for (Path file :
          files.filter(f -> f.toString().matches(".*\\.p?cap(ng)?(\\.gz)?")).toList()) {
        elements += walk(file);
      }
    }
    assertThat(elements).isGreaterThan(10);
  }

  /** Number of elements, each of which was looked at. */
  private static int walk(Path input) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    List<PresentityRecord> records = new ArrayList<>();
    try (ReplayRun run =
        new ReplayRun(out, EventFormat.Json::new, new DerivedIdentities(), 2, null)) {
      run.read(input.toString());
      run.finish();
      run.forEach(records::add);
    }
    Map<String, List<Map<String, String>>> events = new HashMap<>();
    for (Map<String, String> event : Replays.objects(out.toByteArray())) {
      events.computeIfAbsent(event.get("frame"), frame -> new ArrayList<>()).add(event);
    }
    AtomicInteger elements = new AtomicInteger();
    for (PresentityRecord record : records) {
      List<Fragment> fragments = record.document().fragments();
      for (int i = 0; i < fragments.size(); i++) {
        check(record, fragments.get(i), record.reasons().get(i), events);
        elements.incrementAndGet();
      }
    }
    return elements.get();
  }

  private static void check(
      PresentityRecord record,
      Fragment fragment,
      Reason reason,
      Map<String, List<Map<String, String>>> events) {
    Evidence evidence = reason.evidence();
    assertThat(evidence.place()).isInstanceOf(Place.Frame.class);
    String frame = Long.toString(((Place.Frame) evidence.place()).number());
    if (evidence.operation().equals("dialogue-lost")) {
      assertThat(reason.cause()).isEqualTo(Cause.TIMER); // T9: at once it says nothing
      return;
    }
    assertThat(events.getOrDefault(frame, List.of()))
        .as("%s of frame %s", fragment.id(), frame)
        .anySatisfy(
            event -> {
              assertThat(event.get("presentity"))
                  .isEqualTo(isAboutNobody(event) ? null : record.presentity());
              assertThat(event.get("source")).isEqualTo(evidence.source().name());
              assertThat(event.get("operation")).isEqualTo(evidence.operation());
              assertThat(code(event)).isEqualTo(evidence.code());
              assertThat(event.get("file")).isEqualTo(((Place.Frame) evidence.place()).file());
              if (reason.cause() == Cause.EVENT && !mayHaveWaited(event)) {
                assertThat(event.get("published")).isEqualTo("true");
              }
            });
    assertThat(reason.rule()).isNotEmpty();
    if (reason.cause() == Cause.EVENT) {
      assertThat(fragment.element().timestamp()).isEqualTo(evidence.time());
    }
  }

  /** Accounting-On and -Off are about all whose sessions a gateway had. */
  private static boolean isAboutNobody(Map<String, String> event) {
    String name = event.getOrDefault("event", "");
    return name.equals("Accounting-On") || name.equals("Accounting-Off");
  }

  /** A state that has no number goes by its name. */
  private static String code(Map<String, String> event) {
    boolean named = event.get("operation").equals("NOTIFY");
    return event.getOrDefault(named ? "event" : "code", "");
  }

  /** A REGISTER with Expires 0 takes effect later, where a NOTIFY might explain it. */
  private static boolean mayHaveWaited(Map<String, String> event) {
    return event.get("operation").equals("REGISTER") && code(event).equals("0");
  }

  private static Path input(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("input."))
          .findFirst()
          .orElseThrow();
    }
  }
}
