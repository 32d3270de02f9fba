package org.pna.transport.mlp.codec;

import org.jspecify.annotations.Nullable;

/**
 * Who asks (OMA MLP, client).
 *
 * @param id that the server knows us by
 * @param password or null
 * @param service serviceid, or null
 */
public record MlpClientId(String id, @Nullable String password, @Nullable String service) {
  /** Tells no password. */
  @Override
  public String toString() {
    return "MlpClientId[" + id + "]";
  }
}
