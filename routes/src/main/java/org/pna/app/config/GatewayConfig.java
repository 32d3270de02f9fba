package org.pna.app.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pna.model.DataNetworks;
import org.pna.model.Plmn;
import org.pna.model.Source;
import org.pna.normalise.NegativeLimits;
import org.pna.normalise.NetworkNames;
import org.pna.publisher.server.ServerSettings;
import org.pna.publisher.store.Durability;
import org.pna.routes.Suppliers;
import org.pna.transport.diameter.DiameterNode;
import org.pna.transport.radius.RadiusLink;
import org.pna.transport.sip.SipListeningPoint;
import org.pna.transport.ss7.Ss7Link;

/**
 * What the operator decides of the gateway, without a fault. {@code
 * docs/operations/configuration.md} gives each key, its unit, its range and its default.
 *
 * @param home whose network this is
 * @param subscribers an existing file for {@link SubscribersFile}
 * @param data folder for all that outlives a restart; may not exist yet
 * @param store how presence is kept, in the folder {@code store} of the data folder
 * @param lanes how the work is spread
 * @param ss7Links our SS7 nodes; their names differ
 * @param callingNodes who may change things by NOTE-MM-EVENT (semantics S7)
 * @param presence the embedded presence server
 * @param networks names of the networks in the documents
 * @param rules bounds and times of the rules of truth
 * @param suppliers who is heard; what is configured of the others is not used
 * @param ph whom we may ask, and whose reports are wanted
 * @param radius sockets for RADIUS accounting; none: none is heard
 * @param diameter our Diameter nodes; their names differ
 * @param pi S-CSCFs that tell of registrations; null: none does
 * @param pl location servers; null: none are asked or heard
 */
public record GatewayConfig(
    Home home,
    Path subscribers,
    Path data,
    Store store,
    Lanes lanes,
    List<Ss7Link> ss7Links,
    CallingNodes callingNodes,
    Presence presence,
    NetworkNames networks,
    Rules rules,
    Suppliers suppliers,
    PhConfig ph,
    List<RadiusLink> radius,
    List<DiameterNode> diameter,
    @Nullable PiConfig pi,
    @Nullable PlConfig pl) {
  public GatewayConfig {
    ss7Links = List.copyOf(ss7Links);
    diameter = List.copyOf(diameter);
  }

  /**
   * Whose network this is (semantics T11, T16).
   *
   * @param plmns at least one; the first is ours, the others are equivalent to it
   * @param nodes which network a node is of, for an event without a cell; longest prefix first
   */
  public record Home(List<Plmn> plmns, List<NodePrefix> nodes) {
    public Home {
      plmns = List.copyOf(plmns);
      nodes = List.copyOf(nodes);
    }
  }

  /**
   * The network of all nodes whose global title begins so.
   *
   * @param prefix 1 to 15 digits
   * @param plmn any network, home or not
   */
  public record NodePrefix(String prefix, Plmn plmn) {}

  /**
   * How presence is kept.
   *
   * @param durability what an answer to the network waits for
   * @param pending writes that may wait for the disk, 1 to 10,000,000; beyond it the event is
   *     refused, and a tenth of it is for attach and detach alone (semantics S6)
   * @param history steps kept of each presentity, 1 to 1000; the oldest goes
   * @param cache presentities kept in memory too, 0 to 10,000,000
   */
  public record Store(Durability durability, int pending, int history, int cache) {}

  /**
   * How the work is spread over threads.
   *
   * @param count lanes, each one thread; 1 to 256
   * @param queue events that may wait in one lane; beyond it the event is refused
   */
  public record Lanes(int count, int queue) {}

  /**
   * Calling global titles from which a NOTE-MM-EVENT may change things, beside the serving node.
   *
   * @param all whether any node may; then there are no prefixes
   * @param prefixes 1 to 15 digits each; none: the known serving node alone
   */
  public record CallingNodes(boolean all, List<String> prefixes) {
    public CallingNodes {
      prefixes = List.copyOf(prefixes);
    }
  }

  /** Whether a supplier is heard: configured, and not switched off. */
  public boolean hears(Source source) {
    return suppliers.hear(source) && isConfigured(source.name());
  }

  private boolean isConfigured(String supplier) {
    return switch (supplier) {
      case "pc", "pg" -> !ss7Links.isEmpty();
      case "ph" -> !ph.hlrs().isEmpty() || ph.registration() != null;
      case "pi" -> pi != null;
      case "pl" -> pl != null;
      default ->
          radius.stream()
                  .flatMap(link -> link.clients().stream())
                  .anyMatch(client -> client.source().name().equals(supplier))
              || (supplier.equals("pr") && diameter.stream().anyMatch(node -> node.pr() != null));
    };
  }

  /** Whether anybody may account for sessions, by RADIUS or by Diameter. */
  public boolean hearsAccounting() {
    return !radius.isEmpty() || diameter.stream().anyMatch(node -> node.pr() != null);
  }

  /**
   * The embedded presence server.
   *
   * @param listen sockets for SIP, one at least
   * @param publish of whom it is told
   * @param server whom it serves and how
   */
  public record Presence(List<SipListeningPoint> listen, Publish publish, ServerSettings server) {
    /** Whose changes are published (TS 23.141 clause A.2.3.2). */
    public enum Publish {
      /** Everybody's. */
      ALL,
      /** Of those whom somebody watches. */
      WATCHED
    }

    public Presence {
      listen = List.copyOf(listen);
    }
  }

  /**
   * Bounds and times of the rules of truth.
   *
   * @param leavingGrace how long an MM-Code 82 waits for an 81 from elsewhere (semantics T4)
   * @param maxPresentities presentities held; at the bound a new one is refused
   * @param repeatWindow an equal message within it is a repeat (semantics T2)
   * @param lifetime how long what was told of an attachment is believed without anything new, one
   *     minute to ten years; then it is removed (semantics T7)
   * @param callAge the longest believable call, ten minutes to seven days (semantics S2)
   * @param sessionAge how long a data session is believed without anything new, an hour to 30 days
   *     (semantics T7)
   * @param suspects subscribers of whom something was refused, 1 to 10,000,000; beyond it their
   *     node is suspect as a whole (semantics T1)
   * @param revalidate after so long without news somebody watched is asked about (semantics T7)
   * @param massNegatives null: switched off (semantics T15)
   * @param dataNetworks whose sessions make a subscriber reachable for data (semantics T10)
   */
  public record Rules(
      Duration leavingGrace,
      int maxPresentities,
      Duration repeatWindow,
      Duration lifetime,
      Duration callAge,
      Duration sessionAge,
      int suspects,
      Duration revalidate,
      @Nullable NegativeLimits massNegatives,
      DataNetworks dataNetworks) {}
}
