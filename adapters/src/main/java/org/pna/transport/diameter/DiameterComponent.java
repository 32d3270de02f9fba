package org.pna.transport.diameter;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;
import org.pna.model.RefusalListener;

/**
 * The Camel component {@code diameter:}. Its endpoints {@code diameter:NAME} are nodes of the
 * configuration. A node runs while a consumer or a producer of it does.
 *
 * <p>The producer takes a {@link org.pna.model.message.sh.ShRequest} as the exchange's body and
 * leaves a {@link org.pna.model.message.sh.ShAnswer} there; whatever becomes of the request is an
 * answer, never an exception.
 *
 * <p>The consumer, one for each node, gives every Push-Notification-Request to its route as an
 * exchange with a {@link org.pna.model.message.sh.PushNotification} for its body, and where the
 * node serves Pr every request of it as an {@link
 * org.pna.model.message.accounting.AccountingRequest}, every restart of a server of Pr as a {@link
 * org.pna.model.message.accounting.NasEvent}, which nobody waits for and which comes again until
 * the route has kept it. The answer goes out when the exchange completes:
 *
 * <table>
 * <caption>Answers</caption>
 * <tr><th>the exchange's exception</th><th>answer</th></tr>
 * <tr><td>none</td><td>DIAMETER_SUCCESS 2001</td></tr>
 * <tr><td>{@link org.pna.model.RefusedException}, by its reason</td><td>experimental 5001
 * DIAMETER_ERROR_USER_UNKNOWN (also for a sender that is not allowed), experimental 5100
 * DIAMETER_ERROR_USER_DATA_NOT_RECOGNIZED, or 3004; on Pr 2001, 5003
 * DIAMETER_AUTHORIZATION_REJECTED for a sender that is not allowed, or 3004</td></tr>
 * <tr><td>{@link org.pna.model.MalformedMessageException}, by its kind</td><td>5005
 * DIAMETER_MISSING_AVP, 5004 DIAMETER_INVALID_AVP_VALUE, with Failed-AVP</td></tr>
 * <tr><td>any other, or no completion within the node's answer deadline</td><td>3004
 * DIAMETER_TOO_BUSY</td></tr>
 * </table>
 *
 * A request whose AVPs do not fit its length is answered with 5014 DIAMETER_INVALID_AVP_LENGTH.
 */
public final class DiameterComponent extends DefaultComponent {
  private final DiameterNodes nodes;
  private final InstantSource clock;
  private final RefusalListener refusals;
  private final Map<DiameterStack, Integer> users = new HashMap<>();

  /**
   * @param nodes by whose names the endpoints go
   * @param clock gives the time of receipt
   * @param refusals told of each notification that a reason of ours kept from its positive answer,
   *     and of each that cannot be decoded but for its subscriber (rule T1), before the server is
   */
  public DiameterComponent(DiameterNodes nodes, InstantSource clock, RefusalListener refusals) {
    this.nodes = nodes;
    this.clock = clock;
    this.refusals = refusals;
  }

  @Override
  protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) {
    return new DiameterEndpoint(uri, this, nodes.stack(name));
  }

  InstantSource clock() {
    return clock;
  }

  Refusals refusals(DiameterStack stack) {
    return new Refusals(refusals, stack.meters());
  }

  /** A consumer or producer starts. */
  void acquire(DiameterStack stack) throws DiameterStartException {
    synchronized (users) {
      if (!users.containsKey(stack)) {
        stack.start();
      }
      users.merge(stack, 1, Integer::sum);
    }
  }

  /** It stops. */
  void release(DiameterStack stack) {
    synchronized (users) {
      Integer left = users.computeIfPresent(stack, (key, count) -> count == 1 ? null : count - 1);
      if (left == null) {
        stack.stop();
      }
    }
  }
}
