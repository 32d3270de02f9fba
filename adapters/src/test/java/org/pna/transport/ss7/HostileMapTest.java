package org.pna.transport.ss7;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pna.model.MalformedMessageException;
import org.pna.model.message.map.MmCode;
import org.pna.transport.ss7.codec.BerWriter;
import org.pna.transport.ss7.codec.Component;
import org.pna.transport.ss7.codec.Tcap;
import org.pna.transport.ss7.codec.TcapMessage;
import org.pna.transport.ss7.codec.TcapWriter;
import org.restcomm.protocols.ss7.mtp.Mtp3TransferPrimitive;

/**
 * Mutated MTP3 messages through the whole stack: nothing thrown, nothing printed, nothing left, and
 * jSS7 never given what makes it throw.
 */
class HostileMapTest {
  private static final int HEADER = 5;

  @TempDir Path directory;

  @Test
  void twentyThousandMutants() throws Exception {
    run(20_000, 1);
  }

  @Tag("slow")
  @Test
  void aMillionMutants() throws Exception {
    run(1_000_000, 2);
  }

  private void run(int count, long seed) throws Exception {
    Mutants mutants = new Mutants(seed);
    List<byte[]> bases = bases();
    Map<String, Integer> outcomes = new TreeMap<>();
    StackExceptions thrown = StackExceptions.watch();
    PrintStream stderr = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    int[] events = new int[1];
    long argumentsRead;
    long usedEarly = 0;
    MemoryNetwork network = new MemoryNetwork();
    Ss7Link link = hostileLink();
    try (TestNode node =
        TestNode.start(
            link,
            (event, completion) -> {
              events[0]++;
              completion.done(null);
            },
            network)) {
      for (int i = 0; i < count; i++) {
        byte[] base = bases.get(mutants.next(bases.size()));
        int argument = argumentOffset(base);
        boolean deep = argument > 0 && mutants.next(3) > 0;
        byte[] mutant = mutants.of(base, deep ? argument : 0);
        if (deep) {
          mutant = withLengthsMended(base, mutant, argument);
        }
        if (mutant.length < HEADER) {
          count("shorter than MTP3", outcomes);
          continue;
        }
        network.inject(mutant);
        if (i == count / 10) {
          usedEarly = usedMemory();
        }
        List<Mtp3TransferPrimitive> sent = network.sent();
        count(sent.isEmpty() ? "no answer" : outcome(sent.get(0)), outcomes);
      }
      argumentsRead =
          events[0]
              + (long)
                  node.meters.find("pna.map.malformed").counters().stream()
                      .mapToDouble(counter -> counter.count())
                      .sum();
      assertThat(TestNode.await(() -> node.component.openDialogues() == 0, 10)).isTrue();
      assertThat(usedMemory() - usedEarly).as("growth in octets").isLessThan(24L << 20);
      node.meters
          .find("pna.map.guard")
          .counters()
          .forEach(c -> outcomes.put("stopped " + c.getId().getTag("action"), (int) c.count()));
      assertThat(node.meters.find("pna.map.failed").counters()).as("what nobody foresaw").isEmpty();
    } finally {
      System.setErr(stderr);
      thrown.close();
    }
    System.out.println(count + " mutants, " + argumentsRead + " arguments read: " + outcomes);
    assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain("Exception", "\tat ");
    assertThat(thrown.messages()).as("exceptions in the stack's log").isEmpty();
    assertThat(argumentsRead).isGreaterThan(count / 3);
  }

  private static long usedMemory() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private Ss7Link hostileLink() {
    Ss7Link link = TestNode.link(directory, Duration.ofSeconds(10), TestNode.server(1));
    return new Ss7Link(
        "test",
        directory,
        2,
        link.pointCode(),
        link.globalTitle(),
        147,
        link.associations(),
        100_000,
        Duration.ofMillis(1_500),
        Duration.ofSeconds(1));
  }

