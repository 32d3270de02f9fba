package org.pna.publisher.store;

import java.time.Instant;
import org.pna.model.message.Fingerprint;

/**
 * A message that was taken, remembered for as long as it may be repeated (rule T2).
 *
 * @param fingerprint what a repeat has in common with it
 * @param time when it was heard
 */
public record Heard(Fingerprint fingerprint, Instant time) {}
