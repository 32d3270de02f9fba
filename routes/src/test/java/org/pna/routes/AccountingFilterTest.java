package org.pna.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pna.model.message.accounting.AccountingStatus;
import org.pna.model.message.accounting.FramedAddress;
import org.pna.normalise.HomeNetworks;
import org.pna.ph.AccountingReports;
import org.pna.ph.ReportingStanding;
import org.pna.ph.ReportingSuppliers;
import org.pna.publisher.pen.ReportingControl.Wish;
import org.pna.publisher.store.MemoryStore;
import org.pna.publisher.store.PresenceStore;

@DisplayName("Accounting that is not wanted is answered, and no more")
@Timeout(60)
class AccountingFilterTest {
  private static final String ANN = "240991000000001";
  private static final String URI = Nases.presentity(ANN);

  private static Directory directory() {
    Directory directory = new Directory(HomeNetworks.NONE);
    directory.add(2, ANN, null, URI);
    return directory;
  }

  private static ReportingSuppliers suppliers(Nases nases) {
    return new ReportingSuppliers(
        List.of(new AccountingReports(nases.steps.accounting(), directory())));
  }

  private static boolean ask(Nases nases, Wish wish) throws Exception {
    CompletableFuture<Boolean> end = new CompletableFuture<>();
    suppliers(nases).ask(URI, wish, "test", end::complete);
    return end.get(10, TimeUnit.SECONDS);
  }

  private static void tells(Nases nases, AccountingStatus status, int second, String session)
      throws Exception {
    assertThat(
            nases.tell(
                nases.request(
                    status, second, session, ANN, new FramedAddress("10.0.0.7", null, null))))
        .as("it is answered")
        .isNull();
  }

  private static List<String> elements(PresenceStore store) {
    List<String> ids = new ArrayList<>();
    store.committed(URI).document().elements().forEach(element -> ids.add(element.id()));
    return ids;
  }

  @Test
  void whatIsHeldIsRemovedAndWhatComesIsNotTakenUntilItIsWantedAgain() throws Exception {
    MemoryStore store = new MemoryStore(10);
    try (Nases nases = new Nases(store, Nases.lanes(10))) {
      tells(nases, AccountingStatus.START, 1, "a");
      assertThat(elements(store)).contains("ps-data");
      assertThat(ask(nases, Wish.OFF)).isTrue();
      assertThat(elements(store)).as("removed, not closed").doesNotContain("ps-data");
      assertThat(nases.steps.sessions().of(nases.restart(9))).isEmpty();
      tells(nases, AccountingStatus.INTERIM_UPDATE, 2, "a");
      assertThat(elements(store)).doesNotContain("ps-data");
      assertThat(suppliers(nases).standings(URI).get("accounting"))
          .singleElement()
          .matches(one -> !one.wanted())
          .extracting(ReportingStanding::name)
          .isEqualTo(URI);
    }
    try (Nases again = new Nases(store, Nases.lanes(10))) {
      again.steps.accounting().restore();
      tells(again, AccountingStatus.INTERIM_UPDATE, 3, "a");
      assertThat(elements(store)).as("after a restart").doesNotContain("ps-data");
      assertThat(ask(again, Wish.DEFAULT)).isTrue();
      tells(again, AccountingStatus.INTERIM_UPDATE, 4, "a");
      assertThat(elements(store)).contains("ps-data");
    }
    try (Nases again = new Nases(store, Nases.lanes(10))) {
      again.steps.accounting().restore();
      assertThat(again.steps.accounting().offSince(URI)).isNull();
      assertThat(suppliers(again).standings("sip:nobody@pna.test")).isEmpty();
    }
  }

  @Test
  void aWishThatTheDiskDoesNotTakeIsNone() throws Exception {
    DoubtfulStore store = new DoubtfulStore(new MemoryStore(10));
    try (Nases nases = new Nases(store, Nases.lanes(10))) {
      tells(nases, AccountingStatus.START, 1, "a");
      store.failing = true;
      assertThat(ask(nases, Wish.OFF)).isFalse();
      assertThat(nases.steps.accounting().offSince(URI)).isNull();
      assertThat(elements(store)).contains("ps-data");
    }
  }
}
