package org.pna.app.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pna.transport.ss7.AllowList;

/** Reads a link's {@code allow}. */
final class AllowReader {
  private static final Pattern PREFIX = Pattern.compile("[0-9]{1,15}");
  private static final int ITEMS = 10_000;
  private static final long HIGHEST_SERVICE_KEY = 2_147_483_647;

  private AllowReader() {}

  /** Lists that are left out allow everything. */
  static AllowList read(Value allow) {
    if (!allow.isPresent()) {
      return AllowList.ALL;
    }
    try (Section section = allow.section()) {
      Set<String> titles = prefixes(section.optional("calling-gt"), "a global title");
      Set<String> imsis = prefixes(section.optional("imsi"), "an IMSI");
      Set<Long> keys =
          items(section.optional("service-keys"), item -> item.whole(0, HIGHEST_SERVICE_KEY));
      return new AllowList(
          titles == null ? null : List.copyOf(titles),
          imsis == null ? null : List.copyOf(imsis),
          keys);
    }
  }

  private static @Nullable Set<String> prefixes(Value list, String of) {
    return items(
        list,
        item ->
            item.matching(
                PREFIX, "'%s' is no beginning of " + of, "write 1 to 15 digits without '+'"));
  }

  private static <T> @Nullable Set<T> items(Value list, Function<Value, Optional<T>> reader) {
    if (!list.isPresent()) {
      return null;
    }
    Set<T> items = new LinkedHashSet<>();
    for (Value item : list.filledList(ITEMS)) {
      reader
          .apply(item)
          .filter(value -> !items.add(value))
          .ifPresent(twice -> item.fault("stands twice", "remove one"));
    }
    return items;
  }
}
