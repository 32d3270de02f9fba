package org.pna.model;

/**
 * IMS registration of a public identity (TS 24.229).
 *
 * @param identity the registered identity
 * @param registered whether at least one contact is active
 */
public record Registration(PublicIdentity identity, boolean registered) implements Fact {}
