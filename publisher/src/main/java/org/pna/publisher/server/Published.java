package org.pna.publisher.server;

import org.pna.publisher.pidf.PresenceDocument;

/**
 * What is committed of a presentity.
 *
 * @param version of the document; 0 before the first publication, then 1, 2, 3 …
 * @param document what watchers may be told
 */
public record Published(long version, PresenceDocument document) {}
