package org.pna.publisher.pidf;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pna.model.Call.Bearer;
import org.pna.model.Coordinate;
import org.pna.model.Position;
import org.pna.model.Shape;
import org.pna.publisher.pidf.Network.Roaming;

/** Elements as a gateway might hold them, and worse: any text, any time. */
public final class RandomElements {
  private static final List<String> IDS =
      List.of("cs-voice", "ps-data", "ims", "A_1.x", "d1", "d2", "p1", "p2", "z", "wlan-data");
  private static final List<String> TEXTS =
      List.of(
          "implicit",
          "<&>\"'",
          "a]]>b",
          "\u00e9\u20ac",
          "\ud83d\ude00",
          "a\tb\nc\rd",
          "x\u0000y",
          "\ud800 alone");
  private static final List<String> URIS =
      List.of(
          "tel:+15551230001",
          "sip:+15551230001@home1.net;user=phone?a=1&b='2'",
          "urn:uuid:48662e19-5fbf-43fc-a2fd-d23002787599",
          "sip:a%20b@example.com");
  private static final List<String> ACTIVITIES = List.of("on-the-phone", "away", "tv", "meeting");

  private final Random random;

  public RandomElements(long seed) {
    random = new Random(seed);
  }

  /** A seed for this run, printed so that a failure can be had again. */
  public static long seed(String test) {
    long seed = Long.getLong("pna.seed", System.nanoTime());
    System.out.println(test + ": seed " + seed + " (-Dpna.seed=" + seed + ")");
    return seed;
  }

  /** Up to five elements with different ids. */
  public List<Element> elements() {
    List<Element> elements = new ArrayList<>();
    List<String> ids = new ArrayList<>(IDS);
    for (int i = random.nextInt(6); i > 0; i--) {
      elements.add(element(ids.remove(random.nextInt(ids.size()))));
    }
    return elements;
  }

  public Element element(String id) {
    return switch (random.nextInt(5)) {
      case 0 -> new Person(id, some(ACTIVITIES, 1), time());
      case 1, 2 ->
          new Device(id, uri(), networks(), maybe(this::cell), maybe(this::geodetic), time());
      default ->
          new Tuple(
              id,
              random.nextBoolean() ? Basic.OPEN : Basic.CLOSED,
              maybe(
                  () ->
                      random.nextBoolean()
                          ? RegistrationState.ACTIVE
                          : RegistrationState.TERMINATED),
              maybe(this::participation),
              maybe(this::text),
              some(List.of("urn:x:1", "urn:x:&2", "urn:x:3"), 0),
              maybe(this::uri),
              time());
    };
  }

  /** One thing different about a list of elements: added, gone or changed. */
  public List<Element> change(List<Element> elements) {
    List<Element> changed = new ArrayList<>(elements);
    int what = random.nextInt(4);
    if (what == 0 || changed.isEmpty()) {
      List<String> free = new ArrayList<>(IDS);
      changed.forEach(element -> free.remove(element.id()));
      if (!free.isEmpty()) {
        changed.add(element(free.get(random.nextInt(free.size()))));
      }
    } else {
      int index = random.nextInt(changed.size());
      if (what == 1) {
        changed.remove(index);
      } else if (what == 2) {
        changed.set(index, element(changed.get(index).id()));
      } else {
        changed.set(index, changed.get(index).at(time()));
      }
    }
    return changed;
  }

  private Participation participation() {
    Bearer[] bearers = Bearer.values();
    return new Participation(
        random.nextBoolean() ? Basic.OPEN : Basic.CLOSED,
        maybe(() -> bearers[random.nextInt(bearers.length)]));
  }

  private List<Network> networks() {
    List<Network> networks = new ArrayList<>();
    for (String id : some(List.of("3GPP-CS", "3GPP-PS", "IMS", "I-WLAN", text()), 0)) {
      Roaming roaming = maybe(() -> random.nextBoolean() ? Roaming.HOME : Roaming.VISITED);
      networks.add(new Network(id, random.nextBoolean(), roaming, random.nextInt(4) == 0));
    }
    return networks;
  }

  private CellLocation cell() {
    return new CellLocation(
        maybe(() -> area() + "-" + random.nextInt(65536)),
        maybe(() -> area() + "-" + random.nextInt(65536)),
        maybe(this::area),
        maybe(() -> area() + "-" + random.nextInt(256)),
        time());
  }

  private GeodeticLocation geodetic() {
    return new GeodeticLocation(position(), time());
  }

  /** Anywhere. */
  public Position position() {
    return new Position(
        shape(),
        time(),
        maybe(() -> random.nextBoolean() ? "CELL" : "BARO"),
        maybe(() -> random.nextDouble(100)),
        maybe(() -> random.nextDouble(-400, 9000)),
        maybe(() -> random.nextDouble(100)),
        maybe(() -> random.nextDouble(1e-9, 1e9)),
        maybe(() -> random.nextDouble(360)));
  }

  private Shape shape() {
    return switch (random.nextInt(5)) {
      case 0 -> new Shape.Point(place());
      case 1 -> new Shape.Circle(place(), random.nextDouble(1e7));
      case 2 -> new Shape.Ellipse(place(), random.nextDouble(1e5), 1e-12, random.nextDouble(360));
      case 3 -> new Shape.ArcBand(place(), 0, 550, random.nextDouble(360), 360);
      default -> new Shape.Polygon(List.of(place(), place(), place(), place()));
    };
  }

  private Coordinate place() {
    return new Coordinate(random.nextDouble(-90, 90), random.nextDouble(-180, 180));
  }

  private String area() {
    return String.format(
        "%03d-%s-%d",
        random.nextInt(1000), random.nextBoolean() ? "99" : "012", random.nextInt(65536));
  }

  private String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private String uri() {
    return URIS.get(random.nextInt(URIS.size()));
  }

  private Instant time() {
    Instant second = Instant.ofEpochSecond(random.nextLong(-62_135_596_800L, 253_402_300_800L));
    return random.nextBoolean() ? second : second.plusNanos(random.nextInt(1_000_000) * 1000L);
  }

  private <T> @Nullable T maybe(Supplier<T> supplier) {
    return random.nextBoolean() ? supplier.get() : null;
  }

  private List<String> some(List<String> all, int least) {
    List<String> some = new ArrayList<>(all);
    while (some.size() > least && random.nextInt(3) > 0) {
      some.remove(random.nextInt(some.size()));
    }
    return some;
  }
}
