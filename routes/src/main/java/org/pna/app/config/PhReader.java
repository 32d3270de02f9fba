package org.pna.app.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pna.ph.Hlr;
import org.pna.ph.Way;
import org.pna.transport.diameter.DiameterNode;
import org.pna.transport.ss7.Ss7Link;

/** Reads {@code ph}: the home location registers, and whose reports they are to arm. */
final class PhReader {
  private static final Pattern PREFIX = Pattern.compile("[0-9]{1,15}");
  private static final int HLRS = 100;
  private static final int PREFIXES = 10_000;
  private static final String ALL_OTHERS = "";
  private static final String ANOTHER = "choose another, or remove one";

  private final List<Ss7Link> links;
  private final List<DiameterNode> nodes;
  private final Once names = new Once();
  private final Once titles = new Once();
  private final Once prefixes = new Once();

  /**
   * @param links that the registers may be reached over by MAP
   * @param nodes that they may be reached over by Sh
   */
  PhReader(List<Ss7Link> links, List<DiameterNode> nodes) {
    this.links = links;
    this.nodes = nodes;
  }

  /**
   * @param ph may be absent: nobody is asked
   * @param maxPresentities how many may be armed at most
   */
  PhConfig read(Value ph, int maxPresentities) {
    try (Section section = ph.section()) {
      List<Hlr> hlrs = new ArrayList<>();
      section.optional("hlrs").list(HLRS).forEach(value -> hlrs.add(hlr(value)));
      Duration poll =
          section
              .optional("poll")
              .duration(Duration.ofMinutes(1), Duration.ofDays(1))
              .orElse(Duration.ofMinutes(15));
      return new PhConfig(
          hlrs,
          poll,
          ArmingReader.read(section.optional("arming"), !hlrs.isEmpty(), maxPresentities),
          RegistrationReader.read(section.optional("registration"), nodes, maxPresentities));
    }
  }

  private Hlr hlr(Value value) {
    try (Section section = value.section()) {
      Optional<String> name = names.name(section.required("name"));
      Value sh = section.optional("sh");
      Way way = sh.isPresent() ? sh(sh, section) : map(section);
      return new Hlr(
          name.orElse("unnamed"),
          way,
          imsis(section.optional("imsi"), value),
          section
              .optional(sh.isPresent() ? "udr-rate" : "ati-rate")
              .integer(1, 10_000)
              .orElse(200));
    }
  }

  private Way.Map map(Section section) {
    Optional<Ss7Link> link = link(section.required("link"));
    Value title = section.required("global-title");
    Optional<String> digits = title.digits(1, 15);
    digits.ifPresent(text -> titles.take(text, title, ANOTHER));
    return new Way.Map(
        link.map(Ss7Link::name).orElse(""),
        digits.orElse(""),
        link.map(Ss7Link::globalTitle).orElse(""),
        section.optional("atm-rate").integer(1, 1_000).orElse(20));
  }

  private Way.Sh sh(Value value, Section section) {
    Optional<DiameterNode> node =
        value.parsed(
            text -> nodes.stream().filter(one -> one.name().equals(text)).findFirst(),
            "there is no node '%s' in diameter.nodes",
            "write the name of one of them");
    Value realm = section.optional("realm");
    Optional<String> served =
        realm.domain("write a name such as ims.example").map(text -> text.toLowerCase(Locale.ROOT));
    if (node.isPresent()
        && served.isPresent()
        && node.get().peers().stream().noneMatch(peer -> peer.realms().contains(served.get()))) {
      realm.fault(
          "no peer of the node serves it", "write it among the realms of one in diameter.nodes");
    }
    return new Way.Sh(node.map(DiameterNode::name).orElse(""), served.orElse(null));
  }

  private Optional<Ss7Link> link(Value value) {
    return value.parsed(
        text -> links.stream().filter(link -> link.name().equals(text)).findFirst(),
        "there is no link '%s' in ss7.links",
        "write the name of one of them");
  }

  /** None: all that no other register holds. */
  private List<String> imsis(Value value, Value hlr) {
    if (!value.isPresent()) {
      prefixes
          .earlier(ALL_OTHERS, hlr.line())
          .ifPresent(
              line ->
                  hlr.fault(
                      "the one in line " + line + " holds all other IMSIs already",
                      "write its 'imsi'"));
      return List.of();
    }
    List<String> imsis = new ArrayList<>();
    for (Value item : value.filledList(PREFIXES)) {
      item.matching(PREFIX, "'%s' is no beginning of an IMSI", "write 1 to 15 digits")
          .ifPresent(
              prefix -> {
                prefixes.take(prefix, item, ANOTHER);
                imsis.add(prefix);
              });
    }
    return imsis;
  }
}
