package org.pna.publisher.server;

import org.pna.publisher.pen.Publication;
import org.pna.publisher.pen.PublicationListener;

/**
 * Publishes to a presence server only of whom somebody watches (TS 23.141 clause A.2.3.2). A
 * subscription counts from before its first NOTIFY is composed, of all that is committed.
 *
 * @param server who is told
 */
public record WatchedOnly(PresenceServer server) implements PublicationListener {
  @Override
  public void published(Publication publication) {
    server.published(publication);
  }

  @Override
  public boolean wants(String presentity) {
    return server.isWatched(presentity);
  }
}
