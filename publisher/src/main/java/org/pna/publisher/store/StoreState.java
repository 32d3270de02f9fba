package org.pna.publisher.store;

/**
 * How a store fares.
 *
 * @param failing whether the last write failed
 * @param pending writes that wait for the disk
 * @param presentities how many it holds
 */
public record StoreState(boolean failing, int pending, long presentities) {}
