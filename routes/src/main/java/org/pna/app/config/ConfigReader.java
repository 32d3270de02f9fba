package org.pna.app.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pna.app.config.GatewayConfig.CallingNodes;
import org.pna.app.config.GatewayConfig.Home;
import org.pna.app.config.GatewayConfig.Lanes;
import org.pna.app.config.GatewayConfig.NodePrefix;
import org.pna.app.config.GatewayConfig.Presence;
import org.pna.app.config.GatewayConfig.Rules;
import org.pna.app.config.GatewayConfig.Store;
import org.pna.app.control.ControlSocket;
import org.pna.model.Plmn;
import org.pna.model.Source;
import org.pna.normalise.NetworkNames;
import org.pna.publisher.store.Durability;
import org.pna.routes.Suppliers;
import org.pna.transport.diameter.DiameterNode;
import org.pna.transport.radius.RadiusLink;
import org.pna.transport.ss7.Ss7Link;

/** Reads the whole document, section by section. */
final class ConfigReader {
  private static final Pattern PLMN = Pattern.compile("[0-9]{5,6}");
  private static final Pattern PREFIX = Pattern.compile("[0-9]{1,15}");
  private static final Pattern PREFIX_OR_ALL = Pattern.compile("\\*|[0-9]{1,15}");
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final String PLMN_FIX = "write MCC and MNC as 5 or 6 digits, such as \"24099\"";
  private static final int PLMNS = 64;
  private static final int PREFIXES = 10_000;
  private static final String IMS = "IMS";

  /** Whose names differ, that one included. */
  private static final int NETWORKS = 6;

  private final Path folder;
  private final Faults faults;

  /**
   * @param folder to which paths in the document are relative
   */
  ConfigReader(Path folder, Faults faults) {
    this.folder = folder;
    this.faults = faults;
  }

  LoadedConfig read(YamlNode root) {
    if (!(root instanceof YamlNode.Mapping)) {
      faults.fault(root.line(), "", "holds no keys", "begin with 'home:' and its keys");
      return new LoadedConfig(null, faults.inOrder(), null, List.of());
    }
    Bindings bindings = new Bindings();
    Secrets secrets = new Secrets(folder);
    GatewayConfig config;
    Optional<Path> subscribers;
    try (Section section = new Section(root, root.line(), "", faults)) {
      Home home = home(section.required("home"));
      subscribers = subscribers(section.required("subscribers"));
      Path data = data(section.optional("data"));
      Store store = store(section.optional("store"));
      Lanes lanes = lanes(section.optional("lanes"));
      Value ss7 = section.optional("ss7");
      CallingNodes callers = callingNodes(section.required("allow"));
      Value listening = section.required("presence");
      NetworkNames networks = networks(section.optional("networks"));
      Rules rules = RulesReader.read(section.optional("rules"));
      Suppliers suppliers = SuppliersReader.read(section.optional("suppliers"));
      Value nodes = section.optional("diameter");
      Value accounting = section.optional("radius");
      Value registrations = section.optional("pi");
      Value locations = section.optional("pl");
      boolean isOnly =
          Stream.of(nodes, accounting, registrations, locations).noneMatch(Value::isPresent);
      List<Ss7Link> links = new Ss7Reader(data, bindings, rules).read(ss7, isOnly);
      Presence presence = new PresenceReader(bindings).read(listening);
      List<DiameterNode> diameter = new DiameterReader(bindings).read(nodes);
      PhConfig ph =
          new PhReader(links, diameter).read(section.optional("ph"), rules.maxPresentities());
      ph = suppliers.hear(Source.PH) ? ph : ph.silent();
      List<RadiusLink> radius = new RadiusReader(secrets, bindings).read(accounting);
      PiConfig pi = new PiReader(folder, bindings).read(registrations);
      @Nullable PlConfig pl =
          new PlReader(folder, secrets, bindings).read(locations, rules.maxPresentities());
      pl = suppliers.hear(Source.PL) ? pl : null;
      config =
          new GatewayConfig(
              home,
              subscribers.orElse(folder),
              data,
              store,
              lanes,
              links,
              callers,
              presence,
              networks,
              rules,
              suppliers,
              ph,
              radius,
              diameter,
              pi,
              pl);
    }
    return new LoadedConfig(
        faults.fatal() == 0 ? config : null,
        faults.inOrder(),
        subscribers.orElse(null),
        bindings.all());
  }

  private static Home home(Value home) {
    try (Section section = home.section()) {
      Set<Plmn> plmns = new LinkedHashSet<>();
      for (Value item : section.required("plmns").filledList(PLMNS)) {
        plmn(item)
            .filter(plmn -> !plmns.add(plmn))
            .ifPresent(twice -> item.fault("stands twice", "remove one"));
      }
      return new Home(List.copyOf(plmns), nodes(section.optional("nodes")));
    }
  }

  private static Optional<Plmn> plmn(Value value) {
    return value
        .matching(PLMN, "'%s' is no network", PLMN_FIX)
        .map(digits -> new Plmn(digits.substring(0, 3), digits.substring(3)));
  }

