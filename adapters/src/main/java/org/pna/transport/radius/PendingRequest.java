package org.pna.transport.radius;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.pna.model.message.accounting.AccountingMessage;
import org.pna.model.message.accounting.AccountingRequest;
import org.pna.model.message.accounting.AccountingStatus;

/** A request in the route. What becomes of it is decided once: answered, or left in silence. */
final class PendingRequest {
  private final RequestKey key;
  private final byte[] authenticator;
  private final List<byte[]> proxyStates;
  private final Clients.Known client;
  private final AccountingMessage message;
  private final Instant answerBy;
  private final AtomicBoolean isDecided = new AtomicBoolean();

  PendingRequest(
      RequestKey key,
      byte[] authenticator,
      List<byte[]> proxyStates,
      Clients.Known client,
      AccountingMessage message,
      Instant answerBy) {
    this.key = key;
    this.authenticator = authenticator;
    this.proxyStates = proxyStates;
    this.client = client;
    this.message = message;
    this.answerBy = answerBy;
  }

  RequestKey key() {
    return key;
  }

  AccountingMessage message() {
    return message;
  }

  /** Whether the next interim update says the same again (rule S6). */
  boolean isInterim() {
    return message instanceof AccountingRequest request
        && request.status() != AccountingStatus.START
        && request.status() != AccountingStatus.STOP;
  }

  boolean isDue(Instant now) {
    return !now.isBefore(answerBy);
  }

  /** Lets the caller decide; true for the first only. */
  boolean claim() {
    return isDecided.compareAndSet(false, true);
  }

  /** Its Accounting-Response in octets. */
  byte[] answer() {
    return AccountingResponse.encode(key.identifier(), authenticator, proxyStates, client.secret());
  }
}
