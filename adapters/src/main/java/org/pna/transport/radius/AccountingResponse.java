package org.pna.transport.radius;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.tinyradius.attribute.RadiusAttribute;
import org.tinyradius.packet.RadiusPacket;

/** Accounting-Response (RFC 2866 clause 4.2). */
final class AccountingResponse {
  private static final int PROXY_STATE = 33;

  private AccountingResponse() {}

  /**
   * A response with its authenticator.
   *
   * @param identifier the request's
   * @param authenticator the request's, 16 octets
   * @param proxyStates the request's, in their order
   * @param secret shared with the sender
   */
  static byte[] encode(
      int identifier, byte[] authenticator, List<byte[]> proxyStates, String secret) {
    RadiusPacket request = new RadiusPacket(RadiusPacket.ACCOUNTING_REQUEST, identifier);
    request.setAuthenticator(authenticator);
    RadiusPacket response = new RadiusPacket(RadiusPacket.ACCOUNTING_RESPONSE, identifier);
    for (byte[] state : proxyStates) {
      response.addAttribute(new RadiusAttribute(PROXY_STATE, state));
    }
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    try {
      response.encodeResponsePacket(octets, secret, request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return octets.toByteArray();
  }
}
