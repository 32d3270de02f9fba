package org.pna.app.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pna.app.config.GatewayConfig.Presence;
import org.pna.app.config.GatewayConfig.Presence.Publish;
import org.pna.publisher.server.ServerSettings;
import org.pna.publisher.server.WatcherRule;
import org.pna.transport.sip.SipListeningPoint;
import org.pna.transport.sip.SipListeningPoint.Transport;

/** Reads {@code presence}. */
final class PresenceReader {
  private static final Pattern LISTEN = Pattern.compile("(udp|tcp):(.+)");
  private static final Pattern WHO =
      Pattern.compile(
          "\\*|(?i:(?:sips?|pres):[^\\s@<>\"]+@[^\\s@<>\"]+|tel:\\+?[0-9.()-]+(?:[;?]\\S*)?)");
  private static final String WHO_FIX =
      "write a URI such as sip:ann@pna.test or tel:+15551230001, or \"*\" for everybody";
  private static final int SOCKETS = 16;
  private static final int DOMAINS = 64;
  private static final int RULES = 10_000;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofDays(30);

  private final Bindings bindings;

  PresenceReader(Bindings bindings) {
    this.bindings = bindings;
  }

  Presence read(Value presence) {
    try (Section section = presence.section()) {
      List<SipListeningPoint> listen = listen(section.required("listen"));
      Set<String> domains = domains(section.required("domains"));
      Expires expires = expires(section.optional("expires"));
      int maxSubscriptions =
          section.optional("max-subscriptions").integer(1, 10_000_000).orElse(100_000);
      Publish publish = section.optional("publish").oneOf(Publish.class).orElse(Publish.ALL);
      List<WatcherRule> watchers = watchers(section.required("watchers"));
      return new Presence(
          listen,
          publish,
          new ServerSettings(
              domains,
              expires.least(),
              expires.usual(),
              expires.most(),
              maxSubscriptions,
              watchers));
    }
  }

  private List<SipListeningPoint> listen(Value value) {
    List<SipListeningPoint> points = new ArrayList<>();
    for (Value item : value.filledList(SOCKETS)) {
      item.parsed(
              PresenceReader::point,
              "'%s' is no socket",
              "write \"udp:127.0.0.1:5060\" or \"tcp:[::1]:5060\", the port from 0 to 65535")
          .ifPresent(point -> points.add(bound(item, point)));
    }
    return points;
  }

  private static Optional<SipListeningPoint> point(String text) {
    Matcher form = LISTEN.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    Transport transport = form.group(1).equals("udp") ? Transport.UDP : Transport.TCP;
    return Endpoint.parse(form.group(2))
        .map(end -> new SipListeningPoint(transport, end.address(), end.port()));
  }

  private SipListeningPoint bound(Value value, SipListeningPoint point) {
    Endpoint local = new Endpoint(point.address(), point.port());
    boolean isUdp = point.transport() == Transport.UDP;
    bindings.add(value, isUdp ? Binding.Protocol.UDP : Binding.Protocol.TCP, local, null, null);
    if (local.port() == 0) {
      value.warning("takes any free port, which no watcher knows", "write a port, such as 5060");
    }
    if (!local.isLoopback()) {
      value.warning(
          "SIP here is neither encrypted nor authenticated",
          "let only the operator's own network reach it");
    }
    return point;
  }

  private static Set<String> domains(Value value) {
    Set<String> domains = new LinkedHashSet<>();
    for (Value item : value.filledList(DOMAINS)) {
      item.domain("write a name such as pna.test")
          .filter(domain -> !domains.add(domain.toLowerCase(Locale.ROOT)))
          .ifPresent(twice -> item.fault("stands twice", "remove one"));
    }
    return domains;
  }

  private record Expires(Duration least, Duration usual, Duration most) {}

  private static Expires expires(Value value) {
    try (Section section = value.section()) {
      Optional<Duration> least = section.optional("min").duration(SECOND, LONGEST);
      Optional<Duration> usual = section.optional("default").duration(SECOND, LONGEST);
      Optional<Duration> most = section.optional("max").duration(SECOND, LONGEST);
      Expires expires =
          new Expires(
              least.orElse(Duration.ofMinutes(1)),
              usual.orElse(Duration.ofHours(1)),
              most.orElse(Duration.ofDays(1)));
      if (expires.least.compareTo(expires.usual) > 0 || expires.usual.compareTo(expires.most) > 0) {
        value.fault(
            "min "
                + Times.written(expires.least)
                + ", default "
                + Times.written(expires.usual)
                + ", max "
                + Times.written(expires.most)
                + " are not in rising order",
            "let min be at most default, and default at most max");
      }
      return expires;
    }
  }

  private static List<WatcherRule> watchers(Value value) {
    List<WatcherRule> rules = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Value item : value.list(RULES)) {
      try (Section section = item.section()) {
        Value watcher = section.required("watcher");
        String name = watcher.matching(WHO, "is no URI", WHO_FIX).orElse("");
        if (!name.isEmpty() && !names.add(name)) {
          watcher.fault("stands in an earlier rule already", "make one rule of both");
        }
        List<String> presentities = presentities(section.required("presentities"));
        boolean location = section.optional("location").bool().orElse(false);
        if (name.equals("*") && presentities.contains("*")) {
          item.warning(
              "everybody may see everybody" + (location ? ", with the location" : ""),
              "name the watchers or the presentities");
        }
        rules.add(new WatcherRule(name, presentities, location));
      }
    }
    if (value.isEmptyList()) {
      value.warning("nobody may see anybody", "add a rule: watcher, presentities, location");
    }
    return rules;
  }

  private static List<String> presentities(Value value) {
    List<String> presentities = new ArrayList<>();
    value
        .filledList(RULES)
        .forEach(item -> item.matching(WHO, "is no URI", WHO_FIX).ifPresent(presentities::add));
    if (presentities.size() > 1 && presentities.contains("*")) {
      value.fault("\"*\" means all already", "keep \"*\" alone, or remove it");
    }
    return presentities;
  }
}
