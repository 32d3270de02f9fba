package org.pna.app;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import org.pna.publisher.server.PublicUris;
import org.pna.publisher.store.PresenceStore;
import org.pna.routes.Alarms;
import org.pna.routes.Contradictions;
import org.pna.routes.Directory;
import org.pna.routes.DirectoryReload;
import org.pna.routes.IdentityIndex;
import org.pna.routes.LearnedNames;
import org.pna.routes.Steps;

/**
 * Whose a name is: the subscribers' file, read again when it changes, and what suppliers tell
 * beside it.
 */
final class DirectoryPoint implements AutoCloseable {
  private static final long LOOK_MILLIS = 2000;
  private static final long RENAMED_MILLIS = 50;
  private static final long SECOND_MILLIS = 1000;
  private static final long HOUR_MILLIS = 3_600_000;

  private final Directory directory;
  private final InstantSource clock;
  private final LearnedNames learned;
  private final Contradictions contradictions;
  private final IdentityIndex identities;
  private final PeriodicTasks reading = new PeriodicTasks("pna-directory");

  /**
   * Takes up what the store holds.
   *
   * @param directory the rows of the file
   * @param store keeps what suppliers told
   */
  DirectoryPoint(
      Directory directory, PresenceStore store, InstantSource clock, MeterRegistry meters) {
    this.directory = directory;
    this.clock = clock;
    learned = new LearnedNames(store, meters);
    learned.restore();
    contradictions = new Contradictions(meters);
    identities = new IdentityIndex(directory, learned, contradictions, clock);
  }

  /** The operator's names. */
  Directory directory() {
    return directory;
  }

  /** These, and those that were told. */
  IdentityIndex identities() {
    return identities;
  }

  /** Names on which suppliers and the file differ. */
  Contradictions contradictions() {
    return contradictions;
  }

  /**
   * Keeps the names from now on; the file is read on a thread of its own.
   *
   * @param file of the subscribers
   * @param stamp of the file before it was read for the directory
   * @param uris the form of presentities
   * @param steps whose lanes drop what lost names said
   * @param renamed run when other rows have come into force
   */
  void begin(
      PeriodicTasks tasks,
      Path file,
      String stamp,
      PublicUris uris,
      Steps steps,
      Alarms alarms,
      Runnable renamed) {
    IdentityAlarms told = new IdentityAlarms(alarms, contradictions);
    DirectoryReload reload = new DirectoryReload(identities, steps, clock);
    DirectoryFile followed =
        new DirectoryFile(file, stamp, uris, directory, reload, alarms, renamed);
    tasks.every(SECOND_MILLIS, "Contradictions", () -> told.look(clock.instant()));
    tasks.every(SECOND_MILLIS, "Learned names", learned::save);
    tasks.every(HOUR_MILLIS, "Learned names that lapse", () -> learned.lapse(clock.instant()));
    tasks.every(RENAMED_MILLIS, "What lost names said", reload::tick);
    reading.every(LOOK_MILLIS, "The look at the subscribers' file", followed::look);
  }

  /** Reads the file no more. */
  @Override
  public void close() {
    reading.close(0);
  }
}
