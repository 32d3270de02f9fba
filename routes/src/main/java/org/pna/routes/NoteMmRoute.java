package org.pna.routes;

import java.util.List;
import org.pna.adapter.pc.PcAdapter;
import org.pna.adapter.pg.PgAdapter;
import org.pna.model.Adapter;
import org.pna.model.message.map.NoteMmEvent;

/** The route of NOTE-MM-EVENT, live or recorded: the one place that names its adapters. */
public final class NoteMmRoute {
  private static final List<Adapter<NoteMmEvent>> ADAPTERS =
      List.of(new PcAdapter(), new PgAdapter());

  private NoteMmRoute() {}

  /**
   * The route from one endpoint.
   *
   * @param endpoint the transport's, {@code map:NAME} or {@code trace:NAME}
   * @param steps what all routes share
   */
  public static PresenceRoute<NoteMmEvent> from(String endpoint, Steps steps) {
    return new PresenceRoute<>(endpoint, ADAPTERS, steps);
  }
}
