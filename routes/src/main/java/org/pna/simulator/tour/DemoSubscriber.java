package org.pna.simulator.tour;

import java.util.List;
import org.pna.model.Cell;
import org.pna.simulator.Subscriber;

/**
 * Somebody in the demonstration.
 *
 * @param name for the timeline
 * @param numbers what the network knows
 * @param presentity what the watcher subscribes to
 */
public record DemoSubscriber(String name, Subscriber numbers, String presentity) {
  /** Has a handset in both domains. */
  public static final DemoSubscriber ALICE =
      new DemoSubscriber("alice", Subscriber.numbered(1), "sip:alice@pna.test");

  /** Travels. */
  public static final DemoSubscriber BOB =
      new DemoSubscriber("bob", Subscriber.numbered(2), "sip:bob@pna.test");

  /** Has a telephone of IMS; her home register is the HSS. */
  public static final DemoSubscriber CAROL =
      new DemoSubscriber("carol", Subscriber.numbered(70_000_001), "sip:carol@pna.test");

  /** Of whose day all tell. */
  public static final DemoSubscriber DAVE =
      new DemoSubscriber("dave", Subscriber.numbered(50_001), "sip:dave@pna.test");

  /** All of them. */
  public static final List<DemoSubscriber> ALL = List.of(ALICE, BOB, CAROL, DAVE);

  /** Where her register has her. */
  public static final Cell HOME = Stage.HARBOUR;

  /** Is nobody's subscriber here: must not be in the gateway's directory. */
  static final DemoSubscriber STRANGER =
      new DemoSubscriber("a stranger", new Subscriber("262010000000003", "491700000003"), "");

  /** This subscriber as a line of {@code subscribers.csv}. */
  public String csv() {
    return numbers.imsi() + "," + numbers.msisdn() + "," + presentity + ",";
  }

  /** Who has these numbers. */
  static String name(Subscriber numbers) {
    return ALL.stream()
        .filter(one -> one.numbers.equals(numbers))
        .map(DemoSubscriber::name)
        .findFirst()
        .orElse("somebody");
  }
}
