package org.pna.app;

import java.io.IOException;
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
import org.pna.ph.SimDirectory;
import org.pna.ph.sh.IdentityDirectory;
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

  /**
   * Reads the subscribers' file.
   *
   * @param sims filled only if a register or a location server may be asked
   * @param registered filled only if registrations may be subscribed to
   * @throws WrongSubscribersException if the file has faults
   * @throws IOException if it cannot be read
   */
  static void read(
      GatewayConfig config, Directory directory, SimDirectory sims, IdentityDirectory registered)
      throws IOException {
    PublicUris uris = new PublicUris(config.presence().server().domains());
    boolean asks = !config.ph().hlrs().isEmpty() || config.pl() != null;
    List<Fault> faults =
        SubscribersFile.read(
            config.subscribers(),
            row -> {
              add(directory, row, uris);
              if (asks) {
                add(sims, row, uris);
              }
              if (config.ph().registration() != null) {
                add(registered, row, uris);
              }
            });
    if (faults.stream().anyMatch(Fault::isFatal)) {
      throw new WrongSubscribersException(faults);
    }
  }

  /** Adds the names by which the registers know the presentity of a row. */
  private static void add(SimDirectory sims, SubscriberRow row, PublicUris uris) {
    @Nullable Imsi imsi = row.imsi();
    @Nullable Msisdn msisdn = row.msisdn();
    List<SubscriberId> names =
        new ArrayList<>(
            SimDirectory.names(
                imsi == null ? null : imsi.digits(), msisdn == null ? null : msisdn.digits()));
    if (msisdn == null && !row.identities().isEmpty()) {
      names.add(row.identities().get(0)); // Sh knows nobody by an IMSI
    }
    sims.add(uris.normalised(row.presentity()).orElse(row.presentity()), List.copyOf(names));
  }

  /** Adds the names by which the home subscriber servers know the presentity of a row. */
  private static void add(IdentityDirectory registered, SubscriberRow row, PublicUris uris) {
    @Nullable Msisdn msisdn = row.msisdn();
    List<String> names = new ArrayList<>();
    names.add(row.presentity());
    row.identities().forEach(identity -> names.add(identity.uri()));
    registered.add(
        uris.normalised(row.presentity()).orElse(row.presentity()),
        names,
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
    PublicIdentity itself = new PublicIdentity(row.presentity());
    directory.add(row.line(), itself, imsi != null, presentity);
    for (SubscriberId name : row.identities()) {
      directory.add(row.line(), name, imsi != null, presentity);
    }
    for (SubscriberId name : row.nais()) {
      directory.add(row.line(), name, imsi != null, presentity);
    }
  }
}
