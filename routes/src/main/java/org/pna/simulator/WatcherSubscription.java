package org.pna.simulator;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A watcher's dialog for one presentity (RFC 6665); its requests and what it has seen. */
final class WatcherSubscription {
  final String presentity;
  final String callId = SipSocket.token();
  final String localTag = SipSocket.token();
  private final String watcher;
  private final String local;

  private @Nullable String remoteTag;
  private @Nullable String remoteTarget;
  private long sequence;
  private long notified = -1;
  private @Nullable String lastBranch;
  private int notifies;
  private int strays;

  /** A dialog of {@code watcher} (a URI), who is at {@code local} (host and port). */
  WatcherSubscription(String presentity, String watcher, String local) {
    this.presentity = presentity;
    this.watcher = watcher;
    this.local = local;
  }

  /** The next SUBSCRIBE. */
  synchronized byte[] subscribe(String branch, long expiresSeconds) {
    String target = remoteTarget == null ? presentity : remoteTarget;
    String user = watcher.replaceFirst("^sips?:", "").replaceFirst("@.*", "");
    String text =
        String.join(
            "\r\n",
            "SUBSCRIBE " + target + " SIP/2.0",
            "Via: SIP/2.0/UDP " + local + ";branch=" + branch,
            "Max-Forwards: 70",
            "From: <" + watcher + ">;tag=" + localTag,
            "To: <" + presentity + ">" + (remoteTag == null ? "" : ";tag=" + remoteTag),
            "Call-ID: " + callId,
            "CSeq: " + ++sequence + " SUBSCRIBE",
            "Contact: <sip:" + user + "@" + local + ">",
            "Event: presence",
            "Accept: application/pidf+xml",
            "Expires: " + expiresSeconds,
            "Content-Length: 0",
            "",
            "");
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Whether a NOTIFY belongs to this dialog. */
  boolean owns(SipMessage notify) {
    return callId.equals(notify.field("call-id")) && localTag.equals(notify.parameter("to", "tag"));
  }

  /** Takes a NOTIFY's place in the dialog; false if it was seen before or came too late. */
  synchronized boolean accept(SipMessage notify) {
    String tag = notify.parameter("from", "tag");
    learn(tag, notify.field("contact"));
    String branch = String.valueOf(notify.parameter("via", "branch"));
    boolean again = branch.equals(lastBranch);
    boolean late = notify.sequence() <= notified;
    if (!again && (late || !String.valueOf(tag).equals(remoteTag))) {
      strays++;
    }
    if (again || late) {
      return false;
    }
    notified = notify.sequence();
    lastBranch = branch;
    notifies++;
    return true;
  }

  /** How the dialog stands. */
  synchronized SimulatedWatcher.DialogState state() {
    return new SimulatedWatcher.DialogState(sequence, notified, notifies, strays);
  }

  /** Takes over what a response to SUBSCRIBE tells of the other side. */
  synchronized void learn(@Nullable String tag, String contact) {
    if (tag != null && remoteTag == null) {
      remoteTag = tag;
    }
    int from = contact.indexOf('<');
    int to = contact.indexOf('>');
    if (from >= 0 && to > from) {
      remoteTarget = contact.substring(from + 1, to);
    }
  }
}
