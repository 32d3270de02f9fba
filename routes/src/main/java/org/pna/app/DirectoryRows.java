package org.pna.app;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.app.config.Fault;
import org.pna.app.config.GatewayConfig;
import org.pna.app.config.SubscriberRow;
import org.pna.app.config.SubscribersFile;
import org.pna.model.Imsi;
import org.pna.model.Msisdn;
import org.pna.model.PublicIdentity;
import org.pna.model.SubscriberId;
import org.pna.publisher.server.PublicUris;
import org.pna.routes.Directory;
import org.pna.routes.DirectoryRow;

/** Rows of the subscribers' file as the directory takes them. */
public final class DirectoryRows {
  private DirectoryRows() {}

  /** Adds one row, its presentity as it is written. */
  public static void add(Directory directory, SubscriberRow row) {
    directory.add(row.line(), row(row, row.presentity()));
  }

  /**
   * Adds one row, its presentity in the form under which watchers ask the presence server for it.
   */
  public static void add(Directory directory, SubscriberRow row, PublicUris uris) {
    directory.add(row.line(), row(row, uris));
  }

  /** A row, its presentity in the form under which watchers ask the presence server for it. */
  static DirectoryRow row(SubscriberRow row, PublicUris uris) {
    return row(row, uris.normalised(row.presentity()).orElse(row.presentity()));
  }

  private static DirectoryRow row(SubscriberRow row, String presentity) {
    @Nullable Imsi imsi = row.imsi();
    @Nullable Msisdn msisdn = row.msisdn();
    List<SubscriberId> others = new ArrayList<>(row.identities());
    others.addAll(row.nais());
    PublicIdentity written = new PublicIdentity(row.presentity());
    if (!row.presentity().equals(presentity) && !others.contains(written)) {
      others.add(written);
    }
    return new DirectoryRow(
        imsi == null ? null : imsi.digits(),
        msisdn == null ? null : msisdn.digits(),
        presentity,
        others);
  }

  /**
   * Reads the subscribers' file.
   *
   * @throws WrongSubscribersException if the file has faults
   */
  static void read(GatewayConfig config, Directory directory) throws WrongSubscribersException {
    PublicUris uris = new PublicUris(config.presence().server().domains());
    List<Fault> faults =
        SubscribersFile.read(config.subscribers(), row -> add(directory, row, uris));
    if (faults.stream().anyMatch(Fault::isFatal)) {
      throw new WrongSubscribersException(faults);
    }
  }
}
