package org.pna.publisher.pidf;

/** What a watcher may see of a document. */
public enum View {
  WITH_LOCATION,
  WITHOUT_LOCATION
}
