package org.pna.transport.ss7;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pna.transport.ss7.Ss7Link.Association;
import org.pna.transport.ss7.Ss7Link.Mode;
import org.pna.transport.ss7.Ss7Link.TrafficMode;
import org.pna.transport.ss7.Ss7Link.Transport;
import org.pna.transport.ss7.codec.Tcap;
import org.pna.transport.ss7.codec.TcapMessage;
import org.slf4j.LoggerFactory;

/** Links that come up, go down, come back, carry load, or cannot start. */
@Timeout(40)
class MapLinkTest {
  private static final TestNode.Route ACCEPT = (event, completion) -> completion.done(null);
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  @TempDir Path directory;

  @Test
  void twoThousandDialoguesAtAWindowOf200() throws Exception {
    dialogues(2_000);
  }

  @Tag("slow")
  @Test
  void aHundredThousandDialoguesAtAWindowOf200() throws Exception {
    long start = System.nanoTime();
    dialogues(100_000);
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    System.out.println("100000 dialogues, start and stop included: " + millis + " ms");
  }

  private void dialogues(int total) throws Exception {
    int port = TestNode.freePort();
    Ss7Link link = TestNode.link(directory, DEADLINE, TestNode.server(port));
    try (TestNode node = TestNode.start(link, ACCEPT);
        M3uaPeer peer = M3uaPeer.connect(port, TestNode.PEER_POINT_CODE, TestNode.OUR_POINT_CODE)) {
      assertThat(node.awaitUp()).isTrue();
      Set<Long> answered = new HashSet<>();
      int sent = 0;
      while (answered.size() < total) {
        while (sent < total && sent - answered.size() < 200) {
          byte[] begin = NoteMmBegins.begin(sent, sent % 2 == 0 ? 0x02 : 0x83);
          peer.send(SccpMessages.udt(SccpMessages.OURS, SccpMessages.VLR, begin));
          sent++;
        }
        byte[] udt = peer.receive(5_000);
        assertThat(udt).as("answer after " + answered.size()).isNotNull();
        TcapMessage end = Tcap.decode(SccpMessages.part(udt, 2));
        assertThat(end.kind()).isEqualTo(TcapMessage.Kind.END);
        assertThat(answered.add(end.dtid())).isTrue();
      }
      assertThat(node.awaitNoDialogue()).isTrue();
      assertThat(node.count("pna.map.received", "result", "accepted")).isEqualTo(total);
    }
  }

