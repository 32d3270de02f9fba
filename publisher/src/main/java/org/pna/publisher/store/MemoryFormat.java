package org.pna.publisher.store;

import java.util.ArrayList;
import java.util.List;
import org.pna.model.message.Fingerprint;

/**
 * What a {@link PresentityRecord} remembers beside the facts, as bytes behind those of {@link
 * RecordFormat}, to whose strings and evidence it does not refer. The accounts that are over follow
 * only if there are any.
 *
 * <pre>
 * unsigned messages heard, each 16 octets and an instant …, of each SIM unsigned accounts that are
 * over, these …
 * </pre>
 */
final class MemoryFormat {
  private MemoryFormat() {}

  /**
   * The whole record.
   *
   * @param facts what it was written to but for its memory; stays as it is
   */
  static byte[] append(ByteWriter facts, PresentityRecord record) {
    ByteWriter out = facts.next();
    out.unsigned(record.heard().size());
    for (Heard heard : record.heard()) {
      heard.write(out);
    }
    if (hasEnded(record)) {
      for (SimFacts sim : record.sims()) {
        AccountsFormat.ended(out, sim.accounts().ended());
      }
    }
    return facts.toBytes(out);
  }

  private static boolean hasEnded(PresentityRecord record) {
    for (SimFacts sim : record.sims()) {
      if (!sim.accounts().ended().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** The record with its memory. */
  static PresentityRecord read(ByteReader in, PresentityRecord facts) {
    in.next();
    List<Heard> heard = RecordFormat.list(in, MemoryFormat::heard);
    List<SimFacts> sims = facts.sims();
    if (in.hasMore()) {
      sims = new ArrayList<>(sims.size());
      for (SimFacts sim : facts.sims()) {
        sims.add(sim.with(sim.accounts().with(AccountsFormat.ended(in))));
      }
    }
    return facts.remembering(sims, heard);
  }

  static Heard heard(ByteReader in) {
    return new Heard(new Fingerprint(in.octets(), in.octets()), in.instant());
  }
}
