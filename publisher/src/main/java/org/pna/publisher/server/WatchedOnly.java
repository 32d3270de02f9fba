package org.pna.publisher.server;

import org.pna.publisher.pen.Publication;
import org.pna.publisher.pen.PublicationListener;

/**
 * Publishes only of whom somebody watches at a presence server (TS 23.141 clause A.2.3.2). A
 * subscription counts from before its first NOTIFY is composed, of all that is committed.
 *
 * @param server who knows the watchers
 * @param listener who is told
 */
public record WatchedOnly(PresenceServer server, PublicationListener listener)
    implements PublicationListener {
  @Override
  public void published(Publication publication) {
    listener.published(publication);
  }

  @Override
  public boolean wants(String presentity) {
    return server.isWatched(presentity);
  }
}
