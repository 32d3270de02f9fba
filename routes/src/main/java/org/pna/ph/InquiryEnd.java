package org.pna.ph;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.SubscriberId;
import org.pna.model.message.NetworkMessage;

/**
 * How a question ended.
 *
 * @param subscriber who was asked about
 * @param domain that was asked about
 * @param askedAt when the request went whose end this is; of a question that never went, now
 * @param told what the register told; null when nothing
 * @param entered what became of that, or of the failure, in the route; null if nothing entered: the
 *     question never went
 * @param failure why nothing was told, a few fixed words; null if something was
 */
public record InquiryEnd(
    SubscriberId subscriber,
    Domain domain,
    Instant askedAt,
    @Nullable NetworkMessage told,
    Entrance.@Nullable End entered,
    @Nullable String failure) {}
