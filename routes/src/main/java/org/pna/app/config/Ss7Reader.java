package org.pna.app.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pna.app.config.GatewayConfig.Rules;
import org.pna.transport.ss7.Ss7Link;
import org.pna.transport.ss7.Ss7Link.Association;
import org.pna.transport.ss7.Ss7Link.Mode;
import org.pna.transport.ss7.Ss7Link.TrafficMode;
import org.pna.transport.ss7.Ss7Link.Transport;

/** Reads {@code ss7.links}. */
final class Ss7Reader {
  private static final int LINKS = 16;
  private static final int ASSOCIATIONS = 64;
  private static final int PEER_POINT_CODES = 1_024;
  private static final int HIGHEST_POINT_CODE = 16_383;
  private static final long HIGHEST_ROUTING_CONTEXT = 0xFFFF_FFFFL;

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration IDLE = Duration.ofSeconds(60);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  private final Path data;
  private final Bindings bindings;
  private final Rules rules;

  Ss7Reader(Path data, Bindings bindings, Rules rules) {
    this.data = data;
    this.bindings = bindings;
    this.rules = rules;
  }

  /**
   * All links.
   *
   * @param isOnly whether the network speaks no other way: then it is a warning if there are none
   */
  List<Ss7Link> read(Value ss7, boolean isOnly) {
    List<Ss7Link> links = new ArrayList<>();
    Once names = new Once();
    try (Section section = ss7.section()) {
      Value list = section.optional("links");
      list.list(LINKS).forEach(value -> links.add(link(value, names)));
      if (isOnly && (!list.isPresent() || list.isEmptyList())) {
        ss7.warning(
            "no link: nothing will ever be heard",
            "add one to ss7.links, diameter, radius, pi or pl");
      }
    }
    return links;
  }

  private Ss7Link link(Value value, Once names) {
    try (Section section = value.section()) {
      String name = names.name(section.required("name")).orElse("unnamed");
      int networkIndicator = section.required("network-indicator").integer(0, 3).orElse(0);
      Optional<Integer> pointCode = section.required("point-code").integer(0, HIGHEST_POINT_CODE);
      String globalTitle = section.required("global-title").digits(1, 15).orElse("");
      int subsystem = section.optional("subsystem").integer(1, 254).orElse(147);
      List<Association> associations =
          associations(section.required("associations"), name, pointCode);
      int maxDialogues = section.optional("max-dialogues").integer(1, 1_000_000).orElse(50_000);
      Value idle = section.optional("dialogue-idle");
      Duration dialogueIdle = idle.duration(SHORTEST, Duration.ofMinutes(10)).orElse(IDLE);
      Value deadline = section.optional("answer-deadline");
      Duration answerDeadline = deadline.duration(SHORTEST, Duration.ofMinutes(1)).orElse(ANSWER);
      if (dialogueIdle.compareTo(answerDeadline) <= 0) {
        (idle.isPresent() ? idle : deadline)
            .fault(
                "a dialogue would end before its answer is due",
                "make dialogue-idle longer than answer-deadline");
      }
      return new Ss7Link(
          name,
          data.resolve("ss7").resolve(name),
          networkIndicator,
          pointCode.orElse(0),
          globalTitle,
          subsystem,
          associations,
          maxDialogues,
          dialogueIdle,
          answerDeadline,
          AllowReader.read(section.optional("allow")),
          CapReader.read(section, subsystem, rules),
          queries(section));
    }
  }

  private static Ss7Link.Queries queries(Section link) {
    return new Ss7Link.Queries(
        link.optional("query-timeout")
            .duration(Duration.ofSeconds(3), Duration.ofMinutes(1))
            .orElse(Ss7Link.Queries.DEFAULT.timeout()),
        link.optional("max-queries").integer(1, 100_000).orElse(Ss7Link.Queries.DEFAULT.maxOpen()));
  }

  private List<Association> associations(Value value, String link, Optional<Integer> pointCode) {
    List<Association> associations = new ArrayList<>();
    Once names = new Once();
    for (Value item : value.filledList(ASSOCIATIONS)) {
      associations.add(association(item, link, pointCode, names));
    }
    return associations;
  }

  private Association association(
      Value value, String link, Optional<Integer> pointCode, Once names) {
    try (Section section = value.section()) {
      String name = names.name(section.required("name")).orElse("unnamed");
      Transport transport =
          section.required("transport").oneOf(Transport.class).orElse(Transport.TCP);
      Optional<Mode> mode = section.required("mode").oneOf(Mode.class);
      Value local = section.required("local");
      boolean isClient = mode.filter(Mode.CLIENT::equals).isPresent();
      Value peer = isClient ? section.required("peer") : section.optional("peer");
      Ends ends = Ends.read(local, peer, mode.orElse(null));
      ends.local().ifPresent(end -> bind(local, transport, end, isClient ? null : link, ends));
      return new Association(
          name,
          transport,
          mode.orElse(Mode.SERVER),
          ends.local().map(Endpoint::address).orElse(""),
          ends.local().map(Endpoint::port).orElse(0),
          ends.peer().map(Endpoint::address).orElse(null),
          ends.peer().map(Endpoint::port).orElse(0),
          section.optional("routing-context").whole(0, HIGHEST_ROUTING_CONTEXT).orElse(null),
          trafficMode(section.optional("traffic-mode"), isClient),
          peerPointCodes(section.required("peer-point-codes"), pointCode));
    }
  }

  private static TrafficMode trafficMode(Value value, boolean isClient) {
    TrafficMode mode = value.oneOf(TrafficMode.class).orElse(TrafficMode.LOADSHARE);
    if (isClient && mode == TrafficMode.BROADCAST) {
      value.fault("a client cannot broadcast", "write loadshare or override");
    }
    return mode;
  }

  private void bind(
      Value value, Transport transport, Endpoint local, @Nullable String sharedBy, Ends ends) {
    bindings.add(
        value,
        transport == Transport.SCTP ? Binding.Protocol.SCTP : Binding.Protocol.TCP,
        local,
        sharedBy,
        ends.peer().orElse(null));
  }

  private static List<Integer> peerPointCodes(Value value, Optional<Integer> own) {
    Set<Integer> codes = new LinkedHashSet<>();
    for (Value item : value.filledList(PEER_POINT_CODES)) {
      Optional<Integer> code = item.integer(0, HIGHEST_POINT_CODE);
      if (code.isPresent() && code.equals(own)) {
        item.fault("is the link's own point code", "write the peer's");
      } else if (code.isPresent() && !codes.add(code.get())) {
        item.fault("stands twice", "remove one");
      }
    }
    return List.copyOf(codes);
  }
}
