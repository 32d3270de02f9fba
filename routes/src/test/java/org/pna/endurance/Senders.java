package org.pna.endurance;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;

/** The nodes of a {@link TurnsLoad}, and what happens to their subscribers. */
interface Senders<C extends TurnCourse> extends Closeable {
  /** What happens to a subscriber. */
  C course(int number);

  /** Another sender. */
  Sender<C> open() throws IOException;

  /** As of {@link NetworkLoad#awaitReachable}. */
  boolean awaitReachable(Duration patience) throws InterruptedException;

  @Override
  void close();

  /** One with an event on its way at most; for one thread. */
  interface Sender<C> extends Closeable {
    /** The course's last event is to be sent. */
    void begin(C course);

    /** Sends it, once more if it was sent before; whether it was acknowledged in time. */
    boolean send() throws IOException, InterruptedException;
  }
}
