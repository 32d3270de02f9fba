package org.pna.ph;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.SubscriberId;

/**
 * When who was asked about last, so that nobody is asked about again and again whose answer changes
 * nothing. Forgets the oldest beyond its bound: then somebody is asked about once too often. Safe
 * for use by many threads.
 */
final class AskedLately {
  private static final int MAX = 200_000;

  /**
   * The last request about a domain.
   *
   * @param askedAt when it went
   * @param answered whether the register answered
   */
  record Last(Instant askedAt, boolean answered) {}

  private final Map<Inquiry.Key, Last> last =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Inquiry.Key, Last> eldest) {
          return size() > MAX;
        }
      };

  synchronized void ended(InquiryEnd end) {
    Inquiry.Key key = new Inquiry.Key(end.subscriber(), end.domain());
    last.remove(key); // so that it becomes the youngest
    last.put(key, new Last(end.askedAt(), end.failure() == null));
  }

  synchronized @Nullable Last of(SubscriberId subscriber, Domain domain) {
    return last.get(new Inquiry.Key(subscriber, domain));
  }

  /** Whether it was asked about at a moment or since. */
  boolean since(SubscriberId subscriber, Domain domain, Instant moment) {
    Last found = of(subscriber, domain);
    return found != null && !found.askedAt().isBefore(moment);
  }

  /** Whether the register has answered about it since a moment. */
  boolean answeredSince(SubscriberId subscriber, Domain domain, Instant moment) {
    Last found = of(subscriber, domain);
    return found != null && found.answered() && !found.askedAt().isBefore(moment);
  }
}
