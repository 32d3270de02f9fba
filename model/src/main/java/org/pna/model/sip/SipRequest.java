package org.pna.model.sip;

/**
 * A request, received or to be sent.
 *
 * <p>A received one has all its headers; the parameter received of its first Via is the numeric
 * address that it came from, whatever the sender wrote there. One to be sent has no Via,
 * Max-Forwards and Content-Length: the endpoint adds them; the Route headers, then the Request-URI
 * say where it goes (RFC 3261 clause 8.1.2, loose routing).
 *
 * @param method in capitals
 * @param uri the Request-URI
 * @param headers in order
 * @param body may be empty; never changed after construction
 * @param socket where it came in, or by preference goes out; the endpoint may choose another of the
 *     right address family and transport
 */
@SuppressWarnings("ArrayRecordComponent") // never shared for writing, compared by identity
public record SipRequest(
    String method, String uri, SipHeaders headers, byte[] body, SipSocket socket) {}
