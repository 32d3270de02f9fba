package org.pna.model;

/** One thing that a supplier says of a subscriber at a moment. */
public sealed interface Fact
    permits Attachment,
        Reachability,
        Call,
        DataSession,
        AccountedSession,
        Engagement,
        Registration,
        PacketAccess,
        Location,
        Position,
        PositionWithheld,
        Doubt,
        Unanswered,
        Reporting {}
