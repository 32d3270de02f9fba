package org.pna.publisher.store;

import static org.pna.publisher.store.RecordFormat.flag;

import org.pna.model.Domain;
import org.pna.model.Evidence;

/**
 * A {@link Step} as bytes: those of its record, as {@link RecordFormat} writes them, and after them
 * the entry's, which may refer to strings and evidence of the record's. The entry's number is the
 * record's {@link PresentityRecord#steps}. Codes and bits are never given another meaning.
 *
 * <pre>
 * octet flags, instant time, evidence, string IMSI, node, string rule, string ignored, evidence against
 * </pre>
 */
final class StepFormat {
  private static final int TIMER = 1;
  private static final int CS = 2;
  private static final int PS = 4;
  private static final int IGNORED = 8;
  private static final int AGAINST = 16;

  private StepFormat() {}

  /**
   * @param out what the record after the step was written to, and nothing else
   */
  static void write(ByteWriter out, JournalEntry entry) {
    Evidence against = entry.against();
    out.octet(
        (entry.cause() == Cause.TIMER ? TIMER : 0)
            | (entry.domain() == Domain.CS ? CS : 0)
            | (entry.domain() == Domain.PS ? PS : 0)
            | flag(IGNORED, entry.ignored())
            | flag(AGAINST, against));
    out.instant(entry.time());
    EvidenceFormat.evidence(out, entry.evidence());
    out.string(entry.imsi());
    EvidenceFormat.node(out, entry.node());
    out.string(entry.rule());
    EvidenceFormat.optional(out, entry.ignored());
    if (against != null) {
      EvidenceFormat.evidence(out, against);
    }
  }

  /**
   * @param place the folder, for the exception
   * @throws DamagedRecordException if these are not the bytes of a step
   */
  static Step read(String presentity, byte[] value, String place) {
    ByteReader in = new ByteReader(value, place);
    PresentityRecord after = RecordFormat.read(in, presentity);
    JournalEntry entry = entry(in, after.steps());
    in.end();
    return new Step(entry, after);
  }

  private static JournalEntry entry(ByteReader in, long number) {
    int flags = in.octet();
    return new JournalEntry(
        number,
        (flags & TIMER) == 0 ? Cause.EVENT : Cause.TIMER,
        in.instant(),
        EvidenceFormat.evidence(in),
        in.string(),
        (flags & CS) != 0 ? Domain.CS : (flags & PS) != 0 ? Domain.PS : null,
        EvidenceFormat.node(in),
        in.string(),
        EvidenceFormat.optional(in, flags & IGNORED),
        (flags & AGAINST) == 0 ? null : EvidenceFormat.evidence(in));
  }
}
