package org.pna.app;

import org.jspecify.annotations.Nullable;
import org.pna.app.config.SubscriberRow;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.routes.Directory;

/** Rows of the subscribers' file as the directory takes them. */
public final class DirectoryRows {
  private DirectoryRows() {}

  /** Adds one row. */
  public static void add(Directory directory, SubscriberRow row) {
    @Nullable Imsi imsi = row.imsi();
    @Nullable Msisdn msisdn = row.msisdn();
    directory.add(
        row.line(),
        imsi == null ? null : imsi.digits(),
        msisdn == null ? null : msisdn.digits(),
        row.presentity());
  }
}
