package org.pna.app.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pna.model.sip.SipUri;
import org.pna.pi.RegSettings;
import org.pna.transport.radius.IpNetwork;

/** Reads {@code pi}. */
final class PiReader {
  /** Its endpoint is {@code sip:pi}. */
  private static final String LINK = "pi";

  private static final int SCSCFS = 1_000;
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** What an S-CSCF does with a user when an application server does not answer (TS 29.228). */
  private enum DefaultHandling {
    SESSION_CONTINUED,
    SESSION_TERMINATED
  }

  private PiReader() {}

  /** The section; null if it is absent. */
  static @Nullable PiConfig read(Value pi) {
    if (!pi.isPresent()) {
      return null;
    }
    try (Section section = pi.section()) {
      RegSettings usual = RegSettings.of(LINK, server(section.required("application-server")));
      List<IpNetwork> scscfs = scscfs(section.required("scscfs"));
      defaultHandling(pi, section.optional("default-handling"));
      Value limit = section.optional("retry-limit");
      RegSettings settings =
          new RegSettings(
              LINK,
              usual.applicationServer(),
              section
                  .optional("max-subscriptions")
                  .integer(1, 10_000_000)
                  .orElse(usual.maxSubscriptions()),
              section.optional("subscribe-rate").integer(1, 10_000).orElse(usual.perSecond()),
              section
                  .optional("notify-wait")
                  .duration(SECOND, Duration.ofSeconds(30))
                  .orElse(usual.patience()),
              section
                  .optional("retry")
                  .duration(SECOND, Duration.ofHours(1))
                  .orElse(usual.firstRetry()),
              limit.duration(SECOND, Duration.ofDays(1)).orElse(usual.longestRetry()));
      if (settings.firstRetry().compareTo(settings.longestRetry()) > 0) {
        limit.fault("is shorter than 'retry'", "let it be at least as long");
      }
      return new PiConfig(settings, scscfs);
    }
  }

  private static String server(Value value) {
    return value
        .parsed(
            text ->
                Optional.of(text)
                    .filter(
                        uri ->
                            SipUri.parse(uri).filter(it -> it.scheme().equals("sip")).isPresent()),
            "'%s' is no SIP URI",
            "write the one that the initial filter criteria name, such as sip:pna.ims.example")
        .orElse("");
  }

  private static List<IpNetwork> scscfs(Value value) {
    List<IpNetwork> scscfs = new ArrayList<>();
    for (Value item : value.filledList(SCSCFS)) {
      Optional<IpNetwork> network =
          item.parsed(
              RadiusReader::network,
              "'%s' is no address and no network",
              "write 192.0.2.1, 192.0.2.0/24 or 2001:db8::/64");
      if (network.filter(scscfs::contains).isPresent()) {
        item.fault("stands twice", "remove one");
      } else if (network.filter(one -> one.toString().endsWith("/0")).isPresent()) {
        item.warning(
            "anybody may say who is registered", "write the addresses of your own S-CSCFs");
      }
      network.ifPresent(scscfs::add);
    }
    return scscfs;
  }

  /** Rule S4: nothing of ours may end a registration. */
  private static void defaultHandling(Value pi, Value handling) {
    String fix =
        "give the filter criteria the default handling SESSION_CONTINUED, and write"
            + " 'default-handling: session_continued'";
    if (!handling.isPresent()) {
      pi.warning("does not say what S-CSCFs do while the gateway is away", fix);
    } else if (handling.oneOf(DefaultHandling.class).orElse(DefaultHandling.SESSION_CONTINUED)
        == DefaultHandling.SESSION_TERMINATED) {
      handling.warning("S-CSCFs de-register users while the gateway is away", fix);
    }
  }
}
