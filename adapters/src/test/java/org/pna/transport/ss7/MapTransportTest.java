package org.pna.transport.ss7;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pna.model.message.map.MmCode;
import org.pna.model.message.map.NoteMmEvent;
import org.pna.transport.ss7.codec.Component;
import org.pna.transport.ss7.codec.Tcap;
import org.pna.transport.ss7.codec.TcapMessage;

class MapTransportTest {
  @TempDir Path directory;

  @Test
  void answersEachOfTheTwelveCodes() throws Exception {
    int port = TestNode.freePort();
    List<NoteMmEvent> events = new CopyOnWriteArrayList<>();
    Ss7Link link = TestNode.link(directory, Duration.ofSeconds(10), TestNode.server(port));
    try (TestNode node =
            TestNode.start(
                link,
                (event, completion) -> {
                  events.add(event);
                  completion.done(null);
                });
        M3uaPeer peer = M3uaPeer.connect(port, TestNode.PEER_POINT_CODE, TestNode.OUR_POINT_CODE)) {
      assertThat(node.awaitUp()).isTrue();
      for (MmCode code : MmCode.values()) {
        TcapMessage answer = Tcap.decode(peer.ask(NoteMmBegins.begin(code.value(), code.value())));
        assertThat(answer.kind()).isEqualTo(TcapMessage.Kind.END);
        assertThat(answer.dtid()).isEqualTo(code.value());
        assertThat(answer.dialogue().applicationContext()).isEqualTo(NoteMmBegins.CONTEXT);
        assertThat(answer.components())
            .singleElement()
            .matches(c -> c.kind() == Component.Kind.RETURN_RESULT_LAST && c.invokeId() == 1);
      }
      assertThat(events).extracting(NoteMmEvent::mmCode).containsExactly(MmCode.values());
      assertThat(node.awaitNoDialogue()).isTrue();
    }
  }
}
