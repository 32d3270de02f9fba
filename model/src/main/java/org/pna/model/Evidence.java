package org.pna.model;

import java.time.Instant;

/**
 * Why a fact is held.
 *
 * @param source the reference point
 * @param operation the operation's name in its specification
 * @param code the event's code as the operator reads it
 * @param time when it was heard; of capture, in replay (never the supplier's clock)
 * @param place where it was heard
 */
public record Evidence(Source source, String operation, String code, Instant time, Place place) {}
