package org.pna.model;

/** One name by which a network knows a subscriber. {@code toString} never shows the value. */
public sealed interface SubscriberId permits Imsi, Msisdn, PublicIdentity, Nai {}
