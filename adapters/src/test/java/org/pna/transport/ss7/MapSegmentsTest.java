package org.pna.transport.ss7;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pna.transport.ss7.codec.BerWriter;
import org.pna.transport.ss7.codec.Tcap;
import org.pna.transport.ss7.codec.TcapMessage;
import org.pna.transport.ss7.codec.TcapWriter;

/** Messages too long for one unitdata (Q.714 clause 4.1.1). */
class MapSegmentsTest {
  @TempDir Path directory;

  @Test
  void aSegmentedBeginAndOneOf64KibAreAnswered() throws Exception {
    MemoryNetwork network = new MemoryNetwork();
    Ss7Link link = TestNode.link(directory, Duration.ofSeconds(10), TestNode.server(1));
    try (TestNode node =
        TestNode.start(link, (event, completion) -> completion.done(null), network)) {
      byte[] begin = begin(300);
      byte[] first = Arrays.copyOf(begin, 200);
      byte[] second = Arrays.copyOfRange(begin, 200, begin.length);
      inject(network, SccpMessages.xudt(SccpMessages.OURS, SccpMessages.VLR, first, 0xc1));
      assertThat(network.sent()).isEmpty();
      inject(network, SccpMessages.xudt(SccpMessages.OURS, SccpMessages.VLR, second, 0x40));
      assertAnswered(network);

      inject(network, SccpMessages.ludt(SccpMessages.OURS, SccpMessages.VLR, begin(65_000)));
      assertAnswered(network);
      assertThat(node.component.openDialogues()).isZero();
    }
  }

  private static void inject(MemoryNetwork network, byte[] sccp) {
    network.inject(HostileMapTest.mtp3(sccp));
  }

  private static byte[] begin(int unknown) {
    byte[] argument = NoteMmBegins.argument(2);
    byte[] fields = Arrays.copyOfRange(argument, 2, argument.length);
    byte[] longer = BerWriter.element(0x30, fields, BerWriter.element(0x8f, new byte[unknown]));
    return TcapWriter.begin(7, NoteMmBegins.CONTEXT, TcapWriter.invoke(1, 89, longer));
  }

  private static void assertAnswered(MemoryNetwork network) throws Exception {
    byte[] answer = SccpMessages.part(network.sent().get(0).getData(), 2);
    assertThat(Tcap.decode(answer).kind()).isEqualTo(TcapMessage.Kind.END);
  }
}
