package org.pna.transport.ss7;

/**
 * Whether one association carries traffic.
 *
 * @param link the link's name
 * @param association the association's name in it
 * @param up true while its M3UA application server process is active (RFC 4666 clause 4.3.1)
 */
public record LinkState(String link, String association, boolean up) {}
