package org.pna.transport.trace;

import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.pna.model.MalformedMessageException;
import org.pna.model.message.accounting.AccountingRequest;
import org.pna.model.message.sh.UserDataAnswer;
import org.pna.transport.diameter.codec.DiameterHeader;
import org.pna.transport.diameter.codec.DiameterMessage;
import org.pna.transport.diameter.codec.PrProfile;
import org.pna.transport.diameter.codec.PrRequests;
import org.pna.transport.diameter.codec.PushNotifications;
import org.pna.transport.diameter.codec.ShAnswers;
import org.pna.transport.diameter.codec.ShQuestion;

/**
 * Diameter messages of a trace, both directions: what Sh and Pr say of users is reported, every
 * other request is counted by its name. An answer says of whom and of when it is only together with
 * its request (rule T3); one whose request is not in the trace is ignored as {@code
 * unknown-dialogue}.
 */
final class RecordedDiameter {
  private final RecordedAccounting accounting;
  private final TraceListener listener;
  private final OpenRequests<Sent> requests = new OpenRequests<>();

  /**
   * A request.
   *
   * @param question null if it asks nothing of a user, or cannot be read
   */
  private record Sent(@Nullable ShQuestion question, Instant at) {}

  RecordedDiameter(RecordedAccounting accounting, TraceListener listener) {
    this.accounting = accounting;
    this.listener = listener;
  }

  /** A whole message, in {@code octets} during this call only. */
  void message(Arrival at, Ends ends, byte[] octets, int from, int to) {
    DiameterHeader header =
        DiameterMessage.header(Arrays.copyOfRange(octets, from, from + Diameter.HEADER));
    try {
      if (header.isRequest()) {
        request(at, ends, header, octets, from, to);
      } else {
        answer(at, ends, header, octets, from, to);
      }
    } catch (MalformedMessageException e) {
      listener.malformed(at.place(), header.name() + ": " + e.getMessage());
    }
  }

  private void request(
      Arrival at, Ends ends, DiameterHeader header, byte[] octets, int from, int to)
      throws MalformedMessageException {
    listener.operation(header.name());
    ShQuestion question = null;
    try {
      if (isSh(header, DiameterHeader.PUSH_NOTIFICATION)) {
        listener.notification(PushNotifications.decode(decoded(octets, from, to), at.origin()));
      } else if (isAccounting(header)) {
        accounting(at, header, decoded(octets, from, to));
      } else {
        listener.ignored(header.name()); // a question tells nothing of its subscriber
        question = asks(header) ? ShQuestion.decode(decoded(octets, from, to)) : null;
      }
    } finally {
      requests.sent(at, ends, header, new Sent(question, at.origin().time()));
    }
  }

  private static boolean isAccounting(DiameterHeader header) {
    return header.application() == DiameterHeader.PR
        && header.command() == DiameterHeader.ACCOUNTING;
  }

  /** By the default profile: replay reads no config. */
  private void accounting(Arrival at, DiameterHeader header, DiameterMessage request)
      throws MalformedMessageException {
    AccountingRequest told =
        PrRequests.decode(request, PrProfile.DEFAULT, request.originHost(), at.origin());
    if (told == null) {
      listener.ignored(header.name());
    } else {
      listener.accounting(accounting.named(told));
    }
  }

  private void answer(Arrival at, Ends ends, DiameterHeader header, byte[] octets, int from, int to)
      throws MalformedMessageException {
    Sent sent = requests.answered(at, ends, header);
    if (sent == null) {
      listener.ignored(RecordedDialogues.UNKNOWN_DIALOGUE);
    } else if (sent.question != null) {
      UserDataAnswer told =
          ShAnswers.data(decoded(octets, from, to), sent.question, sent.at, at.origin());
      if (told != null) {
        listener.userData(told);
      }
    }
  }

  private static DiameterMessage decoded(byte[] octets, int from, int to)
      throws MalformedMessageException {
    return DiameterMessage.decode(Arrays.copyOfRange(octets, from, to));
  }

  private static boolean asks(DiameterHeader header) {
    return isSh(header, DiameterHeader.USER_DATA)
        || isSh(header, DiameterHeader.SUBSCRIBE_NOTIFICATIONS);
  }

  private static boolean isSh(DiameterHeader header, int command) {
    return header.application() == DiameterHeader.SH && header.command() == command;
  }
}
