package org.pna.simulator;

/**
 * A Push-Notification-Request that may be sent more than once (TS 29.329 clause 6.1.7, RFC 6733
 * clause 3).
 *
 * @param session Session-Id
 * @param endToEnd End-to-End Identifier
 * @param name public identity or MSISDN that it is about
 * @param subscriber what it tells
 */
public record HssNotification(
    String session, int endToEnd, String name, HssSubscriber subscriber) {}
