package org.pna.publisher.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.publisher.pidf.Fragment;
import org.pna.publisher.pidf.PresenceDocument;

/**
 * A {@link PresentityRecord} as bytes. Beside the layout below, {@link FactsFormat}, {@link
 * SessionFormat}, {@link AccountsFormat}, {@link NetworksFormat}, {@link ElementFormat} and {@link
 * EvidenceFormat} have parts of it; a change of any of them is a new {@link #LAYOUT} or a part with
 * a bit of its own, and old ones stay readable.
 *
 * <pre>
 * octet layout, octet flags, unsigned version, unsigned steps, instant wakeAt (flag), string entity
 * (flag, when it is not the presentity), unsigned SIMs, SIMs …, unsigned fragments, each with its
 * reason …
 * </pre>
 *
 * Behind it stands what {@link MemoryFormat} writes, which the steps of the history do without.
 */
final class RecordFormat {
  /** The layout that is written. */
  static final int LAYOUT = 3;

  /** The same with what is remembered between, and in the steps too. */
  private static final int LAYOUT_WITH_MEMORY = 2;

  /** The same without sessions, upkeep and participation, of which it has no bits. */
  private static final int LAYOUT_WITHOUT_SESSIONS = 1;

  private static final int ENTITY = 1;
  private static final int WAKE_AT = 2;

  private RecordFormat() {}

  /** But for what is remembered. The presentity itself is the key and is not in the value. */
  static void write(ByteWriter out, PresentityRecord record) {
    PresenceDocument document = record.document();
    boolean other = !document.entity().equals(record.presentity());
    out.octet(LAYOUT).octet((other ? ENTITY : 0) | flag(WAKE_AT, record.wakeAt()));
    out.unsigned(record.version()).unsigned(record.steps());
    if (record.wakeAt() != null) {
      out.instant(record.wakeAt());
    }
    if (other) {
      out.string(document.entity());
    }
    out.unsigned(record.sims().size());
    for (SimFacts sim : record.sims()) {
      FactsFormat.write(out, sim);
    }
    List<Fragment> fragments = document.fragments();
    out.unsigned(fragments.size());
    for (int i = 0; i < fragments.size(); i++) {
      ElementFormat.write(out, fragments.get(i));
      EvidenceFormat.reason(out, record.reasons().get(i));
    }
  }

  /** All of it. */
  static byte[] write(PresentityRecord record) {
    ByteWriter out = new ByteWriter();
    write(out, record);
    return MemoryFormat.append(out, record);
  }

  /**
   * @param place the folder, for the exception
   * @throws DamagedRecordException if these are not the bytes of a record
   */
  static PresentityRecord read(String presentity, byte[] value, String place) {
    ByteReader in = new ByteReader(value, place);
    int layout = layout(in);
    PresentityRecord record = read(in, presentity, layout);
    if (layout > LAYOUT_WITH_MEMORY) {
      record = MemoryFormat.read(in, record);
    }
    in.end();
    return record;
  }

  /** Without what {@link MemoryFormat} wrote behind it, where that is not between. */
  static PresentityRecord read(ByteReader in, String presentity) {
    return read(in, presentity, layout(in));
  }

  private static int layout(ByteReader in) {
    int layout = in.octet();
    if (layout < LAYOUT_WITHOUT_SESSIONS || layout > LAYOUT) {
      throw in.damaged("unknown layout " + layout);
    }
    return layout;
  }

  private static PresentityRecord read(ByteReader in, String presentity, int layout) {
    boolean remembers = layout <= LAYOUT_WITH_MEMORY;
    int flags = in.octet();
    long version = in.unsigned();
    long steps = in.unsigned();
    Instant wakeAt = (flags & WAKE_AT) == 0 ? null : in.instant();
    String entity = (flags & ENTITY) == 0 ? presentity : in.string();
    List<SimFacts> sims = list(in, sim -> FactsFormat.sim(sim, remembers));
    int count = in.count();
    List<Fragment> fragments = new ArrayList<>(Math.min(count, 16));
    List<Reason> reasons = new ArrayList<>(Math.min(count, 16));
    for (int i = 0; i < count; i++) {
      fragments.add(ElementFormat.fragment(in));
      reasons.add(EvidenceFormat.reason(in));
    }
    return new PresentityRecord(
        presentity,
        sims,
        new PresenceDocument(entity, fragments),
        reasons,
        version,
        steps,
        wakeAt,
        remembers ? list(in, MemoryFormat::heard) : List.of());
  }

  /** Reads one of several. */
  @FunctionalInterface
  interface Item<T> {
    T read(ByteReader in);
  }

  static <T> List<T> list(ByteReader in, Item<T> item) {
    int count = in.count();
    List<T> items = new ArrayList<>(Math.min(count, 16));
    for (int i = 0; i < count; i++) {
      items.add(item.read(in));
    }
    return items;
  }

  /** A flag that says whether a value follows. */
  static int flag(int bit, @Nullable Object value) {
    return value == null ? 0 : bit;
  }
}
