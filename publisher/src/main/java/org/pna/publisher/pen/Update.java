package org.pna.publisher.pen;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.Urgency;
import org.pna.publisher.pidf.Element;
import org.pna.publisher.store.Heard;
import org.pna.publisher.store.JournalEntry;
import org.pna.publisher.store.SimFacts;

/**
 * What one message, or one moment, made of a presentity.
 *
 * @param sims the facts now
 * @param elements what they say, in any order, ids unique, time stamps not counting; null if the
 *     document stays as it is
 * @param wakeAt when the presentity has to be looked at though no message comes; null for never
 * @param heard messages that may still be repeated, the oldest first
 * @param entry for the journal, numbered one above what is held; null if there is nothing to tell,
 *     and then the document stays as it is
 * @param urgency what is lost if this is not taken
 */
public record Update(
    List<SimFacts> sims,
    @Nullable List<Element> elements,
    @Nullable Instant wakeAt,
    List<Heard> heard,
    @Nullable JournalEntry entry,
    Urgency urgency) {}
