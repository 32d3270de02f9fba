package org.pna.truth;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.Origin;

/**
 * Something that the network tells.
 *
 * @param sim it is about; null: all of a gateway's
 * @param node that tells it
 * @param ss7 whether it goes over the signal transfer points
 * @param bears of which means it tells how the network has them
 * @param says what the naive take it for: means that are there, or not
 * @param words for people
 * @param message as the transport hands it over, heard there and then
 */
record Signal(
    @Nullable Sim sim,
    String node,
    boolean ss7,
    Set<Means> bears,
    Map<Means, Boolean> says,
    String words,
    Function<Origin, Object> message) {}
