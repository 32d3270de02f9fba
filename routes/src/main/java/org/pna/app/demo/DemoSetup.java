package org.pna.app.demo;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.pna.app.control.ControlSocket;
import org.pna.simulator.tour.DemoSubscriber;

/**
 * The configuration of the demonstration's gateway: files as an operator writes them, in a folder
 * of their own, on free ports of 127.0.0.1.
 *
 * @param config the yaml file
 * @param m3ua where the gateway listens for M3UA over TCP
 * @param sip where it listens for SIP over UDP
 * @param radius where it listens for RADIUS accounting
 * @param hss where it looks for the HSS
 * @param gmlc where it looks for the GMLC
 * @param reports where it listens for what the GMLC reports
 */
public record DemoSetup(
    Path config,
    InetSocketAddress m3ua,
    InetSocketAddress sip,
    InetSocketAddress radius,
    InetSocketAddress hss,
    InetSocketAddress gmlc,
    InetSocketAddress reports) {
  /** The watcher of the demonstration. */
  public static final String WATCHER = "sip:watcher@pna.test";

  /** The gateway's own address. */
  public static final String GLOBAL_TITLE = "46709000000";

  /** The gateway's own point code. */
  public static final int POINT_CODE = 909;

  /** The point codes of VLR, MSC, and MAP and CAP of two SGSNs. */
  public static final List<Integer> NODES = List.of(101, 102, 201, 202, 211, 212);

  /** The HLR's point code. */
  public static final int HLR = 301;

  /** The HLR's address. */
  public static final String HLR_TITLE = "46703000001";

  /** The HSS's Origin-Host. */
  public static final String HSS_HOST = "hss.pna.test";

  /** The realm that it serves, and ours. */
  public static final String REALM = "pna.test";

  /** The gateway's URI for S-CSCFs. */
  public static final String APPLICATION_SERVER = "sip:pna.pna.test";

  /** Where on its address reports are posted to. */
  public static final String REPORTS_PATH = "/mlp";

  /** Service key of the CSIs that are ours. */
  public static final long SERVICE_KEY = 100;

  /** What the gateway shares with each NAS. */
  public static final String SECRET = "only for this demonstration";

  /** Where the GGSN sends from. */
  public static final String GGSN = "127.0.0.1";

  /** Where the PDG sends from. */
  public static final String PDG = "127.0.0.2";

  /** Where the 3GPP AAA server sends from. */
  public static final String AAA = "127.0.0.3";

  private static final String YAML =
      """
      # The demonstration's gateway, on loopback only.
      home:
        plmns: ["24099"]
      subscribers: subscribers.csv
      data: data
      ss7:
        links:
          - name: demo
            network-indicator: 2
            point-code: {point-code}
            global-title: "{global-title}"
            cap-subsystem: 146
            # So few that the tour can show a third call, which goes on all the same.
            cap-max-dialogues: 2
            allow:
              imsi: ["24099"]
            associations:
              - name: network
                transport: tcp
                mode: server
                local: "127.0.0.1:{m3ua}"
                peer-point-codes: {peers}
      ph:
        hlrs:
          - name: hlr1
            link: demo
            global-title: "{hlr}"
            imsi: ["2409900000"]
          - name: hss1
            sh: hss
            imsi: ["2409900700"]
        arming:
          for: watched
          service-keys: [{service-key}]
          watched-for: 0s
        registration:
          node: hss
          for: watched
          watched-for: 0s
      radius:
        listen: ["127.0.0.1:{radius}"]
        clients:
          # GGSN, PDG and 3GPP AAA server.
          - {from: {ggsn}, secret: "{secret}", source: pk}
          - {from: {pdg}, secret: "{secret}", source: pp}
          - {from: {aaa}, secret: "{secret}", source: pr}
      diameter:
        nodes:
          - name: hss
            host: pna.pna.test
            realm: {realm}
            local: 127.0.0.1
            peers:
              - host: {hss}
                address: "127.0.0.1:{hss-port}"
      pi:
        application-server: {application-server}
        scscfs: [127.0.0.1]
        default-handling: session_continued
      pl:
        gmlcs:
          - name: gmlc1
            url: "http://127.0.0.1:{gmlc}/mlp"
            client: pna
            # Of one subscriber alone.
            subscribers: ["{dave}"]
            senders: [127.0.0.1]
        listen: {address: "127.0.0.1:{reports}", path: {reports-path}}
        policy: {every: off, pause: 1s}
      allow:
        calling-gt: ["4670"]
      presence:
        listen: ["udp:127.0.0.1:{sip}", "tcp:127.0.0.1:{sip}"]
        domains: [pna.test]
        watchers:
          - watcher: {watcher}
            presentities: ["*"]
            location: true
      rules:
        leaving-grace: 2s
      """;

  /** Writes the files into a folder. */
  public static DemoSetup in(Path folder) throws IOException {
    int m3ua = freeTcpPort();
    int sip = freeSipPort();
    int radius = freeUdpPort();
    int hss = freeTcpPort();
    int gmlc = freeTcpPort();
    int reports = freeTcpPort();
    Path config = folder.resolve("pna.yaml");
    Files.writeString(
        config,
        YAML.replace("{m3ua}", "" + m3ua)
            .replace("{sip}", "" + sip)
            .replace("{radius}", "" + radius)
            .replace("{hss-port}", "" + hss)
            .replace("{hss}", HSS_HOST)
            .replace("{realm}", REALM)
            .replace("{application-server}", APPLICATION_SERVER)
            .replace("{gmlc}", "" + gmlc)
            .replace("{dave}", DemoSubscriber.DAVE.numbers().imsi())
            .replace("{reports}", "" + reports)
            .replace("{reports-path}", REPORTS_PATH)
            .replace("{peers}", peers().toString())
            .replace("{point-code}", "" + POINT_CODE)
            .replace("{global-title}", GLOBAL_TITLE)
            .replace("{hlr}", HLR_TITLE)
            .replace("{service-key}", "" + SERVICE_KEY)
            .replace("{secret}", SECRET)
            .replace("{ggsn}", GGSN)
            .replace("{pdg}", PDG)
            .replace("{aaa}", AAA)
            .replace("{watcher}", WATCHER));
    List<String> rows = new ArrayList<>(List.of("imsi,msisdn,presentity,identities"));
    DemoSubscriber.ALL.forEach(who -> rows.add(who.csv()));
    Files.write(folder.resolve("subscribers.csv"), rows);
    return new DemoSetup(
        config,
        loopback(m3ua),
        loopback(sip),
        loopback(radius),
        loopback(hss),
        loopback(gmlc),
        loopback(reports));
  }

  private static List<Integer> peers() {
    return Stream.concat(NODES.stream(), Stream.of(HLR)).toList();
  }

  /** Where the running gateway answers its operator. */
  Path control() {
    return config.resolveSibling("data").resolve(ControlSocket.FILE);
  }

  private static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private static int freeTcpPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static int freeUdpPort() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(loopback(0))) {
      return socket.getLocalPort();
    }
  }

  /** A port that is free for UDP and for TCP. */
  private static int freeSipPort() throws IOException {
    IOException last = null;
    for (int i = 0; i < 20; i++) {
      int port = freeTcpPort();
      try (DatagramSocket socket = new DatagramSocket(loopback(port))) {
        return socket.getLocalPort();
      } catch (IOException e) {
        last = e;
      }
    }
    throw new IOException("no port is free for both UDP and TCP", last);
  }
}
