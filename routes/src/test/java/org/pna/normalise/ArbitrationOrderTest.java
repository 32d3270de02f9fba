package org.pna.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.pna.publisher.pidf.Device;
import org.pna.publisher.pidf.Element;
import org.pna.publisher.pidf.GeodeticLocation;

/** I3: what is true does not depend on the order in which suppliers are heard. */
class ArbitrationOrderTest {
  /** A supplier each; the first number is the time of receipt, not that of being applied. */
  private static final List<List<String>> STORY =
      List.of(
          List.of("10 pc 02", "42 pc 03", "44 pc 02"),
          List.of("11 pg 83", "43 pg 84"),
          List.of("12 ph PUSH IMS 1", "33 ph ANSWER EPS 4 31", "34 ph ANSWER IMS 0 20"),
          List.of("13 pk START a", "23 pk START b 6", "36 pk STOP a"),
          List.of("14 pp START t", "37 pp STOP t"),
          List.of("15 pr START w", "38 pr INTERIM_UPDATE w"),
          List.of("16 pi REGISTER 600", "39 pi REGISTER 900"),
          List.of("17 pl 850", "40 pl 20 35"));

  private static final int ORDERS = 400;

  private static String told(List<String> order) {
    Subscriber subscriber = new Subscriber();
    SupplierLines lines = new SupplierLines(subscriber);
    order.forEach(lines::hear);
    return subscriber.elements().stream()
        .map(ArbitrationOrderTest::text)
        .sorted()
        .collect(Collectors.joining("\n"));
  }

  private static String text(Element element) {
    Element any = element.at(Subscriber.START);
    return any instanceof Device device
        ? device.id() + device.networks() + device.location() + place(device)
        : any.toString();
  }

  private static String place(Device device) {
    GeodeticLocation position = device.position();
    return position == null ? "" : " at " + position.position().shape();
  }

  private static List<String> sorted() {
    return STORY.stream()
        .flatMap(List::stream)
        .sorted((one, other) -> second(one) - second(other))
        .toList();
  }

  private static int second(String line) {
    return Integer.parseInt(line.substring(0, line.indexOf(' ')));
  }

  /** An order that keeps each supplier's own; some lines twice. */
  private static List<String> order(Random random, boolean twice) {
    List<Deque<String>> left = new ArrayList<>();
    STORY.forEach(lines -> left.add(new ArrayDeque<>(lines)));
    List<String> order = new ArrayList<>();
    while (!left.isEmpty()) {
      Deque<String> one = left.get(random.nextInt(left.size()));
      order.add(one.remove());
      if (twice && random.nextInt(4) == 0) {
        order.add(order.get(order.size() - 1));
      }
      left.removeIf(Deque::isEmpty);
    }
    return order;
  }

  @Test
  @DisplayName("each order that keeps the suppliers' own tells the same, with repeats or without")
  void anyOrder() {
    String expected = told(sorted());
    assertThat(expected).contains("cs-voice", "ps-data", "wlan-data", "ims", "I-WLAN");
    long seed = Long.getLong("pna.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < ORDERS; i++) {
      List<String> order = order(random, i % 2 == 1);
      assertThat(told(order)).as("seed %d, order %s", seed, order).isEqualTo(expected);
    }
  }

  @Test
  @DisplayName("two suppliers alone: each way in which they can interleave tells the same")
  void pairs() {
    int seen = 0;
    for (List<String> one : STORY) {
      for (List<String> other : STORY) {
        if (one == other) {
          continue;
        }
        List<List<String>> ways = new ArrayList<>();
        interleave(one, 0, other, 0, new ArrayList<>(), ways);
        List<String> inTime = new ArrayList<>(one);
        inTime.addAll(other);
        inTime.sort((a, b) -> second(a) - second(b));
        String expected = told(inTime);
        for (List<String> way : ways) {
          assertThat(told(way)).as("%s", way).isEqualTo(expected);
          seen++;
        }
      }
    }
    assertThat(seen).isGreaterThan(500);
  }

  private static void interleave(
      List<String> one,
      int i,
      List<String> other,
      int j,
      List<String> sofar,
      List<List<String>> all) {
    if (i == one.size() && j == other.size()) {
      all.add(List.copyOf(sofar));
      return;
    }
    if (i < one.size()) {
      sofar.add(one.get(i));
      interleave(one, i + 1, other, j, sofar, all);
      sofar.remove(sofar.size() - 1);
    }
    if (j < other.size()) {
      sofar.add(other.get(j));
      interleave(one, i, other, j + 1, sofar, all);
      sofar.remove(sofar.size() - 1);
    }
  }

  @Test
  @DisplayName("networks and places are ordered by themselves: any order at all will do")
  void fullyShuffled() {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "11 pi REGISTER 600",
                "31 pi NOTIFY terminated",
                "12 pl 850",
                "32 pl 20",
                "13 ph ANSWER EPS 0 9",
                "33 ph ANSWER EPS 4 29"));
    String expected = told(lines.stream().sorted((a, b) -> second(a) - second(b)).toList());
    long seed = Long.getLong("pna.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < ORDERS; i++) {
      Collections.shuffle(lines, random);
      assertThat(told(lines)).as("seed %d, order %s", seed, lines).isEqualTo(expected);
    }
  }
}
