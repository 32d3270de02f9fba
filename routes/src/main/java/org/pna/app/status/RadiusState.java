package org.pna.app.status;

/**
 * A socket for RADIUS accounting.
 *
 * @param link its name
 * @param port UDP port that it listens on; 0 while it does not
 * @param clients whose requests are taken
 */
public record RadiusState(String link, int port, int clients) {}
