package org.pna.transport.ss7;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.model.message.map.SccpAddress;

/**
 * Whose messages about whom a link takes. A list that is null allows everything.
 *
 * @param callingTitles beginnings of the calling global titles
 * @param imsis beginnings of the subscribers' IMSIs: our own networks'
 * @param serviceKeys of the CSIs that name us
 */
public record AllowList(
    @Nullable List<String> callingTitles,
    @Nullable List<String> imsis,
    @Nullable Set<Long> serviceKeys) {
  /** Allows everything. */
  public static final AllowList ALL = new AllowList(null, null, null);

  public AllowList {
    callingTitles = callingTitles == null ? null : List.copyOf(callingTitles);
    imsis = imsis == null ? null : List.copyOf(imsis);
    serviceKeys = serviceKeys == null ? null : Set.copyOf(serviceKeys);
  }

  /**
   * Whether a node may tell us anything; one without a global title may not, where any is asked.
   */
  boolean admits(SccpAddress calling) {
    return callingTitles == null || begins(calling.globalTitle(), callingTitles);
  }

  /** Whether a subscriber is one of ours; one without an IMSI is not, where any is asked. */
  boolean admits(@Nullable Imsi imsi) {
    return imsis == null || begins(imsi == null ? null : imsi.digits(), imsis);
  }

  /** Whether a CSI's service key is one of ours. */
  boolean admits(long serviceKey) {
    return serviceKeys == null || serviceKeys.contains(serviceKey);
  }

  private static boolean begins(@Nullable String digits, List<String> beginnings) {
    return digits != null && beginnings.stream().anyMatch(digits::startsWith);
  }
}
