package org.pna.app.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pna.model.message.mlp.MlpVersion;
import org.pna.pl.Gmlc;
import org.pna.transport.mlp.MlpLink;
import org.pna.transport.mlp.MlpTls;
import org.pna.transport.mlp.codec.MlpClientId;

/** Reads {@code pl}: the location servers, when they are asked, and where they post to. */
final class PlReader {
  private static final Pattern PREFIX = Pattern.compile("[0-9]{1,15}");
  private static final Pattern PATH = Pattern.compile("(?:/[A-Za-z0-9._~-]{1,63}){1,8}");
  private static final int GMLCS = 100;
  private static final int PREFIXES = 10_000;
  private static final int SENDERS = 100;

  private final Secrets secrets;
  private final TlsReader tls;
  private final Bindings bindings;
  private final Once names = new Once();
  private final Once senders = new Once();
  private final List<MlpLink> links = new ArrayList<>();
  private final List<Gmlc> gmlcs = new ArrayList<>();

  /**
   * @param folder to which paths are relative
   */
  PlReader(Path folder, Secrets secrets, Bindings bindings) {
    this.secrets = secrets;
    this.tls = new TlsReader(folder, secrets);
    this.bindings = bindings;
  }

  /**
   * The section.
   *
   * @param pl may be absent
   * @return null if it is
   */
  @Nullable PlConfig read(Value pl) {
    if (!pl.isPresent()) {
      return null;
    }
    try (Section section = pl.section()) {
      MlpTls stores = tls.read(section.optional("tls"));
      section.required("gmlcs").filledList(GMLCS).forEach(this::gmlc);
      Value listen = section.optional("listen");
      PlConfig.Posted posted = posted(listen, stores);
      boolean isTold = links.stream().anyMatch(link -> !link.senders().isEmpty());
      if (posted != null && !isTold) {
        listen.warning("nobody may post there", "write the addresses of a server as its senders");
      } else if (posted == null && isTold) {
        pl.warning("reports have nowhere to go", "write 'listen', or remove the senders");
      }
      return new PlConfig(
          links, gmlcs, LocationPolicyReader.read(section.optional("policy")), posted, stores);
    }
  }

  private void gmlc(Value value) {
    try (Section section = value.section()) {
      String name = names.name(section.required("name")).orElse("unnamed");
      Value address = section.required("url");
      Optional<URI> url =
          address.parsed(
              PlReader::url,
              "'%s' is no URL of a server",
              "write http://HOST:PORT/PATH or https://HOST:PORT/PATH, without a user");
      Optional<String> password =
          secrets.optional(value, section, "password").map(Secrets.Given::text);
      MlpClientId client =
          new MlpClientId(
              section
                  .required("client")
                  .parsed(PlReader::filled, "is empty", "write the id that the server gave us")
                  .orElse(""),
              password.orElse(null),
              section
                  .optional("service")
                  .parsed(PlReader::filled, "is empty", "write the serviceid, or remove the key")
                  .orElse(null));
      MlpVersion version =
          section
              .optional("version")
              .parsed(
                  text -> Optional.ofNullable(MlpVersion.of(text)),
                  "'%s' is no version that is spoken",
                  "write one from \"3.0\" to \"3.5\"")
              .orElse(MlpVersion.V3_4);
      Set<String> prefixes = prefixes(section.optional("subscribers"));
      int pending = section.optional("pending").integer(1, 1_000).orElse(20);
      int rate = section.optional("rate").integer(1, 10_000).orElse(10);
      Duration timeout =
          section
              .optional("timeout")
              .duration(Duration.ofSeconds(1), Duration.ofMinutes(5))
              .orElse(Duration.ofSeconds(30));
      Set<String> told = senders(section.optional("senders"));
      if (url.isPresent()) {
        open(address, url.get(), password.isPresent());
        links.add(new MlpLink(name, url.get(), client, version, timeout, pending, told));
        gmlcs.add(new Gmlc(name, prefixes, rate, pending));
      }
    }
  }

  private static void open(Value address, URI url, boolean hasPassword) {
    boolean isHere = Set.of("127.0.0.1", "[::1]", "localhost").contains(url.getHost());
    if ("http".equals(url.getScheme()) && !isHere) {
      address.warning(
          (hasPassword ? "the password and locations go" : "locations go") + " there readable",
          "use https, or a network in which nobody else can listen");
    }
  }

  private static Optional<URI> url(String text) {
    try {
      URI url = new URI(text);
      boolean isWeb = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      return Optional.of(url)
          .filter(one -> isWeb && one.getHost() != null)
          .filter(one -> one.getUserInfo() == null && one.getFragment() == null);
    } catch (URISyntaxException none) {
      return Optional.empty();
    }
  }

  private static Optional<String> filled(String text) {
    return Optional.of(text).filter(some -> !some.isBlank());
  }

  private static Set<String> prefixes(Value value) {
    Set<String> prefixes = new HashSet<>();
    for (Value item : value.isPresent() ? value.filledList(PREFIXES) : List.<Value>of()) {
      item.matching(PREFIX, "'%s' is no beginning of a number", "write 1 to 15 digits")
          .filter(prefix -> !prefixes.add(prefix))
          .ifPresent(twice -> item.fault("stands twice", "remove one"));
    }
    return prefixes;
  }

  private Set<String> senders(Value value) {
    Set<String> addresses = new HashSet<>();
    for (Value item : value.list(SENDERS)) {
      item.parsed(
              Endpoint::address,
              "'%s' is no IP address",
              "write the address that its reports come from, such as 192.0.2.1")
          .map(end -> end.inetAddress().getHostAddress())
          .ifPresent(
              address -> {
                senders.take(address, item, "an address is one server's only");
                addresses.add(address);
              });
    }
    return addresses;
  }

  private PlConfig.@Nullable Posted posted(Value listen, MlpTls stores) {
    if (!listen.isPresent()) {
      return null;
    }
    try (Section section = listen.section()) {
      Value address = section.required("address");
      Optional<Endpoint> socket = address.endpoint();
      socket.ifPresent(end -> bindings.add(address, Binding.Protocol.TCP, end, null, null));
      Value secure = section.optional("tls");
      boolean isSecure = secure.bool().orElse(false);
      if (isSecure && stores.key() == null) {
        secure.fault("there is no key for it", "write pl.tls.key-store");
      } else if (!isSecure && socket.filter(end -> !end.isLoopback()).isPresent()) {
        address.warning(
            "locations come in readable",
            "write 'tls: true', or use a network in which nobody else can listen");
      }
      String path =
          section
              .optional("path")
              .matching(PATH, "'%s' is no path", "write one such as /mlp")
              .orElse("/mlp");
      return socket
          .map(end -> new PlConfig.Posted(end.address(), end.port(), path, isSecure))
          .orElse(null);
    }
  }
}
