package org.pna.routes;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;
import org.pna.model.Evidence;
import org.pna.model.Place;
import org.pna.model.Urgency;
import org.pna.model.message.accounting.AccountingMessage;
import org.pna.model.message.accounting.AccountingRequest;
import org.pna.publisher.store.PresenceStore;
import org.pna.publisher.store.Table;
import org.pna.publisher.store.TableName;

/**
 * Whose accounting is answered but says nothing: no protocol tells a gateway not to report (TS
 * 23.141 clause 4.3.2). It outlives a restart. On the presentity's lane, so that what is dropped
 * does not come back with what was on its way.
 */
public final class AccountingFilter implements Processor {
  /** Presentities; beyond it nobody further is switched off. */
  static final int MAX = 1_000_000;

  private static final String IGNORED = "reporting-off";
  private static final byte VERSION = 1;
  private static final int LENGTH = 9;

  private final Map<String, Instant> off = new ConcurrentHashMap<>();
  private final PresenceStore store;
  private final Table table;
  private final Lanes lanes;
  private final UnaskedChanges unasked;
  private final InstantSource clock;
  private final Tally tally;

  AccountingFilter(
      PresenceStore store, Lanes lanes, UnaskedChanges unasked, InstantSource clock, Tally tally) {
    this.store = store;
    this.table = store.table(TableName.ACCOUNTING_OFF);
    this.lanes = lanes;
    this.unasked = unasked;
    this.clock = clock;
    this.tally = tally;
  }

  /** Takes up what the store holds, before the first event. */
  public void restore() {
    store.scan(
        TableName.ACCOUNTING_OFF,
        "",
        (presentity, value) -> {
          if (value.length == LENGTH && value[0] == VERSION) {
            off.put(presentity, Instant.ofEpochMilli(ByteBuffer.wrap(value).getLong(1)));
          }
        });
  }

  @Override
  public void process(Exchange exchange) {
    Passage passage = exchange.getMessage().getBody(Passage.class);
    String presentity = passage.presentity();
    if (presentity != null
        && passage.message() instanceof AccountingRequest
        && off.containsKey(presentity)) {
      tally.ignored(IGNORED);
      passage.ignoredAs(IGNORED);
      exchange.setRouteStop(true);
    }
  }

  /** Since when nothing is taken of a presentity; null: it is. */
  public @Nullable Instant offSince(String presentity) {
    return off.get(presentity);
  }

  /**
   * Takes nothing more of a presentity, and drops what its sessions said.
   *
   * @param end told once, on any thread: whether that is on disk
   */
  public void off(String presentity, Consumer<Boolean> end) {
    Instant now = clock.instant();
    if (off.size() >= MAX && !off.containsKey(presentity)) {
      end.accept(false);
      return;
    }
    Instant since = off.putIfAbsent(presentity, now);
    Instant first = since == null ? now : since;
    byte[] row = ByteBuffer.allocate(LENGTH).put(VERSION).putLong(first.toEpochMilli()).array();
    table.put(
        presentity,
        row,
        failure -> {
          if (failure != null) {
            if (since == null) {
              off.remove(presentity);
            }
            end.accept(false);
          } else if (!lanes.submit(
              presentity, Urgency.TRANSITION, now, () -> drop(presentity, now, end))) {
            end.accept(false); // it is off, and what is held of it goes when it is asked for again
          }
        });
  }

  private void drop(String presentity, Instant now, Consumer<Boolean> end) {
    Evidence evidence =
        new Evidence(
            AccountingMessage.PK, "reporting", "off", now, new Place.Dialogue("pen", "reporting"));
    unasked.dropped(presentity, evidence, (changed, failure) -> end.accept(failure == null));
  }

  /** Takes what comes of a presentity again. */
  public void on(String presentity, Consumer<Boolean> end) {
    table.put(
        presentity,
        null,
        failure -> {
          if (failure == null) {
            off.remove(presentity);
          }
          end.accept(failure == null);
        });
  }
}