  private static List<byte[]> bases() {
    List<byte[]> bases = new ArrayList<>();
    for (MmCode code : MmCode.values()) {
      byte[] begin = NoteMmBegins.begin(code.value() + 1L, code.value());
      bases.add(mtp3(SccpMessages.udt(SccpMessages.OURS, SccpMessages.VLR, begin)));
    }
    byte[] begin = NoteMmBegins.begin(0x1234, 2);
    bases.add(mtp3(SccpMessages.ludt(SccpMessages.OURS, SccpMessages.VLR, begin)));
    bases.add(mtp3(SccpMessages.xudt(SccpMessages.OURS, SccpMessages.VLR, begin)));
    byte[] mapOpen = NoteMmBegins.beginWithMapOpen(0x4321, 2);
    bases.add(mtp3(SccpMessages.udt(SccpMessages.OURS, SccpMessages.VLR, mapOpen)));
    byte[] invoke = TcapWriter.invoke(2, 89, NoteMmBegins.argument(2));
    for (byte[] tcap :
        List.of(
            TcapWriter.continuing(5, 1, null, invoke),
            TcapWriter.end(1, NoteMmBegins.CONTEXT, TcapWriter.result(1)),
            TcapWriter.userAbort(1),
            TcapWriter.providerAbort(1, 2),
            TcapWriter.begin(9, NoteMmBegins.CONTEXT, invoke, TcapWriter.error(3, 34)),
            TcapWriter.begin(9, null, invoke))) {
      bases.add(mtp3(SccpMessages.udt(SccpMessages.OURS, SccpMessages.VLR, tcap)));
    }
    byte[] management = {0x42, 1};
    byte[] test = {3, (byte) 147, (byte) 0xd1, 0x07, 0};
    bases.add(mtp3(SccpMessages.udt(0, management, management, test)));
    byte[] returned = SccpMessages.udt(1, SccpMessages.OURS, SccpMessages.VLR, begin);
    returned[0] = 0x0a;
    bases.add(mtp3(returned));
    return bases;
  }

  /** Service information octet and routing label (Q.704 clause 2.2). */
  static byte[] mtp3(byte[] sccp) {
    int label = TestNode.OUR_POINT_CODE | TestNode.PEER_POINT_CODE << 14 | 5 << 28;
    byte[] header = {
      (byte) 0x83, (byte) label, (byte) (label >> 8), (byte) (label >> 16), (byte) (label >> 24)
    };
    return M3uaPeer.concat(header, sccp);
  }

  /** Where the contents of the first noteMM-Event argument begin, or 0. */
  private static int argumentOffset(byte[] message) {
    for (int i = 0; i < message.length - 5; i++) {
      if (message[i] == 0x02 && message[i + 1] == 1 && message[i + 2] == 89) {
        return message[i + 3] == 0x30 ? i + 5 : 0;
      }
    }
    return 0;
  }

  /**
   * A mutant of the argument whose outer lengths fit again, so that it is the argument's decoder
   * that meets it: the argument is cut out and put into a new BEGIN.
   */
  private static byte[] withLengthsMended(byte[] base, byte[] mutant, int argument) {
    if (mutant.length < argument || mutant.length > argument + 110) {
      return mutant;
    }
    byte[] contents = java.util.Arrays.copyOfRange(mutant, argument, mutant.length);
    byte[] invoke = TcapWriter.invoke(1, 89, BerWriter.element(0x30, contents));
    byte[] begin = TcapWriter.begin(base.length, NoteMmBegins.CONTEXT, invoke);
    return mtp3(SccpMessages.udt(SccpMessages.OURS, SccpMessages.VLR, begin));
  }

  private static String outcome(Mtp3TransferPrimitive sent) {
    byte[] sccp = sent.getData();
    if (sccp[0] != 9) {
      return "returned by SCCP";
    }
    try {
      TcapMessage answer = Tcap.decode(SccpMessages.part(sccp, 2));
      return switch (answer.kind()) {
        case ABORT -> answer.abortCause() >= 0 ? "P-ABORT" : "U-ABORT";
        case END ->
            answer.components().stream()
                .map(Component::kind)
                .map(Enum::name)
                .findFirst()
                .orElse("END");
        default -> answer.kind().name();
      };
    } catch (MalformedMessageException e) {
      return "SCCP management";
    }
  }

  private static void count(String outcome, Map<String, Integer> outcomes) {
    outcomes.merge(outcome, 1, Integer::sum);
  }
}
