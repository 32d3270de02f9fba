package org.pna.app.query;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.pna.app.control.ControlHandler.Answer;
import org.pna.app.control.ControlRequest;
import org.pna.app.control.Format;
import org.pna.app.control.Reply;
import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.SubscriberId;
import org.pna.ph.InquiryEnd;
import org.pna.ph.Priority;
import org.pna.ph.Questioner;
import org.pna.ph.SimDirectory;
import org.pna.publisher.server.PublicUris;
import org.pna.publisher.store.DomainFacts;
import org.pna.publisher.store.PresentityRecord;
import org.pna.publisher.store.SimFacts;
import org.pna.publisher.store.StoreView;

/** Answers {@code query}: has the registers asked, and waits for them. Any thread. */
public final class QueryAnswer {
  /** Shorter than whoever asked waits. */
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  private static final int MAX_SIMS = 10;

  private final @Nullable Questioner questioner;
  private final SimDirectory sims;
  private final PublicUris uris;
  private final StoreView store;
  private final Duration patience;

  /**
   * @param questioner asks; null: no register may be asked
   * @param sims whom the operator may mean
   * @param uris the form of presentities
   * @param store what is held
   */
  public QueryAnswer(
      @Nullable Questioner questioner, SimDirectory sims, PublicUris uris, StoreView store) {
    this(questioner, sims, uris, store, PATIENCE);
  }

  QueryAnswer(
      @Nullable Questioner questioner,
      SimDirectory sims,
      PublicUris uris,
      StoreView store,
      Duration patience) {
    this.questioner = questioner;
    this.sims = sims;
    this.uris = uris;
    this.store = store;
    this.patience = patience;
  }

  /** What the registers said, within 25 s; an error if none told anything. */
  public Answer answer(ControlRequest.Query request) {
    Questioner asks = questioner;
    if (asks == null) {
      return Answer.of(
          Reply.Status.ERROR,
          "there is no HLR to ask: describe it in ph.hlrs of the configuration");
    }
    Optional<QuerySubject> subject = QuerySubject.of(request.subscriber(), sims, uris);
    if (subject.isEmpty()) {
      return Answer.of(
          Reply.Status.ERROR,
          "that is neither an IMSI nor a number nor a presentity with one of these in the"
              + " subscribers' file");
    }
    QueryReport report = ask(asks, subject.get());
    if (!report.isAnswered()) {
      return Answer.of(Reply.Status.ERROR, "the HLR told nothing: " + failures(report));
    }
    return Answer.of(
        Reply.Status.OK,
        request.format() == Format.JSON ? QueryJson.of(report) : QueryText.of(report));
  }

  private QueryReport ask(Questioner asks, QuerySubject subject) {
    Map<List<SubscriberId>, List<CompletableFuture<InquiryEnd>>> asked = new LinkedHashMap<>();
    for (List<SubscriberId> names :
        subject.sims().subList(0, Math.min(MAX_SIMS, subject.sims().size()))) {
      List<CompletableFuture<InquiryEnd>> both = new ArrayList<>();
      for (Domain domain : Domain.values()) {
        CompletableFuture<InquiryEnd> end = new CompletableFuture<>();
        asks.ask(names, domain, Priority.BY_HAND, end::complete);
        both.add(end);
      }
      asked.put(names, both);
    }
    long deadline = System.nanoTime() + patience.toNanos();
    Map<List<SubscriberId>, List<@Nullable InquiryEnd>> ends = new LinkedHashMap<>();
    asked.forEach(
        (names, both) -> ends.put(names, both.stream().map(end -> end(end, deadline)).toList()));
    String presentity = subject.presentity();
    List<SimFacts> held = presentity == null ? List.of() : held(presentity);
    List<QueryReport.Sim> told = new ArrayList<>();
    ends.forEach((names, both) -> told.add(sim(names, both, held)));
    return new QueryReport(presentity, told);
  }

  private List<SimFacts> held(String presentity) {
    PresentityRecord record = store.committed(presentity);
    return record.sims();
  }

  private static @Nullable InquiryEnd end(CompletableFuture<InquiryEnd> end, long deadline) {
    try {
      return end.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  private static QueryReport.Sim sim(
      List<SubscriberId> names, List<@Nullable InquiryEnd> ends, List<SimFacts> held) {
    String imsi = null;
    String msisdn = null;
    for (SubscriberId name : names) {
      if (name instanceof Imsi one) {
        imsi = one.digits();
      } else if (name instanceof Msisdn one) {
        msisdn = one.digits();
      }
    }
    SimFacts known = null;
    for (SimFacts sim : held) {
      if (imsi == null
          ? sim.msisdn() != null && sim.msisdn().equals(msisdn)
          : sim.imsi().equals(imsi)) {
        known = sim;
      }
    }
    List<QueryReport.Told> told = new ArrayList<>();
    for (Domain domain : Domain.values()) {
      DomainFacts facts = known == null ? null : known.of(domain);
      told.add(new QueryReport.Told(domain, ends.get(told.size()), facts));
    }
    return new QueryReport.Sim(imsi, msisdn, told);
  }

  private static String failures(QueryReport report) {
    TreeSet<String> all = new TreeSet<>();
    for (QueryReport.Sim sim : report.sims()) {
      sim.domains().forEach(told -> all.add(QueryWords.failure(told.end())));
    }
    return String.join(", ", all);
  }
}
