package org.pna.ph;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.model.SubscriberId;

/** Which home location register holds a subscriber. */
public final class Hlrs {
  private static final int LONGEST = 15;

  private final List<Hlr> all;
  private final Set<String> names;
  private final Map<String, Hlr> byPrefix;

  public Hlrs(List<Hlr> all) {
    this.all = List.copyOf(all);
    this.names = names(all);
    this.byPrefix = new HashMap<>();
    for (Hlr hlr : all) {
      (hlr.imsiPrefixes().isEmpty() ? List.of("") : hlr.imsiPrefixes())
          .forEach(prefix -> byPrefix.putIfAbsent(prefix, hlr));
    }
  }

  private Hlrs(List<Hlr> some, Map<String, Hlr> byPrefix) {
    this.all = some;
    this.names = names(some);
    this.byPrefix = byPrefix;
  }

  private static Set<String> names(List<Hlr> some) {
    return some.stream().map(Hlr::name).collect(Collectors.toSet());
  }

  /** Those that CSIs can be armed at; who is held by another is held by none of them. */
  public Hlrs armable() {
    return new Hlrs(all.stream().filter(Hlr::isArmable).toList(), byPrefix);
  }

  /** Whether no register holds an IMSI at which CSIs cannot be armed. */
  boolean mayBeArmed(String imsi) {
    Hlr hlr = of(new Imsi(imsi));
    return hlr == null || hlr.isArmable();
  }

  /** All of them. */
  public List<Hlr> all() {
    return all;
  }

  /**
   * By the longest beginning of an IMSI; another name is the only one's, or that one's which holds
   * all that no other does.
   *
   * @return null if none holds it, or it cannot be told
   */
  public @Nullable Hlr of(SubscriberId subscriber) {
    Hlr found = holder(subscriber);
    return found != null && names.contains(found.name()) ? found : null;
  }

  private @Nullable Hlr holder(SubscriberId subscriber) {
    if (!(subscriber instanceof Imsi imsi)) {
      return all.size() == 1 ? all.get(0) : byPrefix.get("");
    }
    String digits = imsi.digits();
    for (int length = Math.min(LONGEST, digits.length()); length >= 0; length--) {
      Hlr hlr = byPrefix.get(digits.substring(0, length));
      if (hlr != null) {
        return hlr;
      }
    }
    return null;
  }
}