  @Test
  void beyondItsDialoguesTheNodeSaysResourceLimitation() throws Exception {
    int port = TestNode.freePort();
    Ss7Link wide = TestNode.link(directory, DEADLINE, TestNode.server(port));
    Ss7Link link =
        new Ss7Link(
            "test",
            wide.dataDirectory(),
            2,
            wide.pointCode(),
            wide.globalTitle(),
            147,
            wide.associations(),
            2,
            Duration.ofSeconds(60),
            Duration.ofMillis(600));
    List<TestNode.Completion> waiting = new CopyOnWriteArrayList<>();
    try (TestNode node = TestNode.start(link, (event, completion) -> waiting.add(completion));
        M3uaPeer peer = M3uaPeer.connect(port, TestNode.PEER_POINT_CODE, TestNode.OUR_POINT_CODE)) {
      assertThat(node.awaitUp()).isTrue();
      for (int i = 1; i <= 2; i++) {
        byte[] begin = NoteMmBegins.begin(i, 2);
        peer.send(SccpMessages.udt(SccpMessages.OURS, SccpMessages.VLR, begin));
      }
      TcapMessage abort = Tcap.decode(peer.ask(NoteMmBegins.begin(3, 2)));
      assertThat(abort.kind()).isEqualTo(TcapMessage.Kind.ABORT);
      assertThat(abort.abortCause()).isEqualTo(4);
      assertThat(node.component.openDialogues()).isEqualTo(2);
      for (int i = 0; i < 2; i++) {
        byte[] aborted = SccpMessages.part(peer.receive(5_000), 2);
        assertThat(Tcap.decode(aborted).abortCause()).isEqualTo(-1);
      }
      assertThat(node.awaitNoDialogue()).isTrue();
      // The dialogues are gone, their exchanges are not: the route takes no more.
      long before = System.nanoTime();
      assertThat(Tcap.decode(peer.ask(NoteMmBegins.begin(4, 2))).kind())
          .isEqualTo(TcapMessage.Kind.ABORT);
      assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before)).isLessThan(500);
      waiting.forEach(completion -> completion.done(null));
      assertThat(waiting).hasSize(2);
    }
  }

  @Test
  void aRouteMayBeStoppedAndStartedAgain() throws Exception {
    int port = TestNode.freePort();
    Ss7Link link = TestNode.link(directory, DEADLINE, TestNode.server(port));
    try (TestNode node = TestNode.start(link, ACCEPT)) {
      for (int i = 0; i < 3; i++) {
        try (M3uaPeer peer =
            M3uaPeer.connect(port, TestNode.PEER_POINT_CODE, TestNode.OUR_POINT_CODE)) {
          serves(node, peer, System.nanoTime());
          assertThat(node.awaitNoDialogue()).isTrue();
          assertThat(node.meters.get("pna.map.dialogues").gauge().value()).isZero();
        }
        node.stopRoute();
        assertThat(node.nodes.states()).isEmpty();
        assertThat(node.meters.find("pna.map.dialogues").gauge()).isNull();
        node.startRoute();
      }
    }
  }

  @Test
  void aServerIsUpAgainWithin5SecondsOfEitherSidesRestart() throws Exception {
    int port = TestNode.freePort();
    Ss7Link link = TestNode.link(directory, DEADLINE, TestNode.server(port));
    TestNode node = TestNode.start(link, ACCEPT);
    try {
      M3uaPeer peer = M3uaPeer.connect(port, TestNode.PEER_POINT_CODE, TestNode.OUR_POINT_CODE);
      assertThat(node.awaitUp()).isTrue();
      // The peer goes away in the middle of a message.
      peer.raw(new byte[] {1, 0, 1, 1, 0, 0, 0, 64, 2, 16});
      peer.close();
      long since = System.nanoTime();
      peer = M3uaPeer.connect(port, TestNode.PEER_POINT_CODE, TestNode.OUR_POINT_CODE);
      serves(node, peer, since);
      node.close();
      since = System.nanoTime();
      node = TestNode.start(link, ACCEPT);
      peer = M3uaPeer.connect(port, TestNode.PEER_POINT_CODE, TestNode.OUR_POINT_CODE);
      serves(node, peer, since);
      peer.close();
    } finally {
      node.close();
    }
  }

  @Test
  void aLostAssociationMakesItsNodesSuspect() throws Exception {
    int port = TestNode.freePort();
    Ss7Link link = TestNode.link(directory, DEADLINE, TestNode.server(port));
    try (TestNode node = TestNode.start(link, ACCEPT)) {
      try (M3uaPeer peer =
          M3uaPeer.connect(port, TestNode.PEER_POINT_CODE, TestNode.OUR_POINT_CODE)) {
        serves(node, peer, System.nanoTime());
        assertThat(node.refusals).isEmpty();
      }
      assertThat(TestNode.await(() -> !node.refusals.isEmpty(), 5)).isTrue();
      assertThat(node.refusals)
          .singleElement()
          .matches(refusal -> refusal.reason().equals("inaccessible"))
          .matches(refusal -> "49171000001".equals(refusal.node().globalTitle()));
    }
  }

  @Test
  void aClientIsUpAgainWithin5SecondsOfEitherSidesRestart() throws Exception {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    int port = TestNode.freePort();
    Ss7Link link = TestNode.link(directory, DEADLINE, TestNode.client(port));
    TestNode node = TestNode.start(link, ACCEPT);
    try {
      try (ServerSocket server = new ServerSocket(port, 5, loopback)) {
        M3uaPeer peer = M3uaPeer.accept(server, TestNode.PEER_POINT_CODE, TestNode.OUR_POINT_CODE);
        serves(node, peer, System.nanoTime());
        peer.close();
      }
      long since = System.nanoTime();
      try (ServerSocket server = new ServerSocket()) {
        server.setReuseAddress(true);
        server.bind(new java.net.InetSocketAddress(loopback, port));
        M3uaPeer peer = M3uaPeer.accept(server, TestNode.PEER_POINT_CODE, TestNode.OUR_POINT_CODE);
        serves(node, peer, since);
        node.close();
        since = System.nanoTime();
        node = TestNode.start(link, ACCEPT);
        peer = M3uaPeer.accept(server, TestNode.PEER_POINT_CODE, TestNode.OUR_POINT_CODE);
        serves(node, peer, since);
      }
    } finally {
      node.close();
    }
  }

  private static void serves(TestNode node, M3uaPeer peer, long since) throws Exception {
    assertThat(node.awaitUp()).isTrue();
    assertThat(Tcap.decode(peer.ask(NoteMmBegins.begin(1, 2))).kind())
        .isEqualTo(TcapMessage.Kind.END);
    assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since)).isLessThan(5_000);
  }

  @Test
  void eachPeerIsAnsweredOverItsOwnAssociation() throws Exception {
    int msc = TestNode.freePort();
    int sgsn = TestNode.freePort();
    Ss7Link link =
        TestNode.link(
            directory,
            DEADLINE,
            association("msc", msc, 1001, 100L, "127.0.0.1"),
            association("sgsn", sgsn, 1002, 200L, null));
    try (TestNode node = TestNode.start(link, ACCEPT);
        M3uaPeer first = M3uaPeer.connect(msc, 1001, TestNode.OUR_POINT_CODE, 100);
        M3uaPeer second = M3uaPeer.connect(sgsn, 1002, TestNode.OUR_POINT_CODE, 200)) {
      assertThat(node.awaitUp()).isTrue();
      for (M3uaPeer peer : List.of(first, second, first)) {
        assertThat(Tcap.decode(peer.ask(NoteMmBegins.begin(1, 2))).kind())
            .isEqualTo(TcapMessage.Kind.END);
      }
      second.close();
      assertThat(TestNode.await(() -> !node.nodes.states().get(1).up(), 5)).isTrue();
      assertThat(node.nodes.states().get(0)).isEqualTo(new LinkState("test", "msc", true));
    }
  }

  private static Association association(
      String name, int port, int pointCode, Long context, String peer) {
    return new Association(
        name,
        Transport.TCP,
        Mode.SERVER,
        "127.0.0.1",
        port,
        peer,
        0,
        context,
        TrafficMode.LOADSHARE,
        List.of(pointCode));
  }

  @Test
  void filesOfAnEarlierRunAreForgottenAndOthersKept() throws Exception {
    int port = TestNode.freePort();
    Ss7Link link = TestNode.link(directory, DEADLINE, TestNode.server(port));
    TestNode.start(link, ACCEPT).close();
    List<Path> written;
    try (var files = Files.list(directory)) {
      written = files.toList();
    }
    assertThat(written).isNotEmpty();
    for (Path file : written) {
      Files.writeString(file, "<poison");
    }
    Path kept = Files.writeString(directory.resolve("notes.xml"), "the operator's");
    try (TestNode node = TestNode.start(link, ACCEPT);
        M3uaPeer peer = M3uaPeer.connect(port, TestNode.PEER_POINT_CODE, TestNode.OUR_POINT_CODE)) {
      serves(node, peer, System.nanoTime());
    }
    assertThat(kept).hasContent("the operator's");
  }

  @Test
  void aStoppedLinkLeavesNoThread() throws Exception {
    int port = TestNode.freePort();
    Ss7Link link = TestNode.link(directory, DEADLINE, TestNode.server(port));
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    try (TestNode node = TestNode.start(link, ACCEPT);
        M3uaPeer peer = M3uaPeer.connect(port, TestNode.PEER_POINT_CODE, TestNode.OUR_POINT_CODE)) {
      serves(node, peer, System.nanoTime());
    }
    assertThat(
            TestNode.await(
                () ->
                    Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> !thread.isDaemon() && !before.contains(thread)),
                6))
        .isTrue();
  }

  @Test
  void aLinkThatCannotStartSaysWhy() throws Exception {
    int port = TestNode.freePort();
    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThat(taken.isBound()).isTrue();
      assertFault(
          TestNode.server(port),
          "link test cannot listen on 127.0.0.1:" + port,
          "Address already in use");
    }
    assertFault(
        new Association(
            "a",
            Transport.TCP,
            Mode.SERVER,
            "127.0.0.1",
            0,
            null,
            0,
            null,
            TrafficMode.LOADSHARE,
            List.of(1)),
        "association a: a server needs a local port");
    if (!Files.exists(Path.of("/proc/net/sctp"))) {
      assertFault(
          new Association(
              "a",
              Transport.SCTP,
              Mode.SERVER,
              "127.0.0.1",
              port,
              null,
              0,
              null,
              TrafficMode.LOADSHARE,
              List.of(1)),
          "this machine has no SCTP",
          "modprobe sctp");
    }
  }

  private void assertFault(Association association, String... parts) {
    Ss7Link link = TestNode.link(directory, DEADLINE, association);
    Logger camel = (Logger) LoggerFactory.getLogger("org.apache.camel.impl.engine");
    camel.setLevel(Level.OFF);
    assertThatThrownBy(() -> TestNode.start(link, ACCEPT).close())
        .satisfies(
            e -> {
              Throwable cause = e;
              while (cause != null && !(cause instanceof LinkStartException)) {
                cause = cause.getCause();
              }
              assertThat(cause).isNotNull();
              assertThat(cause.getMessage()).contains(parts);
            });
    camel.setLevel(null);
  }
}
