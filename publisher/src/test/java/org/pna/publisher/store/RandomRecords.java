package org.pna.publisher.store;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pna.model.AccessType;
import org.pna.model.Call;
import org.pna.model.Cell;
import org.pna.model.Domain;
import org.pna.model.EutranCell;
import org.pna.model.Evidence;
import org.pna.model.Location;
import org.pna.model.LocationArea;
import org.pna.model.Place;
import org.pna.model.Plmn;
import org.pna.model.ReportingNode;
import org.pna.model.RoutingArea;
import org.pna.model.Source;
import org.pna.model.TrackingArea;
import org.pna.model.message.Fingerprint;
import org.pna.model.message.accounting.FramedAddress;
import org.pna.model.message.accounting.Nas;
import org.pna.publisher.pidf.Element;
import org.pna.publisher.pidf.Fragment;
import org.pna.publisher.pidf.Network.Roaming;
import org.pna.publisher.pidf.PresenceDocument;
import org.pna.publisher.pidf.RandomElements;
import org.pna.publisher.store.DomainFacts.Attached;
import org.pna.publisher.store.DomainFacts.Means;

/** Records of every shape: any text, any number, any time, anything absent. */
final class RandomRecords {
  private final Random random;
  private final RandomElements elements;
  private Evidence last;

  RandomRecords(long seed) {
    random = new Random(seed);
    elements = new RandomElements(seed);
    last = newEvidence();
  }

  private PositionFacts place() {
    return new PositionFacts(elements.position(), time(), evidence());
  }

