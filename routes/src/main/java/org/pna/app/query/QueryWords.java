package org.pna.app.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.map.SubscriberState;
import org.pna.ph.Entrance;
import org.pna.ph.InquiryEnd;
import org.pna.publisher.store.DomainFacts;

/** Answers in words. */
final class QueryWords {
  private QueryWords() {}

  /** {@code netDetNotReachable imsiDetached} or {@code assumedIdle}. */
  static String said(SubscriberState state) {
    return switch (state) {
      case MS_PURGED -> state.specName() + " msPurged";
      case IMSI_DETACHED -> state.specName() + " imsiDetached";
      case RESTRICTED_AREA -> state.specName() + " restrictedArea";
      case NOT_REGISTERED -> state.specName() + " notRegistered";
      default -> state.specName();
    };
  }

  /** What became of the answer: {@code changed}, {@code unchanged}, or why it was not taken. */
  static String effect(InquiryEnd end) {
    Entrance.End entered = end.entered();
    if (entered == null) {
      return "unchanged";
    }
    if (entered.ignored() != null) {
      return "ignored: " + entered.ignored();
    }
    return entered.published() ? "changed" : "unchanged";
  }

  /** Why there is no answer; a null end: it did not come yet. */
  static String failure(@Nullable InquiryEnd end) {
    return end == null ? "no answer yet" : Objects.requireNonNullElse(end.failure(), "none");
  }

  /** What is held, without its times. */
  static String held(DomainFacts facts) {
    List<String> words = new ArrayList<>();
    words.add(
        switch (facts.attachment()) {
          case UNKNOWN -> "not known";
          case YES -> "attached";
          case NO -> "detached";
        });
    if (!facts.reachable()) {
      words.add("not reachable");
    }
    if (facts.means() != DomainFacts.Means.UNKNOWN) {
      words.add(facts.means().name().toLowerCase(Locale.ROOT));
    }
    if (facts.sessions().participation() == DomainFacts.Means.OPEN) {
      words.add("in a call");
    }
    if (facts.upkeep().staleSince() != null) {
      words.add("stale");
    }
    return String.join(", ", words);
  }
}
