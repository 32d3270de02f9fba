package org.pna.transport.mlp;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.pna.model.message.mlp.MlpVersion;
import org.pna.transport.mlp.codec.MlpClientId;

/**
 * The way to and from one location server.
 *
 * @param name that evidence and meters have
 * @param url where requests are posted to, {@code http} or {@code https}
 * @param client who we are to it
 * @param version that it speaks
 * @param timeout until an answer must have begun, 1 ms to 10 min
 * @param pending requests under way at once, at least 1; beyond it none is sent
 * @param senders IP addresses from which its reports come; none: it sends none
 */
public record MlpLink(
    String name,
    URI url,
    MlpClientId client,
    MlpVersion version,
    Duration timeout,
    int pending,
    Set<String> senders) {
  /**
   * @throws IllegalArgumentException for any other URL
   */
  public MlpLink {
    senders = Set.copyOf(senders);
    String scheme = url.getScheme();
    if (url.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw new IllegalArgumentException("not an http or https URL with a host: " + url);
    }
  }
}
