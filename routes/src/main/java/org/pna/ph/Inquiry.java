package org.pna.ph;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.SubscriberId;
import org.pna.model.message.NetworkMessage;

/** One question on its way; touched under the questioner's lock only. */
final class Inquiry {
  /** By which two questions are the same. */
  record Key(SubscriberId subscriber, Domain domain) {}

  final Key key;
  final List<SubscriberId> names;
  final Hlr hlr;
  final Instant begun;
  final List<Consumer<InquiryEnd>> ends = new ArrayList<>(1);
  Priority priority;
  int attempts;
  boolean isUnderWay;

  /** Asked anew while it is under way: what made somebody ask may be newer than the request. */
  boolean again;

  /** When the first request went last. */
  Instant askedAt;

  /** Which of the register's requests is next, or under way. */
  int request;

  /** What the register has told so far. */
  @Nullable NetworkMessage told;

  /**
   * @param names all that are known of the subscriber, the one to ask by first
   */
  Inquiry(List<SubscriberId> names, Domain domain, Hlr hlr, Priority priority, Instant now) {
    this.key = new Key(names.get(0), domain);
    this.names = List.copyOf(names);
    this.hlr = hlr;
    this.priority = priority;
    this.begun = now;
    this.askedAt = now;
  }

  /** The same question once more, for those who asked while it was under way. */
  Inquiry once(Instant now) {
    return new Inquiry(names, key.domain(), hlr, Priority.RECORD, now);
  }
}
