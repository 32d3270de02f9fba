package org.pna.endurance;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import org.pna.simulator.M3uaLink;
import org.pna.simulator.SimulatedHss;
import org.pna.simulator.SimulatedNode.Gateway;
import org.pna.simulator.SimulatedNode.Identity;
import org.pna.simulator.Subscriber;

/**
 * Configuration and data of one gateway, on ports of its own.
 *
 * @param folder holds all of it
 * @param m3ua where it listens for M3UA over TCP
 * @param sip where it listens for SIP over UDP
 * @param radius where it listens for RADIUS accounting
 * @param hss where it looks for a home subscriber server, with {@link #HSS_NODE}
 */
record GatewayFolder(
    Path folder,
    InetSocketAddress m3ua,
    InetSocketAddress sip,
    InetSocketAddress radius,
    InetSocketAddress hss) {
  static final Gateway GATEWAY = Gateway.byGlobalTitle(909, "46709999999");
  static final Identity VLR = new Identity(false, "46701111111", 101);
  static final Identity SGSN = new Identity(true, "46702222222", 201);

  static final String RADIUS_SECRET = "a secret for all tests";

  static final SimulatedHss.Identity HSS = new SimulatedHss.Identity("hss.pna.test", "pna.test");

  /** Keys of the configuration: a Diameter node that knows {@link #HSS}. */
  static final String HSS_NODE =
      """
      diameter:
        nodes:
          - name: hss1
            host: pna.pna.test
            realm: pna.test
            local: 127.0.0.1
            peers:
              - {host: hss.pna.test, address: "127.0.0.1:%4$d"}
            reconnect-limit: 1s
      """;

  /** Who watches while the gateway is killed, and who looks once it is over. */
  static final String WATCHER = "sip:w1@pna.test";

  static final String AUDITOR = "sip:w2@pna.test";

  /**
   * Below the ports that a system hands out by itself: whoever connects again and again to a port
   * where nobody listens might else be given that very port and reach himself.
   */
  private static final int LOWEST_PORT = 20_000;

  private static final int HIGHEST_PORT = 32_000;

  private static final String YAML =
      """
      home:
        plmns: ["24099"]
      subscribers: subscribers.csv
      data: data
      ss7:
        links:
          - name: msc1
            network-indicator: 2
            point-code: 909
            global-title: "46709999999"
            associations:
              - name: stp1
                transport: tcp
                mode: server
                local: "127.0.0.1:%d"
                peer-point-codes: [101, 201]
      allow:
        calling-gt: ["4670"]
      radius:
        listen: ["127.0.0.1:%d"]
        clients:
          - {from: 127.0.0.1, secret: "a secret for all tests", source: pk}
      presence:
        listen: ["udp:127.0.0.1:%d"]
        domains: [pna.test]
        expires: {min: 60s, default: 1h, max: 1d}
        watchers:
          - watcher: sip:w1@pna.test
            presentities: ["*"]
            location: true
          - watcher: sip:w2@pna.test
            presentities: ["*"]
            location: true
      rules:
        mass-negatives: off
      """;

  /**
   * Writes the files.
   *
   * @param subscribers {@link Subscriber#numbered} from 0
   * @param more keys of the configuration, with their line's ends; {@code %4$d} is the port of the
   *     home subscriber server
   */
  static GatewayFolder in(Path folder, int subscribers, String more) throws IOException {
    Files.createDirectories(folder);
    int m3ua = freePort();
    int sip = freePort();
    int radius = freePort();
    int hss = freePort();
    Files.writeString(folder.resolve("pna.yaml"), (YAML + more).formatted(m3ua, radius, sip, hss));
    StringBuilder rows = new StringBuilder("imsi,msisdn,presentity,identities\n");
    for (int i = 0; i < subscribers; i++) {
      Subscriber who = Subscriber.numbered(i);
      rows.append(who.imsi()).append(',').append(who.msisdn()).append(',');
      rows.append(presentity(i)).append(",\n");
    }
    Files.writeString(folder.resolve("subscribers.csv"), rows);
    return new GatewayFolder(
        folder, loopback(m3ua), loopback(sip), loopback(radius), loopback(hss));
  }

  /** The presentity of a subscriber. */
  static String presentity(int subscriber) {
    return "sip:+" + Subscriber.numbered(subscriber).msisdn() + "@pna.test";
  }

  /** A link of the simulated network to it. */
  M3uaLink link() throws IOException {
    return M3uaLink.open(
        new M3uaLink.Settings(false, m3ua.getHostString(), m3ua.getPort(), null, null, 2));
  }

  Path data() {
    return folder.resolve("data");
  }

  /** Lets the devices have the same names as at the other gateway. */
  void takeSaltOf(GatewayFolder other) throws IOException {
    Files.createDirectories(data());
    Files.copy(other.data().resolve("device-salt"), data().resolve("device-salt"));
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private static int freePort() throws IOException {
    IOException last = null;
    for (int i = 0; i < 50; i++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
      try (ServerSocket tcp = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
          DatagramSocket udp = new DatagramSocket(loopback(port))) {
        return Math.max(tcp.getLocalPort(), udp.getLocalPort());
      } catch (IOException e) {
        last = e;
      }
    }
    throw new IOException("no port is free", last);
  }
}
