package org.pna.ph;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.SubscriberId;
import org.pna.model.message.map.InterrogationResult;

/**
 * How a question ended.
 *
 * @param subscriber who was asked about
 * @param domain that was asked about
 * @param askedAt when the request went whose end this is; of a question that never went, now
 * @param result what the register said; null when nothing
 * @param entered what became of the result, or of the failure, in the route; null if nothing
 *     entered: the question never went
 * @param failure why there is no result, a few fixed words; null with a result
 */
public record InquiryEnd(
    SubscriberId subscriber,
    Domain domain,
    Instant askedAt,
    @Nullable InterrogationResult result,
    Entrance.@Nullable End entered,
    @Nullable String failure) {}
