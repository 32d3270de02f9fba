package org.pna.transport.ss7;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pna.model.Domain;
import org.pna.model.Imsi;
import org.pna.model.message.map.HlrAnswer;
import org.pna.model.message.map.HlrRequest;
import org.pna.transport.ss7.Ss7Link.Association;
import org.pna.transport.ss7.codec.InterrogationCodec;
import org.pna.transport.ss7.codec.Tcap;
import org.pna.transport.ss7.codec.TcapWriter;

/** Two transfer points: what we ask is shared by those that are there. */
@Timeout(60)
class MapRoutesTest {
  private static final HlrRequest QUESTION =
      new HlrRequest.Interrogation(new Imsi("262011234567890"), "491710000006", Domain.CS);
  private static final byte[] HLR = SccpMessages.address(6, "491710000006");
  private static final byte[] IDLE = HexFormat.of().parseHex("30063004a1028000");
  private static final int OTHER = TestNode.PEER_POINT_CODE + 1;
  private static final int ROUNDS = 64;

  @TempDir Path directory;

  @Test
  void theOneThatIsThereIsUsedAndBothShareTheLoad() throws Exception {
    int port = TestNode.freePort();
    int otherPort = TestNode.freePort();
    Ss7Link link =
        TestNode.link(
            directory,
            Ss7Link.Queries.DEFAULT,
            association("a", port, TestNode.PEER_POINT_CODE),
            association("b", otherPort, OTHER));
    try (TestNode node = TestNode.start(link, (event, completion) -> completion.done(null))) {
      assertFailed(node.ask(QUESTION));
      try (M3uaPeer other = M3uaPeer.connect(otherPort, OTHER, TestNode.OUR_POINT_CODE)) {
        assertThat(TestNode.await(() -> up(node) == 1, 8)).isTrue();
        List<CompletableFuture<HlrAnswer>> asked = ask(node);
        assertThat(answer(other)).isEqualTo(ROUNDS);
        assertAnswered(asked);
        try (M3uaPeer peer =
            M3uaPeer.connect(port, TestNode.PEER_POINT_CODE, TestNode.OUR_POINT_CODE)) {
          assertThat(node.awaitUp()).isTrue();
          asked = ask(node);
          int byOther = answer(other);
          int byPeer = answer(peer);
          assertThat(byOther + byPeer).isEqualTo(ROUNDS);
          assertThat(byOther).isBetween(ROUNDS / 5, ROUNDS * 4 / 5);
          assertAnswered(asked);
        }
      }
      assertThat(TestNode.await(() -> up(node) == 0, 8)).isTrue();
      assertFailed(node.ask(QUESTION));
      try (M3uaPeer again = M3uaPeer.connect(otherPort, OTHER, TestNode.OUR_POINT_CODE)) {
        assertThat(TestNode.await(() -> up(node) == 1, 8)).isTrue();
        List<CompletableFuture<HlrAnswer>> asked = ask(node);
        assertThat(answer(again)).isEqualTo(ROUNDS);
        assertAnswered(asked);
      }
    }
  }

  private static long up(TestNode node) {
    return node.nodes.states().stream().filter(LinkState::up).count();
  }

  private static Association association(String name, int port, int pointCode) {
    Association like = TestNode.server(port);
    return new Association(
        name,
        like.transport(),
        like.mode(),
        like.localAddress(),
        port,
        null,
        0,
        null,
        like.trafficMode(),
        List.of(pointCode));
  }

  private static List<CompletableFuture<HlrAnswer>> ask(TestNode node) throws Exception {
    List<CompletableFuture<HlrAnswer>> asked = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      asked.add(node.ask(QUESTION));
    }
    return asked;
  }

  /** Answers all that came by a peer, and says how many there were. */
  private static int answer(M3uaPeer peer) throws Exception {
    int answered = 0;
    byte[] begin;
    while ((begin = peer.receive(500)) != null) {
      long otid = Tcap.decode(SccpMessages.part(begin, 2)).otid();
      peer.send(
          SccpMessages.udt(
              SccpMessages.OURS,
              HLR,
              TcapWriter.end(otid, InterrogationCodec.CONTEXT, TcapWriter.result(1, 71, IDLE))));
      answered++;
    }
    return answered;
  }

  private static void assertAnswered(List<CompletableFuture<HlrAnswer>> asked) throws Exception {
    for (CompletableFuture<HlrAnswer> answer : asked) {
      assertThat(answer.get(8, TimeUnit.SECONDS)).isInstanceOf(HlrAnswer.Interrogated.class);
    }
  }

  private static void assertFailed(CompletableFuture<HlrAnswer> answer) {
    assertThat(answer).isCompleted();
    assertThat(((HlrAnswer.Failed) answer.join()).kind()).isEqualTo(HlrAnswer.Kind.UNREACHABLE);
  }
}
