package org.pna.app.config;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.pl.Gmlc;
import org.pna.pl.LocationPolicy;
import org.pna.transport.mlp.MlpLink;
import org.pna.transport.mlp.MlpTls;

/**
 * Reference point Pl: whom we ask where somebody is, and who may tell us.
 *
 * @param links one for each location server, one at least
 * @param gmlcs the same servers, by their names, in the order in which they are asked
 * @param policy when one is asked, and whose reports are taken
 * @param listen where reports are posted to; null: none are taken
 * @param tls how HTTPS is spoken
 */
public record PlConfig(
    List<MlpLink> links,
    List<Gmlc> gmlcs,
    LocationPolicy policy,
    @Nullable Posted listen,
    MlpTls tls) {
  public PlConfig {
    links = List.copyOf(links);
    gmlcs = List.copyOf(gmlcs);
  }

  /**
   * Where reports are posted to.
   *
   * @param host address to bind
   * @param port 0 for any that is free
   * @param path of the URL, {@code /mlp}
   * @param secure whether HTTPS is spoken there
   */
  public record Posted(String host, int port, String path, boolean secure) {}
}
