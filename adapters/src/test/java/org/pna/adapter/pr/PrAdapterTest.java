package org.pna.adapter.pr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.pna.adapter.WirelessSessions.request;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pna.model.AccessType;
import org.pna.model.AccountedSession;
import org.pna.model.DataNetworks;
import org.pna.model.Nai;
import org.pna.model.PresenceReport;
import org.pna.model.RefusedException;
import org.pna.model.message.accounting.AccountingMessage;

class PrAdapterTest {
  private static final PrAdapter ADAPTER = new PrAdapter(DataNetworks.DEFAULT);

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "1, internet, STARTED, true",
        "3, internet, GOES_ON, true",
        "2, internet, ENDED, true",
        "1, ims, STARTED, false",
        "1, -, STARTED, false",
        "1, 00-10-a4-23-19-c0:home, STARTED, false",
        "1, 001122334455, STARTED, false"
      })
  void sessions(int status, @Nullable String called, AccountedSession.State state, boolean data)
      throws RefusedException {
    List<PresenceReport> reports = ADAPTER.reports(request(AccountingMessage.PR, status, called));
    assertThat(reports).hasSize(1);
    PresenceReport report = reports.get(0);
    assertThat(report.facts()).hasSize(1);
    AccountedSession session = (AccountedSession) report.facts().get(0);
    assertThat(session.access()).isEqualTo(AccessType.WLAN);
    assertThat(session.state()).isEqualTo(state);
    assertThat(session.data()).isEqualTo(data);
    assertThat(report.evidence().source()).isEqualTo(AccountingMessage.PR);
    assertThat(report.subscriber()).containsExactly(new Nai("alice@pna.test"));
  }

  @Test
  void anUnknownStatusIsRefused() {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> ADAPTER.reports(request(AccountingMessage.PR, 9, null)))
        .withMessageContaining("Acct-Status-Type 9");
  }

  @Test
  void onlyItsOwnReferencePointIsHeard() {
    assertThat(ADAPTER.source()).isEqualTo(AccountingMessage.PR);
    assertThat(ADAPTER.hears(request(AccountingMessage.PR, 1, null))).isTrue();
    assertThat(ADAPTER.hears(request(AccountingMessage.PK, 1, null))).isFalse();
  }
}
