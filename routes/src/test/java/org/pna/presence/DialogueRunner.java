package org.pna.presence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pna.publisher.pidf.Basic;

/**
 * Runs one written dialogue. Its lines:
 *
 * <pre>
 * # a remark
 * C: a line of what the watcher sends; the runner adds Via, Max-Forwards and Content-Length
 * S: a regular expression that some whole line of the server's next message matches; its named
 *    groups are variables from then on: ${name}
 * S! one that no line matches
 * N: 500         nothing comes for so many milliseconds
 * A: 200 OK      the watcher answers the last request; more lines are headers
 * P: uri open    the presentity is published as open or closed; a cell may follow
 * T: 61          so many seconds pass
 * X: down        the server dies; what is published then is committed, but told to nobody
 * X: up          it starts again with what its store holds
 * </pre>
 */
final class DialogueRunner {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");
  private static final Pattern GROUP = Pattern.compile("\\(\\?<(\\w+)>");

  private final ServerUnderTest server;
  private final WatcherSocket watcher;
  private final Map<String, String> variables = new HashMap<>();
  private int branches;
  private String lastReceived = "";

  DialogueRunner(ServerUnderTest server, WatcherSocket watcher, String name) {
    this.server = server;
    this.watcher = watcher;
    variables.put("local", watcher.local());
    variables.put("transport", watcher.transport().toLowerCase(java.util.Locale.ROOT));
    variables.put("call", name + "-" + System.nanoTime());
  }

  void run(Path file) throws IOException, InterruptedException {
    List<String> block = new ArrayList<>();
    char kind = ' ';
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.add("");
    for (String line : lines) {
      char of = line.isEmpty() ? ' ' : line.charAt(0);
      if (of != kind || "NPTX".indexOf(of) >= 0) {
        play(file, kind, block);
        block.clear();
        kind = of;
      }
      block.add(line);
    }
  }

  private void play(Path file, char kind, List<String> block)
      throws IOException, InterruptedException {
    switch (kind) {
      case 'C' -> send(block);
      case 'S' -> expect(file, block);
      case 'A' -> {
        List<String> lines = block.stream().map(line -> filled(line.substring(3))).toList();
        watcher.answer(
            lastReceived, lines.get(0), lines.subList(1, lines.size()).toArray(String[]::new));
      }
      case 'N' ->
          assertThat(watcher.receive(Long.parseLong(block.get(0).substring(3).strip())))
              .as("%s: nothing was expected", file.getFileName())
              .isNull();
      case 'P' -> {
        String[] words = filled(block.get(0).substring(3)).split(" ");
        server.publish(
            words[0],
            Basic.valueOf(words[1].toUpperCase(java.util.Locale.ROOT)),
            words.length > 2 ? words[2] : null);
      }
      case 'T' ->
          server.advance(Duration.ofSeconds(Long.parseLong(block.get(0).substring(3).strip())));
      case 'X' -> {
        switch (block.get(0).substring(3).strip()) {
          case "down" -> server.down();
          case "up" -> server.up();
          default -> fail("%s: neither up nor down: %s", file.getFileName(), block.get(0));
        }
      }
      case '#', ' ' -> {}
      default -> fail("%s: what is '%s'?", file.getFileName(), block.get(0));
    }
  }

  private void send(List<String> block) throws IOException {
    List<String> head = new ArrayList<>();
    String body = "";
    for (String line : block) {
      String text = filled(line.length() > 3 ? line.substring(3) : "");
      if (text.startsWith("<")) {
        body += text;
      } else {
        head.add(text);
      }
    }
    branches++;
    addIfMissing(
        head,
        "Via",
        "SIP/2.0/"
            + watcher.transport()
            + " "
            + watcher.local()
            + ";branch=z9hG4bK"
            + variables.get("call")
            + branches);
    addIfMissing(head, "Max-Forwards", "70");
    addIfMissing(head, "Content-Length", String.valueOf(body.length()));
    watcher.send(String.join("\r\n", head) + "\r\n\r\n" + body);
  }

  private static void addIfMissing(List<String> head, String name, String value) {
    if (head.stream().noneMatch(line -> line.startsWith(name + ":"))) {
      head.add(1, name + ": " + value);
    }
  }

  private void expect(Path file, List<String> block) throws InterruptedException {
    String message = watcher.receive(5_000);
    assertThat(message).as("%s: expected %s", file.getFileName(), block).isNotNull();
    lastReceived = message;
    for (String line : block) {
      String expression = filled(line.substring(3));
      Matcher matcher = Pattern.compile("(?m)^(?:" + expression + ")\\r?$").matcher(message);
      boolean found = matcher.find();
      boolean wanted = line.charAt(1) == ':';
      if (found != wanted) {
        fail(
            "%s: %s: %s%nin%n%s",
            file.getFileName(), wanted ? "no line matches" : "a line matches", expression, message);
      }
      Matcher group = GROUP.matcher(expression);
      while (wanted && group.find()) {
        variables.put(group.group(1), matcher.group(group.group(1)));
      }
    }
  }

  private String filled(String text) {
    return VARIABLE
        .matcher(text)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(variables.getOrDefault(match.group(1), match.group())));
  }
}
