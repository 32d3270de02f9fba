package org.pna.transport.trace;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pna.model.MalformedMessageException;
import org.pna.model.message.ims.RegSubscribe;
import org.pna.model.sip.SipHeaders;
import org.pna.model.sip.SipNameAddress;
import org.pna.model.sip.SipRequest;
import org.pna.model.sip.SipSocket;
import org.pna.model.sip.SipTransport;
import org.pna.model.sip.SipUri;
import org.pna.transport.sip.codec.RegNotificationReader;
import org.pna.transport.sip.codec.RegisterReader;
import org.pna.transport.sip.codec.SipOctets;

/**
 * SIP requests of a trace, both directions: third-party REGISTERs and the event package {@code reg}
 * are reported, every other request is counted by its method. No answer counts: a REGISTER tells
 * the same whatever its recorder made of it.
 *
 * <p>A live link knows a third-party REGISTER by its sender, an S-CSCF that is trusted. A trace has
 * only what is written: the registrar speaks for another (From differs from To, RFC 3261 clause
 * 10.2; TS 24.229 clause 5.4.1.7), and nobody asked it for credentials. In the same way a terminal
 * that subscribes to its own registrations is nothing to us.
 */
final class RecordedSip {
  private static final Pattern REQUEST_LINE = Pattern.compile("([A-Z]{1,32}) \\S+ SIP/2\\.0");

  /** When a subscription to reg ends that does not say (RFC 3680 clause 4.4). */
  private static final long DEFAULT_SECONDS = 3761;

  private final TraceListener listener;

  RecordedSip(TraceListener listener) {
    this.listener = listener;
  }

  /** A datagram or a message of a stream, in {@code octets} during this call only. */
  void message(Arrival at, Ends ends, SipTransport transport, byte[] octets, int from, int to) {
    String method = method(octets, from, to);
    if (method.isEmpty()) {
      return;
    }
    listener.operation(method);
    try {
      boolean event =
          switch (method) {
            case "REGISTER" -> register(at, request(ends, transport, octets, from, to));
            case "NOTIFY" -> notification(at, request(ends, transport, octets, from, to));
            case "SUBSCRIBE" -> subscribe(request(ends, transport, octets, from, to));
            default -> false;
          };
      if (!event) {
        listener.ignored(method);
      }
    } catch (MalformedMessageException e) {
      listener.malformed(at.place(), method + ": " + e.getMessage());
    }
  }

  /** A request whose IP fragments never all came. */
  void incomplete(Arrival at, byte[] octets, int from) {
    String method = method(octets, from, octets.length);
    if (!method.isEmpty()) {
      listener.operation(method);
      listener.malformed(at.place(), method + ": a fragment is missing");
    }
  }

  private static String method(byte[] octets, int from, int to) {
    Matcher line = REQUEST_LINE.matcher(TextHead.firstLine(octets, from, to));
    return line.matches() ? line.group(1) : "";
  }

  private static SipRequest request(
      Ends ends, SipTransport transport, byte[] octets, int from, int to)
      throws MalformedMessageException {
    SipSocket socket = new SipSocket(transport, ends.destination(), ends.ports() & 0xFFFF);
    return SipOctets.request(Arrays.copyOfRange(octets, from, to), ends.source(), socket);
  }

  private boolean register(Arrival at, SipRequest request) throws MalformedMessageException {
    if (!isOfAnother(request.headers()) || request.headers().count("Authorization") > 0) {
      return false;
    }
    listener.registered(RegisterReader.read(request, at.origin().time(), at.place()));
    return true;
  }

  /** Whether it is not about its sender. */
  private static boolean isOfAnother(SipHeaders headers) {
    Optional<String> from = whose(headers, "From");
    return from.isPresent() && !from.equals(whose(headers, "To"));
  }

  /** An address without what may differ in two that mean the same. */
  private static Optional<String> whose(SipHeaders headers, String name) {
    return headers
        .first(name)
        .flatMap(SipNameAddress::parse)
        .map(
            address ->
                SipUri.parse(address.uri())
                    .map(uri -> uri.user() + "@" + uri.host())
                    .orElse(address.uri().toLowerCase(Locale.ROOT)));
  }

  private boolean notification(Arrival at, SipRequest request) throws MalformedMessageException {
    if (!RegNotificationReader.isReg(request)) {
      return false;
    }
    listener.notified(RegNotificationReader.read(request, at.origin().time(), at.place()));
    return true;
  }

  /** It tells nothing of its subscriber, but begins a dialogue that will. */
  private boolean subscribe(SipRequest request) {
    SipHeaders headers = request.headers();
    Optional<String> callId = headers.first("Call-ID");
    Optional<String> tag =
        headers.first("From").flatMap(SipNameAddress::parse).flatMap(SipNameAddress::tag);
    if (RegNotificationReader.isReg(request)
        && isOfAnother(headers)
        && callId.isPresent()
        && tag.isPresent()) {
      long seconds;
      try {
        seconds = RegisterReader.expires(headers).orElse(DEFAULT_SECONDS);
      } catch (MalformedMessageException e) {
        seconds = DEFAULT_SECONDS;
      }
      listener.subscribed(new RegSubscribe(callId.get(), tag.get(), request.uri(), seconds));
    }
    return false;
  }
}
