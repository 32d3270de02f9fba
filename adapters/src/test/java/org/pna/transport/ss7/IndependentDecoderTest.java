package org.pna.transport.ss7;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mobicents.protocols.asn.AsnInputStream;
import org.pna.model.RefusedException;
import org.pna.transport.ss7.codec.TcapWriter;
import org.pna.transport.trace.CaptureBuilder;
import org.pna.transport.trace.Tshark;
import org.restcomm.protocols.ss7.mtp.Mtp3TransferPrimitive;
import org.restcomm.protocols.ss7.tcap.asn.TcapFactory;
import org.restcomm.protocols.ss7.tcap.asn.comp.Component;
import org.restcomm.protocols.ss7.tcap.asn.comp.ComponentType;
import org.restcomm.protocols.ss7.tcap.asn.comp.InvokeProblemType;
import org.restcomm.protocols.ss7.tcap.asn.comp.Reject;
import org.restcomm.protocols.ss7.tcap.asn.comp.ReturnError;
import org.restcomm.protocols.ss7.tcap.asn.comp.TCAbortMessage;
import org.restcomm.protocols.ss7.tcap.asn.comp.TCEndMessage;

/** The answers' bytes as decoders see them that are not ours. */
class IndependentDecoderTest {
  private final List<byte[]> answers = new ArrayList<>();
  private final List<byte[]> mtp3 = new ArrayList<>();

  @BeforeEach
  void answer(@TempDir Path directory) throws Exception {
    MemoryNetwork network = new MemoryNetwork();
    Ss7Link link = TestNode.link(directory, Duration.ofSeconds(10), TestNode.server(1));
    try (TestNode node =
        TestNode.start(
            link,
            (event, completion) ->
                completion.done(
                    switch (event.eventMet()) {
                      case 0x55 ->
                          new RefusedException(RefusedException.Reason.EVENT_NOT_SUPPORTED, "code");
                      case 0x56 -> new RefusedException(RefusedException.Reason.OVERLOADED, "full");
                      default -> null;
                    }),
            network)) {
      assertThat(node.nodes.states()).isEmpty();
      byte[] unknown = TcapWriter.invoke(1, 77, NoteMmBegins.argument(2));
      for (byte[] begin :
          List.of(
              NoteMmBegins.begin(0x11, 0x02),
              NoteMmBegins.begin(0x12, 0x55),
              NoteMmBegins.begin(0x13, 0x56),
              TcapWriter.begin(0x14, NoteMmBegins.CONTEXT, unknown),
              TcapWriter.begin(
                  0x15, "0.4.0.0.1.0.42.2", TcapWriter.invoke(1, 89, NoteMmBegins.argument(2))))) {
        byte[] question =
            HostileMapTest.mtp3(SccpMessages.udt(SccpMessages.OURS, SccpMessages.VLR, begin));
        network.inject(question);
        Mtp3TransferPrimitive sent = network.sent().get(0);
        answers.add(SccpMessages.part(sent.getData(), 2));
        mtp3.add(question);
        mtp3.add(sent.encodeMtp3());
      }
    }
  }

  @Test
  void jss7ReadsThem() throws Exception {
    assertThat(component(0).getType()).isEqualTo(ComponentType.ReturnResultLast);
    assertThat(((ReturnError) component(1)).getErrorCode().getLocalErrorCode()).isEqualTo(59);
    assertThat(((Reject) component(3)).getProblem().getInvokeProblemType())
        .isEqualTo(InvokeProblemType.UnrecognizedOperation);
    assertThat(abort(2).getDialogPortion().getDialogAPDU().getType().name()).isEqualTo("Abort");
    assertThat(abort(4).getDialogPortion().getDialogAPDU().getType().name()).isEqualTo("Response");
  }

  private Component component(int index) throws Exception {
    AsnInputStream octets = new AsnInputStream(answers.get(index));
    assertThat(octets.readTag()).isEqualTo(TCEndMessage._TAG);
    TCEndMessage end = TcapFactory.createTCEndMessage(octets);
    assertThat(end.getDialogPortion().getDialogAPDU().getType().name()).isEqualTo("Response");
    assertThat(end.getComponent()).hasSize(1);
    return end.getComponent()[0];
  }

  private TCAbortMessage abort(int index) throws Exception {
    AsnInputStream octets = new AsnInputStream(answers.get(index));
    assertThat(octets.readTag()).isEqualTo(TCAbortMessage._TAG);
    return TcapFactory.createTCAbortMessage(octets);
  }

  @Test
  void tsharkReadsThem(@TempDir Path directory) throws Exception {
    CaptureBuilder capture = CaptureBuilder.pcap(CaptureBuilder.MTP3);
    mtp3.forEach(capture::frame);
    List<String> lines =
        Tshark.fields(
                capture.write(directory.resolve("answers.pcap")),
                "gsm_old.localValue",
                "sccp.calling.digits",
                "sccp.called.digits",
                "_ws.col.Info")
            .stream()
            .map(row -> String.join("\t", row))
            .toList();
    assertThat(lines).hasSize(10);
    for (int i = 1; i < lines.size(); i += 2) {
      assertThat(lines.get(i)).contains("\t491710000147\t49171000001\t");
    }
    assertThat(lines.get(0)).startsWith("89\t").contains("invoke noteMM-Event");
    assertThat(lines.get(1)).contains("returnResultLast");
    assertThat(lines.get(3)).startsWith("59\t").contains("returnError");
    assertThat(lines.get(5)).contains("Abort");
    assertThat(lines.get(7)).contains("reject");
    assertThat(lines.get(9)).contains("Abort");
    assertThat(lines).noneMatch(line -> line.contains("Malformed"));
  }
}
