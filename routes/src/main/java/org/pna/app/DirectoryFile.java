package org.pna.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.pna.app.config.Fault;
import org.pna.app.config.SubscribersFile;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.SubscriberId;
import org.pna.publisher.server.PublicUris;
import org.pna.routes.Alarm;
import org.pna.routes.Alarms;
import org.pna.routes.Directory;
import org.pna.routes.DirectoryReload;
import org.pna.routes.DirectoryRow;
import org.pna.routes.DirectoryTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether the subscribers' file is another than the one in force, and reads it when two looks
 * have found it alike: who writes it is done then. A file with faults, and one that loses more than
 * a fifth of a thousand presentities or more, leaves the rows as they are, and is alarmed. Rows
 * that say what they said before are kept, so that a file with few changes takes little memory. One
 * thread.
 */
final class DirectoryFile {
  /** The alarm's name. */
  static final String ALARM = "directory";

  /** Presentities from which on a loss of many is not believed. */
  static final int MANY = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(DirectoryFile.class);
  private static final int FAULTS_LOGGED = 10;

  private final Path file;
  private final PublicUris uris;
  private final Directory directory;
  private final DirectoryReload reload;
  private final Alarms alarms;
  private final Runnable renamed;
  private String judged;
  private String seen;

  /**
   * @param file as it was read when the gateway started, just now
   * @param stamp of the file before it was read then
   * @param uris the form of presentities
   * @param renamed run when other rows have come into force
   */
  DirectoryFile(
      Path file,
      String stamp,
      PublicUris uris,
      Directory directory,
      DirectoryReload reload,
      Alarms alarms,
      Runnable renamed) {
    this.file = file;
    this.uris = uris;
    this.directory = directory;
    this.reload = reload;
    this.alarms = alarms;
    this.renamed = renamed;
    this.judged = stamp;
    this.seen = stamp;
  }

  /** What tells one content of a file from another; empty if there is none. */
  static String stamp(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.lastModifiedTime() + ", " + attributes.size() + " octets";
    } catch (IOException e) {
      return "";
    }
  }

  /** Looks once; to be called every few seconds. */
  void look() {
    String now = stamp(file);
    boolean isWritten = now.equals(seen);
    seen = now;
    if (isWritten && !now.equals(judged)) {
      judged = now;
      read(now);
    }
  }

  private void read(String version) {
    long began = System.nanoTime();
    DirectoryTable before = directory.table();
    DirectoryTable next = directory.draft();
    List<Fault> faults =
        SubscribersFile.read(
            file, row -> next.add(row.line(), same(before, DirectoryRows.row(row, uris))));
    List<Fault> fatal = faults.stream().filter(Fault::isFatal).toList();
    int lost = before.presentities() - countKept(before, next);
    if (!fatal.isEmpty()) {
      fatal.stream().limit(FAULTS_LOGGED).forEach(fault -> LOG.error("{}", fault.text()));
      Fault first = fatal.get(0);
      String line = first.line() == 0 ? "" : "line " + first.line() + ": ";
      refuse(
          fatal.size()
              + " faults, the first: "
              + line
              + first.problem()
              + "; ./pna check lists all");
    } else if (before.presentities() >= MANY && lost > before.presentities() / 5) {
      refuse(
          String.format(
              Locale.ROOT,
              "%,d of %,d presentities are gone; if that is meant, restart the gateway",
              lost,
              before.presentities()));
    } else {
      int losers = reload.replace(next, file.toString(), version);
      alarms.clear(ALARM);
      renamed.run();
      LOG.info(
          "The subscribers' file is in force: {} rows, {} presentities lost a name, {} ms",
          next.size(),
          losers,
          (System.nanoTime() - began) / 1_000_000);
    }
  }

  private void refuse(String why) {
    alarms.raise(
        ALARM,
        Alarm.Severity.WARNING,
        "the subscribers' file has changed and is not taken, the rows before it stay in force: "
            + why);
  }

  private static int countKept(DirectoryTable before, DirectoryTable next) {
    int[] kept = new int[1];
    before.forEachPresentity(presentity -> kept[0] += next.has(presentity) ? 1 : 0);
    return kept[0];
  }

  /** The row before, if it says the same. */
  private static DirectoryRow same(DirectoryTable before, DirectoryRow row) {
    DirectoryRow had = before.row(name(row));
    return had != null && row.equals(had) ? had : row;
  }

  private static SubscriberId name(DirectoryRow row) {
    @Nullable String imsi = row.imsi();
    @Nullable String msisdn = row.msisdn();
    if (imsi != null) {
      return new Imsi(imsi);
    }
    return msisdn != null ? new Msisdn(msisdn) : row.others().get(0);
  }
}