  private static List<NodePrefix> nodes(Value value) {
    List<NodePrefix> nodes = new ArrayList<>();
    try (Section section = value.section()) {
      for (String prefix : section.keys()) {
        Value network = section.optional(prefix);
        if (!PREFIX.matcher(prefix).matches()) {
          network.fault(
              "the key is no prefix of a global title", "write 1 to 15 digits, without '+'");
        }
        plmn(network).ifPresent(plmn -> nodes.add(new NodePrefix(prefix, plmn)));
      }
    }
    nodes.sort(Comparator.comparingInt((NodePrefix node) -> node.prefix().length()).reversed());
    return nodes;
  }

  private Optional<Path> subscribers(Value value) {
    Optional<Path> file = path(value);
    if (file.filter(path -> !Files.exists(path)).isPresent()) {
      value.fault(
          "there is no file " + file.get(),
          "create it with the header imsi,msisdn,presentity,identities");
    } else if (file.filter(path -> !Files.isRegularFile(path) || !Files.isReadable(path))
        .isPresent()) {
      value.fault("cannot read " + file.get(), "name a file that the gateway's user may read");
    } else {
      return file;
    }
    return Optional.empty();
  }

  private Path data(Value value) {
    Path data =
        value.isPresent() ? path(value).orElse(folder) : folder.resolve("../data").normalize();
    Path exists = data.resolve("store").toAbsolutePath();
    while (!Files.exists(exists) && exists.getParent() != null) {
      exists = exists.getParent();
    }
    if (!Files.isDirectory(exists)) {
      value.fault(exists + " is no folder", "name a folder");
    } else if (!Files.isWritable(exists)) {
      value.fault("cannot write into " + exists, "let the gateway's user write there");
    }
    int octets = data.resolve(ControlSocket.FILE).toString().getBytes(UTF_8).length;
    if (octets > ControlSocket.MAX_PATH) {
      value.fault(
          "with "
              + ControlSocket.FILE
              + " the path has "
              + octets
              + " octets, too many for a socket",
          "name a path that is " + (octets - ControlSocket.MAX_PATH) + " octets shorter");
    }
    return data;
  }

  private Optional<Path> path(Value value) {
    return value.parsed(
        text -> {
          try {
            return Optional.of(folder.resolve(text).normalize());
          } catch (InvalidPathException notOne) {
            return Optional.empty();
          }
        },
        "'%s' is no path",
        "write a path, relative to this file's folder");
  }

  private static Lanes lanes(Value value) {
    int processors = Math.min(256, Runtime.getRuntime().availableProcessors());
    try (Section section = value.section()) {
      return new Lanes(
          section.optional("count").integer(1, 256).orElse(processors),
          section.optional("queue").integer(1, 1_000_000).orElse(10_000));
    }
  }

  private static CallingNodes callingNodes(Value allow) {
    try (Section section = allow.section()) {
      Value value = section.required("calling-gt");
      Set<String> prefixes = new LinkedHashSet<>();
      for (Value item : value.list(PREFIXES)) {
        item.matching(
                PREFIX_OR_ALL,
                "'%s' is no prefix of a global title",
                "write 1 to 15 digits without '+', or \"*\" alone for all")
            .filter(prefix -> !prefixes.add(prefix))
            .ifPresent(twice -> item.fault("stands twice", "remove one"));
      }
      boolean all = prefixes.remove("*");
      if (all && !prefixes.isEmpty()) {
        value.fault("\"*\" means all already", "keep \"*\" alone, or remove it");
      } else if (all) {
        value.warning(
            "any node of the SS7 network may change a subscriber's presence",
            "list the prefixes of your own nodes and your roaming partners'");
      } else if (value.isEmptyList()) {
        value.warning(
            "no node but the known serving one may change anything",
            "list the prefixes of your own nodes and your roaming partners'");
      }
      return new CallingNodes(all, List.copyOf(prefixes));
    }
  }

  private static NetworkNames networks(Value value) {
    try (Section section = value.section()) {
      NetworkNames names =
          new NetworkNames(
              token(section.optional("cs")).orElse("3GPP-CS"),
              token(section.optional("ps")).orElse("3GPP-PS"),
              token(section.optional("eps")).orElse("3GPP-EPS"),
              token(section.optional("5gs")).orElse("3GPP-5GS"),
              token(section.optional("wlan")).orElse("I-WLAN"));
      Set<String> all =
          new HashSet<>(
              List.of(names.cs(), names.ps(), names.eps(), names.fiveGs(), names.wlan(), IMS));
      if (all.size() < NETWORKS) {
        value.fault(
            "cs, ps, eps, 5gs, wlan and IMS do not differ", "give each network a name of its own");
      }
      return names;
    }
  }

  private static Optional<String> token(Value value) {
    return value.matching(
        TOKEN, "'%s' is no name of a network", "write letters, digits, '.', '_' and '-' only");
  }

  private static Store store(Value value) {
    try (Section section = value.section()) {
      Value durability = section.optional("durability");
      Durability kept = durability.oneOf(Durability.class).orElse(Durability.FSYNC);
      if (kept == Durability.OS) {
        durability.warning(
            "a power loss may take the last seconds of what the network was told is kept",
            "write fsync, unless the machine's power is safe");
      }
      return new Store(
          kept,
          section.optional("pending").integer(1, 10_000_000).orElse(10_000),
          section.optional("history").integer(1, 1_000).orElse(32),
          section.optional("cache").integer(0, 10_000_000).orElse(100_000));
    }
  }
}
