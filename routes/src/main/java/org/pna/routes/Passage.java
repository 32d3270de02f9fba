package org.pna.routes;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.pna.model.Imsi;
import org.pna.model.PresenceReport;
import org.pna.model.SubscriberId;
import org.pna.model.message.NetworkMessage;
import org.pna.normalise.Outcome;
import org.pna.publisher.store.Heard;
import org.pna.publisher.store.PresentityRecord;

/**
 * One message on its way through the route: the exchange's body, filled in step by step. Only one
 * thread has it at a time.
 */
public final class Passage {
  /** The reason given for a message that was heard before. */
  public static final String REPEAT = "repeat";

  private final NetworkMessage message;
  private List<PresenceReport> reports;
  private @Nullable String presentity;
  private List<String> abandoned = List.of();
  private CompletableFuture<Void> others = CompletableFuture.completedFuture(null);
  private @Nullable PresentityRecord before;
  private List<Heard> heard = List.of();
  private @Nullable Outcome outcome;
  private @Nullable String ignored;
  private boolean published;
  private final Set<Integer> changing = new HashSet<>(2);

  /**
   * @param message as it was heard
   * @param reports what it says of its subscriber, at least one
   */
  Passage(NetworkMessage message, List<PresenceReport> reports) {
    this.message = message;
    this.reports = reports;
  }

  /** The message as it was heard. */
  public NetworkMessage message() {
    return message;
  }

  /** What it says. */
  public List<PresenceReport> reports() {
    return reports;
  }

  /** Whom it is about; null when nobody's state is touched. */
  public @Nullable String presentity() {
    return presentity;
  }

  /** Why it changed nothing; null if it took effect. */
  public @Nullable String ignored() {
    return ignored;
  }

  /** Whether it changed the presentity's document. */
  public boolean published() {
    return published;
  }

  /**
   * Whether one report of several changed it.
   *
   * @param report index in {@link #reports}
   */
  public boolean isChangedBy(int report) {
    return published && changing.contains(report);
  }

  /** One report of several changes what the presentity shows. */
  void changes(int report) {
    changing.add(report);
  }

  /** The SIM it is about: facts are kept by IMSI; a supplier that names none has one SIM. */
  String imsi() {
    for (SubscriberId name : reports.get(0).subscriber()) {
      if (name instanceof Imsi imsi) {
        return imsi.digits();
      }
    }
    return "";
  }

  /** It is about somebody whose names are known from elsewhere. */
  void named(List<SubscriberId> names) {
    reports =
        reports.stream()
            .map(
                one ->
                    new PresenceReport(
                        one.evidence(), names, one.node(), one.facts(), one.urgency()))
            .toList();
  }

  void identifiedAs(String presentity, List<String> abandoned) {
    this.presentity = presentity;
    this.abandoned = abandoned;
  }

  List<String> abandoned() {
    return abandoned;
  }

  /** It is not safe before this is: what it changes of another presentity. */
  void waitFor(CompletableFuture<Void> other) {
    others = CompletableFuture.allOf(others, other);
  }

  CompletableFuture<Void> others() {
    return others;
  }

  void ignoredAs(String reason) {
    this.ignored = reason;
  }

  /** What is held, and what was heard lately, this message included. */
  void loaded(PresentityRecord before, List<Heard> heard) {
    this.before = before;
    this.heard = heard;
  }

  /** It was heard before. */
  void repeated(PresentityRecord before) {
    this.before = before;
    this.ignored = REPEAT;
  }

  List<Heard> heard() {
    return heard;
  }

  void normalised(Outcome outcome) {
    this.outcome = outcome;
    this.ignored = outcome.ignored();
  }

  @Nullable PresentityRecord before() {
    return before;
  }

  @Nullable Outcome outcome() {
    return outcome;
  }

  void publishedAs(boolean changed) {
    this.published = changed;
  }
}
