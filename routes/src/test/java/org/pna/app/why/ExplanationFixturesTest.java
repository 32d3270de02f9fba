package org.pna.app.why;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pna.adapter.ph.PushNotificationAdapter;
import org.pna.adapter.ph.UserDataAnswerAdapter;
import org.pna.adapter.pk.PkAdapter;
import org.pna.adapter.pp.PpAdapter;
import org.pna.adapter.pr.PrAdapter;
import org.pna.app.control.ControlHandler.Answer;
import org.pna.app.control.ControlRequest;
import org.pna.app.control.Format;
import org.pna.app.control.Reply;
import org.pna.model.DataNetworks;
import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.Place;
import org.pna.model.Refusal;
import org.pna.model.ReportingNode;
import org.pna.model.Source;
import org.pna.model.message.Origin;
import org.pna.model.message.accounting.AccountingRequest;
import org.pna.model.message.accounting.AccountingStatus;
import org.pna.model.message.cap.CallEvent;
import org.pna.model.message.map.SubscriberState;
import org.pna.publisher.server.PublicUris;
import org.pna.publisher.store.MemoryStore;
import org.pna.publisher.store.StoreView;
import org.pna.routes.Identification;
import org.pna.routes.Suspects;

/**
 * Lives under {@code test-fixtures/why} and how they are explained. What is said instead of what is
 * expected is left in {@code target/why}.
 */
class ExplanationFixturesTest {
  private static final Path CASES =
      Path.of(System.getProperty("pna.root", "..")).resolve("test-fixtures/why");
  private static final Path SAID = Path.of("target/why");

  private final List<Watcher> watchers = new ArrayList<>();
  private int history = 32;
  private String asked = Life.ALICE;
  private @Nullable Instant at;

  static Stream<String> cases() throws IOException {
    try (Stream<Path> folders = Files.list(CASES)) {
      return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void saysWhatIsExpected(String name) throws IOException {
    Path folder = CASES.resolve(name);
    List<String> lines = Files.readAllLines(folder.resolve("life.txt"));
    lines.stream()
        .filter(line -> line.startsWith("history "))
        .forEach(line -> history = Integer.parseInt(line.substring(8)));
    MemoryStore store = new MemoryStore(10, history);
    Life life = new Life(store, lines.contains("asks"));
    for (String line : lines) {
      if (!line.isBlank() && !line.startsWith("#")) {
        live(store, life, line.split(" +"));
      }
    }
    List<String> wrong = new ArrayList<>();
    for (Format format : Format.values()) {
      String file = format == Format.TEXT ? "expected.txt" : "expected.json";
      Path expected = folder.resolve(file);
      String said = said(store, format);
      if (!Files.exists(expected) || !said.equals(Files.readString(expected))) {
        Path kept = SAID.resolve(name).resolve(file);
        Files.createDirectories(kept.getParent());
        Files.writeString(kept, said);
        wrong.add(file + ":\n" + said);
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** One line of {@code life.txt}; the first word says which. */
  private void live(MemoryStore store, Life life, String[] words) {
    switch (words[0]) {
      case "history", "asks" -> {}
      case "call" ->
          life.call(
              Long.parseLong(words[1]),
              CallEvent.Operation.valueOf(words[2]),
              words[3],
              words.length > 4 ? Integer.parseInt(words[4]) : -1);
      case "answer" ->
          life.answered(
              Long.parseLong(words[1]),
              Domain.valueOf(words[2]),
              SubscriberState.valueOf(words[3]),
              words.length > 4 ? words[4] : null);
      case "push" ->
          life.hears(
              new PushNotificationAdapter(),
              Supplied.push(
                  life.origin(Long.parseLong(words[1]), "hss1"),
                  words[2],
                  Integer.parseInt(words[3])),
              null);
      case "pulled" ->
          life.hears(
              new UserDataAnswerAdapter(),
              Supplied.answer(
                  life.origin(Long.parseLong(words[1]), "hss1"),
                  words[2],
                  Integer.parseInt(words[3]),
                  Integer.parseInt(words[4])),
              null);
      case "session" -> session(life, words);
      case "frame" -> life.from(new Place.Frame(words[1], Long.parseLong(words[2])));
      case "event" ->
          life.hears(
              Long.parseLong(words[1]),
              Integer.parseInt(words[2], 16),
              words[3],
              words[4],
              Integer.parseInt(words[5]),
              words.length > 6 ? Long.valueOf(words[6]) : null);
      case "time" -> life.passes(Long.parseLong(words[1]));
      case "refused" ->
          new Suspects(
                  10,
                  names -> new Identification.Known(Life.ALICE, List.of()),
                  store,
                  new SimpleMeterRegistry(),
                  () -> {})
              .refused(
                  new Refusal(
                      new Origin(
                          Life.START.plusSeconds(Long.parseLong(words[1])),
                          new Place.Dialogue("msc1", "1")),
                      List.of(new Imsi(Life.IMSI)),
                      new ReportingNode(words[2], null),
                      Domain.valueOf(words[3]),
                      words[4]));
      case "watcher" ->
          watchers.add(
              new Watcher(
                  words[1],
                  words[2].equals("active"),
                  words[3].equals("location"),
                  Life.START.plusSeconds(3600),
                  Long.parseLong(words[4]),
                  Long.parseLong(words[5]),
                  words.length == 6
                      ? null
                      : new Watcher.Last(
                          Long.parseLong(words[6]), Life.START.plusSeconds(1), words[7])));
      case "ask" -> asked = words[1];
      case "at" -> at = Instant.parse(words[1]);
      default -> throw new IllegalArgumentException(words[0]);
    }
  }

  private static void session(Life life, String[] words) {
    AccountingRequest request =
        Supplied.accounting(
            life.origin(Long.parseLong(words[1]), "gi"),
            new Source(words[2]),
            AccountingStatus.valueOf(words[3]),
            words[4],
            Integer.parseInt(words[5]),
            words[6]);
    Long until = words.length > 7 ? Long.valueOf(words[7]) : null;
    life.hears(new PkAdapter(DataNetworks.DEFAULT), request, until);
    life.hears(new PpAdapter(DataNetworks.DEFAULT), request, until);
    life.hears(new PrAdapter(DataNetworks.DEFAULT), request, until);
  }

  private String said(StoreView store, Format format) throws IOException {
    Answer answer =
        new WhyAnswer(store, new PublicUris(Set.of("pna.test")), (view, presentity) -> watchers)
            .answer(new ControlRequest.Why(asked, at, format));
    StringWriter text = new StringWriter();
    answer.body().writeTo(text);
    return answer.status() == Reply.Status.OK ? text.toString() : answer.status() + " " + text;
  }
}
