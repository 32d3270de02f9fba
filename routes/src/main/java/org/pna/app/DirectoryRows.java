package org.pna.app;

import org.jspecify.annotations.Nullable;
import org.pna.app.config.SubscriberRow;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.ph.SimDirectory;
import org.pna.publisher.server.PublicUris;
import org.pna.routes.Directory;

/** Rows of the subscribers' file as the directory takes them. */
public final class DirectoryRows {
  private DirectoryRows() {}

  /** Adds one row, its presentity as it is written. */
  public static void add(Directory directory, SubscriberRow row) {
    add(directory, row, row.presentity());
  }

  /**
   * Adds one row, its presentity in the form under which watchers ask the presence server for it.
   */
  public static void add(Directory directory, SubscriberRow row, PublicUris uris) {
    add(directory, row, uris.normalised(row.presentity()).orElse(row.presentity()));
  }

  /** Adds the names by which the registers know the presentity of a row. */
  static void add(SimDirectory sims, SubscriberRow row, PublicUris uris) {
    @Nullable Imsi imsi = row.imsi();
    @Nullable Msisdn msisdn = row.msisdn();
    sims.add(
        uris.normalised(row.presentity()).orElse(row.presentity()),
        imsi == null ? null : imsi.digits(),
        msisdn == null ? null : msisdn.digits());
  }

  private static void add(Directory directory, SubscriberRow row, String presentity) {
    @Nullable Imsi imsi = row.imsi();
    @Nullable Msisdn msisdn = row.msisdn();
    directory.add(
        row.line(),
        imsi == null ? null : imsi.digits(),
        msisdn == null ? null : msisdn.digits(),
        presentity);
  }
}
