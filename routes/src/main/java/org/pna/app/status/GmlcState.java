package org.pna.app.status;

/**
 * How it fares with one location server.
 *
 * @param name the operator's
 * @param rate requests a second that it is given now
 * @param underWay requests that wait for its answer
 * @param waiting SIMs that are to be asked about some time
 * @param closed whether it does not let us ask
 */
public record GmlcState(String name, int rate, int underWay, int waiting, boolean closed) {}
