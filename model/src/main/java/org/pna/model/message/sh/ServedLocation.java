package org.pna.model.message.sh;

import org.jspecify.annotations.Nullable;
import org.pna.model.Location;

/**
 * CSLocationInformation or PSLocationInformation (TS 29.328 clause 7.6.6).
 *
 * @param location age and place
 * @param node VLR or SGSN number, E.164 digits
 * @param isCurrent whether the user was just looked for
 */
public record ServedLocation(Location location, @Nullable String node, boolean isCurrent) {}
