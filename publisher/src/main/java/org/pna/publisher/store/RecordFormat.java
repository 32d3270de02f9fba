package org.pna.publisher.store;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.publisher.pidf.PresenceDocument;

/**
 * A {@link PresentityRecord} as bytes. Beside the layout below, {@link FactsFormat} and {@link
 * ElementFormat} have parts of it; a change of any of them is a new {@link #LAYOUT}, and old ones
 * stay readable.
 *
 * <pre>
 * octet layout, unsigned version, unsigned SIMs, SIMs …,
 * octet 1 and string entity (when it is not the presentity) or octet 0, unsigned fragments, fragments …
 * </pre>
 */
final class RecordFormat {
  /** The layout that is written. */
  static final int LAYOUT = 1;

  private RecordFormat() {}

  /** The presentity itself is the key and is not in the value. */
  static byte[] write(PresentityRecord record) {
    ByteWriter out = new ByteWriter();
    out.octet(LAYOUT).unsigned(record.version());
    out.unsigned(record.sims().size());
    record.sims().forEach(sim -> FactsFormat.write(out, sim));
    PresenceDocument document = record.document();
    if (document.entity().equals(record.presentity())) {
      out.octet(0);
    } else {
      out.octet(1).string(document.entity());
    }
    out.unsigned(document.fragments().size());
    document.fragments().forEach(fragment -> ElementFormat.write(out, fragment));
    return out.toBytes();
  }

  /**
   * @param place the folder, for the exception
   * @throws DamagedRecordException if these are not the bytes of a record
   */
  static PresentityRecord read(String presentity, byte[] value, String place) {
    ByteReader in = new ByteReader(value, place);
    int layout = in.octet();
    if (layout != LAYOUT) {
      throw in.damaged("unknown layout " + layout);
    }
    long version = in.unsigned();
    List<SimFacts> sims = list(in, FactsFormat::sim);
    String entity = in.octet() == 0 ? presentity : in.string();
    PresenceDocument document = new PresenceDocument(entity, list(in, ElementFormat::fragment));
    in.end();
    return new PresentityRecord(presentity, sims, document, version);
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
