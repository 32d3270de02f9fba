package org.pna.transport.diameter.codec;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How a 3GPP AAA server tells its events on Pr (application 16777230). No specification that could
 * be read fixes commands or AVPs, so that all of it can be chosen.
 *
 * @param commands by command code, at least one; a request with any other is refused
 * @param fields where each value stands: the first of the paths that leads to one; a field that is
 *     not there is not looked for
 */
public record PrProfile(Map<Integer, PrCommand> commands, Map<PrField, List<AvpPath>> fields) {
  /**
   * The profile that holds where none is configured, our own choice: accounting of the base
   * protocol (RFC 6733 clause 9), Subscription-Id (RFC 8506 clause 8.46) and 3GPP-WLAN-APN-Id (TS
   * 29.234).
   */
  public static final PrProfile DEFAULT =
      new PrProfile(
          Map.of(
              DiameterHeader.ACCOUNTING,
              new PrCommand.ByValue(
                  path("480"),
                  Map.of(
                      1L,
                      PrEvent.IGNORE,
                      2L,
                      PrEvent.START,
                      3L,
                      PrEvent.INTERIM,
                      4L,
                      PrEvent.STOP))),
          Map.of(
              PrField.SESSION, paths("263"),
              PrField.IMSI, paths("443[450=1]/444"),
              PrField.MSISDN, paths("443[450=0]/444"),
              PrField.NAI, paths("1", "443[450=3]/444"),
              PrField.PUBLIC_IDENTITY, paths("443[450=2]/444"),
              PrField.APN, paths("308:10415"),
              PrField.IPV4, paths("8"),
              PrField.IPV6_PREFIX, paths("97"),
              PrField.EVENT_TIME, paths("55"),
              PrField.SESSION_TIME, paths("46")));

  public PrProfile {
    commands = Map.copyOf(commands);
    Map<PrField, List<AvpPath>> copy = new EnumMap<>(PrField.class);
    fields.forEach((field, paths) -> copy.put(field, List.copyOf(paths)));
    fields = Map.copyOf(copy);
  }

  /** Whether it has only commands of accounting, for which an application is offered apart. */
  public boolean isAccountingAlone() {
    return commands.keySet().equals(Set.of(DiameterHeader.ACCOUNTING));
  }

  List<AvpPath> paths(PrField field) {
    return fields.getOrDefault(field, List.of());
  }

  private static List<AvpPath> paths(String... texts) {
    return Stream.of(texts).map(PrProfile::path).toList();
  }

  private static AvpPath path(String text) {
    return Objects.requireNonNull(AvpPath.of(text), text);
  }
}
