package org.pna.transport.sip;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The TCP connections that are open, theirs and ours, and their bound. */
final class Connections {
  /** A peer that takes nothing for so long holds up a thread of ours. */
  private static final long MAX_WRITE_NANOS = 5_000_000_000L;

  private final int max;
  private final Set<WatchedSocket> open = ConcurrentHashMap.newKeySet();

  Connections(int max) {
    this.max = max;
  }

  /** Counts a connection in; false at the bound. */
  boolean admit(WatchedSocket socket) {
    return open.size() < max && open.add(socket);
  }

  void closed(WatchedSocket socket) {
    open.remove(socket);
  }

  int size() {
    return open.size();
  }

  /** Closes those whose peer has stopped reading; called now and then. */
  void sweep(long nanoTime) {
    for (WatchedSocket socket : open) {
      if (socket.hasBeenWriting(nanoTime, MAX_WRITE_NANOS)) {
        socket.closeQuietly();
      }
    }
  }

  void closeAll() {
    open.forEach(WatchedSocket::closeQuietly);
  }
}
