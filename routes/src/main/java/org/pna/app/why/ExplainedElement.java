package org.pna.app.why;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.Evidence;
import org.pna.publisher.store.Account;
import org.pna.publisher.store.JournalEntry;
import org.pna.publisher.store.NetworkFacts;
import org.pna.publisher.store.Reason;
import org.pna.publisher.store.Session;

/**
 * An element of the document and what is behind it.
 *
 * @param id xs:ID
 * @param value what it says, in words
 * @param since when it last changed
 * @param reason what made it so
 * @param says what the reason's rule means
 * @param superseded what it said before; null if it was not there
 * @param lost what was ignored since, of the same SIMs and domains, the oldest first
 * @param domain of which it is alone; null for both and for none
 * @param sessions the calls or data sessions behind it, the last heard of last
 * @param accounts the sessions of gateways behind it, the last begun last
 * @param networks what the home register says of networks behind it
 * @param doubtful since when it may be wrong; null when nothing speaks against it
 * @param polled whether the serving node does not report, so that it is only known by asking
 * @param stale when it is too old to be believed; null for never
 * @param waiting what will change it, or may, unless something is heard before
 */
public record ExplainedElement(
    String id,
    List<String> value,
    Instant since,
    Reason reason,
    String says,
    @Nullable Superseded superseded,
    List<JournalEntry> lost,
    @Nullable Domain domain,
    List<Session> sessions,
    List<Account> accounts,
    List<NetworkFacts> networks,
    @Nullable Instant doubtful,
    boolean polled,
    @Nullable Instant stale,
    List<Waiting> waiting) {
  public ExplainedElement {
    value = List.copyOf(value);
    lost = List.copyOf(lost);
    sessions = List.copyOf(sessions);
    accounts = List.copyOf(accounts);
    networks = List.copyOf(networks);
    waiting = List.copyOf(waiting);
  }

  /**
   * What an element said before.
   *
   * @param value in words; empty when that step is no longer kept
   * @param since when it had changed to it; when its evidence was heard, if no longer kept
   * @param evidence of the event that had made it so
   */
  public record Superseded(List<String> value, Instant since, Evidence evidence) {
    public Superseded {
      value = List.copyOf(value);
    }
  }

  /**
   * A change that waits.
   *
   * @param kind why it waits
   * @param imsi of the SIM that it is about
   * @param domain that it is about; null for a gateway's session
   * @param until when it takes effect
   * @param evidence of the event behind it; null when not known
   */
  public record Waiting(
      Kind kind, String imsi, @Nullable Domain domain, Instant until, @Nullable Evidence evidence) {
    /** Why a change waits. */
    public enum Kind {
      /** One negative of too many, or the end of a session (rule T15). */
      HELD,
      /** Left by moving to another SGSN, which has not spoken up yet (MM-Code 82). */
      LEAVING,
      /** The home register is to be asked, then. */
      ASK,
      /** The home register was asked, and has not answered yet. */
      ASKED
    }

    @Override
    public String toString() {
      return "Waiting[" + kind + "]";
    }
  }
}
