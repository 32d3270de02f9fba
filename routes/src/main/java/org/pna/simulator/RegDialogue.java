package org.pna.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A dialogue in which a simulated S-CSCF tells of a user's registration (RFC 3680). */
final class RegDialogue {
  final ImsUser user;
  private final SipMessage subscribe;
  private final String local;
  private final String tag = SipSocket.token();
  private int version = -1;
  private long sequence;
  private long until;

  /** A NOTIFY that waits for the one after it. */
  byte @Nullable [] held;

  /**
   * @param subscribe what began it
   * @param local host and port of the S-CSCF
   */
  RegDialogue(ImsUser user, SipMessage subscribe, String local) {
    this.user = user;
    this.subscribe = subscribe;
    this.local = local;
  }

  String tag() {
    return tag;
  }

  String callId() {
    return subscribe.field("call-id");
  }

  /** Goes on for so long. */
  void granted(long seconds) {
    until = RegContact.now() + 1000 * seconds;
  }

  boolean isOver() {
    return until <= RegContact.now();
  }

  /**
   * The next NOTIFY.
   *
   * @param full whether these contacts are all; else those that have changed
   * @param registered whether any contact is registered
   * @param reason why it is the last one; null: it is not
   */
  byte[] notify(
      String branch,
      boolean full,
      boolean registered,
      Collection<RegContact> contacts,
      @Nullable String reason) {
    String document = document(full, registered, contacts);
    String target = subscribe.field("contact").replaceAll("^.*<|>.*$", "");
    long left = Math.max(0, (until - RegContact.now() + 999) / 1000);
    String state = reason == null ? "active;expires=" + left : "terminated;reason=" + reason;
    return String.join(
            "\r\n",
            "NOTIFY " + target + " SIP/2.0",
            "Via: SIP/2.0/UDP " + local + ";branch=" + branch,
            "Max-Forwards: 70",
            "From: " + subscribe.field("to").replaceAll(";tag=.*", "") + ";tag=" + tag,
            "To: " + subscribe.field("from"),
            "Call-ID: " + callId(),
            "CSeq: " + ++sequence + " NOTIFY",
            "Contact: <sip:" + local + ">",
            "Event: reg",
            "Subscription-State: " + state,
            "Content-Type: application/reginfo+xml",
            "Content-Length: " + document.length(),
            "",
            document)
        .getBytes(StandardCharsets.US_ASCII);
  }

  private String document(boolean full, boolean registered, Collection<RegContact> contacts) {
    StringBuilder out =
        new StringBuilder("<?xml version=\"1.0\"?>\n<reginfo version=\"")
            .append(++version)
            .append("\" state=\"")
            .append(full ? "full" : "partial")
            .append("\" xmlns=\"urn:ietf:params:xml:ns:reginfo\">");
    for (String identity : user.identities()) {
      out.append("<registration aor=\"")
          .append(identity)
          .append("\" id=\"a")
          .append(user.identities().indexOf(identity))
          .append("\" state=\"")
          .append(registered ? "active" : "terminated")
          .append("\">");
      contacts.forEach(contact -> out.append(contact.xml()));
      out.append("</registration>");
    }
    return out.append("</reginfo>").toString();
  }
}
