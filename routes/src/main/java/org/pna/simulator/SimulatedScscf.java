package org.pna.simulator;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * An S-CSCF towards an application server (TS 24.229 clauses 5.4.1.7 and 5.4.2.1.2), on a UDP
 * socket of its own, speaking plain text: registers its users with third-party REGISTERs, and tells
 * of their contacts whoever subscribes to {@code reg}. It may be made to do it wrong.
 */
public final class SimulatedScscf implements Closeable {
  private static final int MAX_USERS = 10_000;
  private static final int MAX_DIALOGUES = 10_000;
  private static final int REQUEST_TIMEOUT = 408;
  private static final long SLOW_MILLIS = 1_000;

  private final String gateway;
  private final SipSocket sip;

  /** By served identity; all of these are guarded by this. */
  private final Map<String, ImsUser> users = new HashMap<>();

  private final Map<String, String> served = new HashMap<>();
  private final Map<String, Map<String, RegContact>> contacts = new HashMap<>();
  private final Map<String, RegDialogue> dialogues = new HashMap<>();

  /** CSeq of the last SUBSCRIBE by Call-ID. */
  private final Map<String, Long> heard =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MAX_DIALOGUES;
        }
      };

  private final Set<ScscfFault> faults = EnumSet.noneOf(ScscfFault.class);
  private long leastSeconds;
  private long longestSeconds = 600_000;
  private int subscribes;
  private int registers;
  private volatile Listener listener = (identity, seconds) -> {};

  /** Hears of SUBSCRIBEs; called by the thread that reads the socket, before they are answered. */
  @FunctionalInterface
  public interface Listener {
    /**
     * Somebody subscribes, or refreshes or ends his subscription.
     *
     * @param identity served
     * @param seconds asked for; 0 to end it
     */
    void subscribed(String identity, long seconds);
  }

  private SimulatedScscf(String gateway, InetSocketAddress at) throws IOException {
    this.gateway = gateway;
    this.sip = new SipSocket(at, "simulator-scscf", this::received);
  }

  /**
   * An S-CSCF on a free loopback port.
   *
   * @param gateway the application server's URI, as filter criteria have it
   * @param at where it listens, on loopback
   */
  public static SimulatedScscf open(String gateway, InetSocketAddress at) throws IOException {
    SimulatedScscf scscf = new SimulatedScscf(gateway, at);
    scscf.sip.start();
    return scscf;
  }

  /** Host and port. */
  public String address() {
    return sip.local();
  }

  /** Tells from now on of each SUBSCRIBE, in place of anybody else. */
  public void listener(Listener other) {
    listener = other;
  }

  /** Does these things wrong from now on, and no others. */
  public synchronized void err(ScscfFault... wrong) {
    faults.clear();
    faults.addAll(List.of(wrong));
  }

  /** Refuses shorter subscriptions from now on (423). */
  public synchronized void leastSubscription(Duration time) {
    leastSeconds = time.toSeconds();
  }

  /** Grants no longer subscriptions from now on. */
  public synchronized void longestSubscription(Duration time) {
    longestSeconds = time.toSeconds();
  }

  /** SUBSCRIBEs so far, each once. */
  public synchronized int subscribes() {
    return subscribes;
  }

  /** REGISTERs so far, each once. */
  public synchronized int registers() {
    return registers;
  }

  /** Subscriptions that stand. */
  public synchronized int subscriptions() {
    dialogues.values().removeIf(RegDialogue::isOver);
    return dialogues.size();
  }

  /**
   * A user's contact registers, or registers again: the gateway is sent a REGISTER, and whoever
   * subscribed a NOTIFY.
   *
   * @param user who takes the place of the one with his served identity
   * @param contact of one of his handsets, letters and digits
   * @return the status of the answer to REGISTER; 408 without one
   */
  public synchronized CompletableFuture<Integer> register(
      ImsUser user, String contact, Duration time) {
    if (users.size() >= MAX_USERS) {
      throw new IllegalStateException("more than " + MAX_USERS + " users");
    }
    users.put(user.served(), user);
    user.identities().forEach(identity -> served.put(identity, user.served()));
    Map<String, RegContact> of = contacts(user);
    String event = of.containsKey(contact) ? "refreshed" : "registered";
    RegContact made = new RegContact(contact, event, true, RegContact.now() + time.toMillis());
    of.put(contact, made);
    sip.later(time.toMillis(), () -> expire(user, made));
    CompletableFuture<Integer> answer = tellGateway(user, time.toSeconds());
    tell(user, made);
    return answer;
  }

  /**
   * A user's contact de-registers. With the last one the gateway is sent a REGISTER with Expires 0.
   *
   * @return the status of the answer to REGISTER; 200 if none was sent
   */
  public synchronized CompletableFuture<Integer> deregister(ImsUser user, String contact) {
    return end(user, contact, "unregistered");
  }

  /**
   * The network ends a contact; the same to the gateway.
   *
   * @return the status of the answer to REGISTER; 200 if none was sent
   */
  public synchronized CompletableFuture<Integer> deactivate(ImsUser user, String contact) {
    return end(user, contact, "deactivated");
  }

  private CompletableFuture<Integer> end(ImsUser user, String contact, String event) {
    contacts(user).remove(contact);
    CompletableFuture<Integer> answer = CompletableFuture.completedFuture(200);
    if (contacts(user).isEmpty() || faults.contains(ScscfFault.EARLY_GOODBYE)) {
      answer = tellGateway(user, 0);
    }
    tell(user, new RegContact(contact, event, false, 0));
    return answer;
  }

  private synchronized void expire(ImsUser user, RegContact contact) {
    if (contacts(user).remove(contact.id(), contact)
        && !faults.contains(ScscfFault.SILENT_EXPIRY)) {
      tell(user, new RegContact(contact.id(), "expired", false, 0));
    }
  }

  /** It dies and comes back: it knows of no user and of no subscription any more. */
  public synchronized void restart() {
    dialogues.clear();
    contacts.clear();
    users.clear();
    served.clear();
  }

  /**
   * Ends all subscriptions to a user.
   *
   * @param reason such as {@code deactivated} (RFC 6665 clause 4.2.2)
   */
  public synchronized void endSubscriptions(ImsUser user, String reason) {
    for (RegDialogue dialogue : of(user)) {
      dialogues.remove(dialogue.callId());
      send(dialogue, true, contacts(user).values(), reason);
    }
  }

  private Map<String, RegContact> contacts(ImsUser user) {
    return contacts.computeIfAbsent(user.served(), one -> new LinkedHashMap<>());
  }

  private List<RegDialogue> of(ImsUser user) {
    return new ArrayList<>(
        dialogues.values().stream()
            .filter(one -> one.user.served().equals(user.served()) && !one.isOver())
            .toList());
  }

  private CompletableFuture<Integer> tellGateway(ImsUser user, long seconds) {
    int number = ++registers;
    return sip.request(branch -> register(user, seconds, branch, number))
        .handle((response, failure) -> response == null ? REQUEST_TIMEOUT : response.status());
  }

  private byte[] register(ImsUser user, long seconds, String branch, int number) {
    List<String> lines = new ArrayList<>();
    lines.add("REGISTER " + gateway + " SIP/2.0");
    lines.add("Via: SIP/2.0/UDP " + sip.local() + ";branch=" + branch);
    lines.add("Max-Forwards: 70");
    lines.add("From: <sip:" + sip.local() + ">;tag=s" + number);
    lines.add("To: <" + user.served() + ">");
    lines.add("Call-ID: " + sip.local() + "-" + number);
    lines.add("CSeq: 1 REGISTER");
    lines.add("Contact: <sip:" + sip.local() + ">");
    lines.add("Expires: " + seconds);
    lines.add("P-Associated-URI: <" + String.join(">, <", user.identities()) + ">");
    String body = "";
    if (seconds > 0) {
      if (user.access() != null) {
        lines.add("P-Access-Network-Info: " + user.access());
      }
      if (user.visited() != null) {
        lines.add("P-Visited-Network-ID: \"" + user.visited() + '"');
      }
      body =
          "<?xml version=\"1.0\"?><ims-3gpp version=\"1\"><service-info>imsi="
              + user.who().imsi()
              + " msisdn="
              + user.who().msisdn()
              + "</service-info></ims-3gpp>";
      lines.add("Content-Type: application/3gpp-ims+xml");
    }
    lines.add("Content-Length: " + body.length());
    return (String.join("\r\n", lines) + "\r\n\r\n" + body).getBytes(StandardCharsets.US_ASCII);
  }

  /** Whoever subscribed is told of a contact. */
  private void tell(ImsUser user, RegContact contact) {
    of(user).forEach(dialogue -> send(dialogue, false, List.of(contact), null));
  }

  private void send(
      RegDialogue dialogue, boolean full, Collection<RegContact> told, @Nullable String reason) {
    boolean registered = !contacts(dialogue.user).isEmpty();
    if (faults.contains(ScscfFault.LOST_NOTIFY)) {
      byte[] unused = dialogue.notify("lost", full, registered, told, reason);
      return;
    }
    if (faults.contains(ScscfFault.REORDERED_NOTIFY) && dialogue.held == null) {
      dialogue.held =
          dialogue.notify("z9hG4bK" + SipSocket.token(), full, registered, told, reason);
      return;
    }
    boolean twice = faults.contains(ScscfFault.DUPLICATE_NOTIFY);
    var unused =
        sip.request(
                branch -> {
                  byte[] notify = dialogue.notify(branch, full, registered, told, reason);
                  if (twice) {
                    sip.send(notify);
                  }
                  return notify;
                })
            .thenAccept(response -> notified(dialogue, response.status()));
    byte[] held = dialogue.held;
    if (held != null) {
      dialogue.held = null;
      sip.send(held);
    }
  }

  private synchronized void notified(RegDialogue dialogue, int status) {
    if (status == 481) {
      dialogues.remove(dialogue.callId(), dialogue);
    }
  }

  private void received(SipMessage request, InetSocketAddress from) {
    if (request.method().equals("SUBSCRIBE")) {
      subscribed(request);
    } else {
      sip.send(request.answer("405 Method Not Allowed"), from);
    }
  }

  private synchronized void subscribed(SipMessage subscribe) {
    String identity = subscribe.field("to").replaceAll("^.*<|>.*$", "");
    ImsUser user = users.get(served.getOrDefault(identity, identity));
    long seconds = Long.parseLong(subscribe.field("expires").replaceAll("\\D", "") + "0") / 10;
    RegDialogue dialogue = dialogues.get(subscribe.field("call-id"));
    boolean known = dialogue != null && !dialogue.isOver();
    Long before = heard.put(subscribe.field("call-id"), subscribe.sequence());
    boolean isAgain = before != null && before >= subscribe.sequence();
    if (!isAgain) {
      subscribes++;
      listener.subscribed(identity, seconds);
    }
    if (faults.contains(ScscfFault.NO_ANSWER)) {
      return;
    }
    if (user == null || (subscribe.parameter("to", "tag") != null && !known)) {
      String status = user == null ? "404 Not Found" : "481 Subscription Does Not Exist";
      sip.send(subscribe.answer(status, known ? "" : "x"));
    } else if (seconds > 0 && seconds < leastSeconds) {
      String least = "Min-Expires: " + leastSeconds;
      sip.send(subscribe.answer("423 Interval Too Brief", known ? "" : "x", least));
    } else if (known || dialogues.size() < MAX_DIALOGUES) {
      accepted(
          dialogue == null || !known ? new RegDialogue(user, subscribe, sip.local()) : dialogue,
          subscribe,
          Math.min(seconds, longestSeconds),
          isAgain && known);
    }
  }

  private void accepted(RegDialogue dialogue, SipMessage subscribe, long seconds, boolean isAgain) {
    dialogues.put(dialogue.callId(), dialogue);
    dialogue.granted(seconds);
    String tag = subscribe.parameter("to", "tag") == null ? dialogue.tag() : "";
    byte[] answer =
        subscribe.answer(
            "200 OK", tag, "Contact: <sip:" + sip.local() + ">", "Expires: " + seconds);
    if (isAgain) {
      sip.send(answer);
    } else if (faults.contains(ScscfFault.NOTIFY_FIRST)) {
      notifyAll(dialogue, seconds);
      sip.later(200, () -> sip.send(answer));
    } else if (faults.contains(ScscfFault.SLOW_ANSWER)) {
      sip.later(SLOW_MILLIS, () -> sip.send(answer));
      sip.later(SLOW_MILLIS, () -> notifyAll(dialogue, seconds));
    } else {
      sip.send(answer);
      notifyAll(dialogue, seconds);
    }
  }

  private synchronized void notifyAll(RegDialogue dialogue, long seconds) {
    send(dialogue, true, contacts(dialogue.user).values(), seconds == 0 ? "timeout" : null);
    if (seconds == 0) {
      dialogues.remove(dialogue.callId());
    }
  }

  @Override
  public void close() {
    sip.close();
  }
}