  PresentityRecord next() {
    String presentity = text();
    List<SimFacts> sims = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      Accounts accounts = random.nextBoolean() ? Accounts.NONE : accounts();
      List<NetworkFacts> networks = random.nextBoolean() ? List.of() : networks();
      sims.add(
          new SimFacts(
              text(),
              maybe(this::text),
              text(),
              domain(),
              domain(),
              accounts,
              networks,
              maybe(this::place)));
    }
    List<Fragment> fragments = new ArrayList<>();
    for (Element element : elements.elements()) {
      Fragment fragment = Fragment.of(element);
      switch (random.nextInt(3)) {
        case 0 -> fragments.add(fragment);
        case 1 ->
            fragments.add(
                fragment.withUnlocated(
                    Fragment.of(element.at(Instant.ofEpochSecond(random.nextInt())))));
        default ->
            fragments.add(fragment.withUnlocated(Fragment.of(elements.element(element.id()))));
      }
    }
    List<Reason> reasons = new ArrayList<>();
    for (int i = fragments.size(); i > 0; i--) {
      reasons.add(new Reason(one(Cause.values()), evidence(), text(), maybe(this::evidence)));
    }
    List<Heard> heard = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      heard.add(new Heard(new Fingerprint(random.nextLong(), random.nextLong()), time()));
    }
    return new PresentityRecord(
        presentity,
        sims,
        PresenceDocument.of(random.nextInt(4) == 0 ? text() : presentity, fragments),
        reasons,
        random.nextBoolean() ? random.nextLong() : random.nextInt(1000),
        random.nextBoolean() ? random.nextLong() : random.nextInt(1000),
        maybe(this::time),
        heard);
  }

  /** What led to a record, if the number says so. */
  JournalEntry entry(long number) {
    return new JournalEntry(
        number,
        one(Cause.values()),
        time(),
        evidence(),
        text(),
        maybe(() -> one(Domain.values())),
        node(),
        text(),
        maybe(this::text),
        maybe(this::evidence));
  }

  private DomainFacts domain() {
    return new DomainFacts(
        one(Attached.values()),
        random.nextBoolean(),
        one(Means.values()),
        maybe(this::text),
        maybe(this::node),
        maybe(() -> one(Roaming.values())),
        maybe(this::location),
        maybe(this::time),
        maybe(this::time),
        maybe(this::evidence),
        maybe(this::time),
        random.nextBoolean() ? Sessions.NONE : sessions(),
        random.nextBoolean() ? Upkeep.NONE : upkeep(),
        random.nextInt(4) == 0 ? new Held(time(), domain()) : null);
  }

  private Sessions sessions() {
    List<Session> open = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      open.add(
          new Session(
              text(),
              one(Session.State.values()),
              maybe(() -> one(Call.Bearer.values())),
              maybe(this::node),
              time(),
              time(),
              evidence()));
    }
    return new Sessions(open, one(Means.values()), maybe(this::time));
  }

  private Accounts accounts() {
    List<Account> open = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      open.add(
          new Account(
              nas(),
              text(),
              maybe(() -> one(AccessType.values())),
              maybe(this::text),
              random.nextBoolean(),
              maybe(() -> one(Roaming.values())),
              time(),
              time(),
              maybe(() -> Duration.ofMillis(random.nextInt())),
              time(),
              framed(),
              maybe(() -> random.nextInt(16)),
              maybe(() -> new HeldStop(time(), time(), evidence())),
              evidence()));
    }
    List<EndedAccount> ended = List.of(new EndedAccount(nas(), text(), time(), time(), framed()));
    return new Accounts(
        open, ended, one(Means.values()), one(Attached.values()), one(Means.values()));
  }

  private List<NetworkFacts> networks() {
    List<NetworkFacts> networks = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      networks.add(network(0));
    }
    return networks;
  }

  private NetworkFacts network(int depth) {
    return new NetworkFacts(
        one(NetworkFacts.Kind.values()),
        maybe(this::text),
        one(Attached.values()),
        random.nextBoolean(),
        one(Means.values()),
        maybe(this::text),
        time(),
        maybe(this::time),
        time(),
        maybe(this::time),
        evidence(),
        depth > 0 ? null : maybe(() -> new HeldNetwork(time(), network(1))));
  }

  private FramedAddress framed() {
    return new FramedAddress(maybe(this::text), maybe(this::text), maybe(this::text));
  }

  private Nas nas() {
    return new Nas(maybe(this::text), maybe(this::text), text());
  }

  private Upkeep upkeep() {
    return new Upkeep(
        one(Upkeep.Reporting.values()),
        random.nextBoolean(),
        maybe(this::time),
        maybe(this::question));
  }

  private Question question() {
    return new Question(one(Question.Why.values()), time(), maybe(this::time), time(), evidence());
  }

  private ReportingNode node() {
    return new ReportingNode(maybe(this::text), maybe(this::text));
  }

  private Location location() {
    return new Location(
        one(Domain.values()),
        maybe(this::number),
        maybe(() -> new Cell(area(), number(), random.nextBoolean())),
        maybe(this::area),
        maybe(() -> new RoutingArea(area(), number())),
        maybe(() -> new TrackingArea(new Plmn(text(), text()), number())),
        maybe(() -> new EutranCell(new Plmn(text(), text()), number())));
  }

  private LocationArea area() {
    return new LocationArea(new Plmn(text(), text()), number());
  }

  /** Often the same again, as in life. */
  private Evidence evidence() {
    if (random.nextInt(3) > 0) {
      last = newEvidence();
    }
    return last;
  }

  private Evidence newEvidence() {
    Place place =
        random.nextBoolean()
            ? new Place.Frame(text(), random.nextLong())
            : new Place.Dialogue(text(), text());
    return new Evidence(new Source(text()), text(), text(), time(), place);
  }

  private int number() {
    return random.nextBoolean() ? random.nextInt(65536) : random.nextInt();
  }

  private Instant time() {
    return switch (random.nextInt(6)) {
      case 0 -> Instant.MIN;
      case 1 -> Instant.MAX;
      default -> Instant.ofEpochSecond(random.nextInt() * 50L, random.nextInt(3) * 333_333_333L);
    };
  }

  /** Also empty, long, outside the BMP, with unpaired surrogates, and the same again and again. */
  private String text() {
    return switch (random.nextInt(8)) {
      case 0 -> "";
      case 1 -> "\ud83d\ude00\u20ac";
      case 2 -> "x\udc00";
      case 3 -> "z".repeat(random.nextInt(3000));
      case 4 -> "urn:uuid:48662e19-5fbf-43fc-a2fd-d23002787599";
      default -> Long.toString(random.nextLong(), 36);
    };
  }

  private <T> T one(T[] all) {
    return all[random.nextInt(all.length)];
  }

  private <T> @Nullable T maybe(Supplier<T> supplier) {
    return random.nextBoolean() ? supplier.get() : null;
  }
}
