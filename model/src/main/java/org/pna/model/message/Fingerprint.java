package org.pna.model.message;

/**
 * 128 bits that are equal for a repeat of the same message by its protocol's own marks, and for
 * nothing else. For SS7: calling address, originating transaction id, invoke id and argument bytes.
 */
public record Fingerprint(long high, long low) {}
