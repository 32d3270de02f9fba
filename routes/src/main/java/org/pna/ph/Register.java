package org.pna.ph;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pna.model.Domain;
import org.pna.model.SubscriberId;
import org.pna.model.message.NetworkMessage;

/** A register as whoever asks it sees it, whatever protocol it speaks. Safe for many threads. */
interface Register {
  /** By which of a subscriber's names it can be asked; null: by none. */
  @Nullable SubscriberId name(List<SubscriberId> names);

  /** How many requests tell all of a domain; the first tells what matters most. */
  int requests();

  /**
   * What several of them told as one message.
   *
   * @param told by the first ones
   * @param more by the next
   */
  NetworkMessage joined(NetworkMessage told, NetworkMessage more);

  /**
   * Sends one of them.
   *
   * @param names of the subscriber, one that it can be asked by among them
   * @param request from 0
   * @param answer told exactly once, on any thread, which it must not block
   */
  void send(List<SubscriberId> names, Domain domain, int request, Consumer<RegisterAnswer> answer);
}
