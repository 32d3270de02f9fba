package org.pna.endurance;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pna.simulator.AttachStorm;
import org.pna.simulator.AttachStorm.State;
import org.pna.simulator.M3uaLink;
import org.pna.simulator.Subscriber;

/** As many attaches as the link takes, then a look at what the gateway made of them. */
final class StormRun {
  private static final Duration LINK_PATIENCE = Duration.ofMinutes(2);

  /** Longer than any answer may take. */
  private static final Duration QUIET = Duration.ofSeconds(30);

  private static final int SAMPLE = 20_000;

  private StormRun() {}

  /**
   * Runs it.
   *
   * @param folder for all files
   * @param attaches one for each subscriber
   * @param flags for the gateway's virtual machine
   * @param more keys of its configuration
   */
  static StormReport run(Path folder, int attaches, List<String> flags, String more)
      throws IOException, InterruptedException {
    GatewayFolder gateway = GatewayFolder.in(folder, attaches, more);
    try (M3uaLink link = gateway.link();
        GatewayProcess process = GatewayProcess.start(gateway, flags);
        GatewayQuestions questions = new GatewayQuestions(gateway.data())) {
      if (!link.awaitActive(LINK_PATIENCE)) {
        throw new IOException("the link did not come up; see " + folder.resolve("gateway.log"));
      }
      System.out.printf("link up after          %d ms%n", process.age().toMillis());
      AttachStorm storm = new AttachStorm(link, GatewayFolder.VLR, GatewayFolder.GATEWAY, attaches);
      storm.send();
      storm.awaitAnswers(QUIET);
      System.out.print(storm.text());
      return look(storm, attaches, questions, process);
    }
  }

  private static StormReport look(
      AttachStorm storm, int attaches, GatewayQuestions questions, GatewayProcess process)
      throws IOException {
    Suspects suspects = Suspects.of(questions.suspects());
    boolean whole = suspects.nodes.contains(GatewayFolder.VLR.globalTitle());
    int acknowledged = storm.count(State.ACKNOWLEDGED);
    int every = Math.max(1, acknowledged / SAMPLE);
    int seen = 0;
    int checked = 0;
    int wrongState = 0;
    int unsuspected = 0;
    int kept = 0;
    for (int i = 0; i < attaches; i++) {
      if (storm.state(i) == State.ACKNOWLEDGED && seen++ % every == 0) {
        checked++;
        wrongState += isExact(i, questions.why(GatewayFolder.presentity(i))) ? 0 : 1;
      } else if (storm.state(i) == State.REFUSED) {
        unsuspected += whole || suspects.isSubscriber(i) ? 0 : 1;
        Explanation explanation = questions.why(GatewayFolder.presentity(i));
        boolean held = explanation.events() > 0;
        kept += held ? 1 : 0;
        wrongState += held && !isExact(i, explanation) ? 1 : 0;
      }
    }
    long peak = process.memory("VmHWM");
    return new StormReport(
        acknowledged,
        storm.count(State.REFUSED),
        storm.count(State.WRONG),
        storm.count(State.UNANSWERED),
        checked,
        wrongState,
        unsuspected,
        kept,
        suspects.subscribers.cardinality(),
        suspects.nodes.size(),
        suspects.presentities,
        peak < 0 ? -1 : peak / 1024);
  }

  private static boolean isExact(int subscriber, Explanation explanation) {
    String cell = "cell " + AttachStorm.cell(subscriber);
    return explanation.version() == 1
        && explanation.events() == 1
        && "open".equals(explanation.elements().get("cs-voice"))
        && explanation.elements().values().stream().anyMatch(value -> value.endsWith(cell));
  }

  /** What {@code pna status --suspects} lists. */
  private record Suspects(BitSet subscribers, Set<String> nodes, long presentities) {
    private static final int PREFIX = Subscriber.numbered(0).imsi().length() - 8;

    static Suspects of(List<String> lines) throws IOException {
      Object store = Explanation.object(lines.get(0)).get("store");
      Object held = store instanceof Map<?, ?> map ? map.get("presentities") : null;
      BitSet subscribers = new BitSet();
      Set<String> nodes = new HashSet<>();
      for (String line : lines.subList(1, lines.size())) {
        Map<?, ?> suspect = Explanation.object(line);
        if ("node".equals(suspect.get("suspect"))) {
          nodes.add(String.valueOf(suspect.get("node")));
        } else {
          String imsi = String.valueOf(suspect.get("imsi"));
          subscribers.set(Integer.parseInt(imsi.substring(PREFIX)));
        }
      }
      return new Suspects(subscribers, nodes, held instanceof Long count ? count : -1);
    }

    boolean isSubscriber(int number) {
      return subscribers.get(number);
    }
  }
}
