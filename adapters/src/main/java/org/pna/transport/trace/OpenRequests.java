package org.pna.transport.trace;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pna.transport.diameter.codec.DiameterHeader;

/**
 * Diameter requests that wait for their answers, by connection and Hop-by-Hop Identifier (RFC 6733
 * clause 3); the End-to-End Identifier tells apart what ports alone do not. They are let go after
 * {@value #MAX_AGE_SECONDS} s of the trace's clock, and the oldest beyond {@link #MAX_OPEN}.
 *
 * @param <Q> what is kept of a request
 */
final class OpenRequests<Q> {
  static final int MAX_OPEN = 65_536;
  static final long MAX_AGE_SECONDS = 60;

  private final Map<Key, Kept<Q>> open = new LinkedHashMap<>();

  private record Key(Ends ends, int command, int hopByHop, int endToEnd) {}

  private record Kept<Q>(Q question, long clock) {}

  /** A request was sent; one with the same identifiers before it is forgotten. */
  void sent(Arrival at, Ends ends, DiameterHeader header, Q question) {
    forgetBefore(at.clock() - MAX_AGE_SECONDS * 1_000_000);
    Key key = key(ends, header);
    open.remove(key);
    open.put(key, new Kept<>(question, at.clock()));
    if (open.size() > MAX_OPEN) {
      open.remove(open.keySet().iterator().next());
    }
  }

  /** What is answered, or null if it was not seen. Each request is answered once. */
  @Nullable Q answered(Arrival at, Ends ends, DiameterHeader header) {
    forgetBefore(at.clock() - MAX_AGE_SECONDS * 1_000_000);
    Kept<Q> kept = open.remove(key(ends.reversed(), header));
    return kept == null ? null : kept.question;
  }

  private void forgetBefore(long clock) {
    Iterator<Kept<Q>> oldest = open.values().iterator();
    while (oldest.hasNext() && oldest.next().clock < clock) {
      oldest.remove();
    }
  }

  private static Key key(Ends ends, DiameterHeader header) {
    return new Key(ends, header.command(), header.hopByHop(), header.endToEnd());
  }
}
