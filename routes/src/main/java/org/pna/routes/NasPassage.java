package org.pna.routes;

import org.pna.model.Evidence;

/**
 * What became of an Accounting-On or -Off: the body of its exchange in the end.
 *
 * @param evidence that what it changed carries
 * @param published whether it changed anybody's document
 */
public record NasPassage(Evidence evidence, boolean published) {}
