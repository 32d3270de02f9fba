package org.pna.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pna.model.message.map.SccpAddress;
import org.pna.simulator.SimulatedNode.Gateway;
import org.pna.simulator.SimulatedNode.Identity;
import org.pna.transport.ss7.codec.TcapWriter;

/** What the simulated nodes put on the wire, as tshark sees it. */
@Timeout(30)
class SimulatedBytesTest {
  private static final Identity SGSN = new Identity(true, "467022222222", 201);
  @TempDir private Path folder;

  @Test
  void tsharkSeesNoteMmEventsByGlobalTitleAndBySubsystem() throws Exception {
    Path capture = folder.resolve("sent.pcap");
    Subscriber who = Subscriber.numbered(7);
    try (FakeGateway gateway =
            new FakeGateway(
                FakeGateway.listen(), begin -> FakeGateway.end(begin, FakeGateway.RESULT));
        M3uaLink link = M3uaLink.open(gateway.client())) {
      assertThat(link.awaitActive(Duration.ofSeconds(5))).isTrue();
      Duration patience = Duration.ofSeconds(5);
      SimulatedNode vlr =
          new SimulatedNode(link, SimulatedNodeTest.VLR, SimulatedNodeTest.GATEWAY, patience);
      SimulatedNode sgsn =
          new SimulatedNode(link, SGSN, Gateway.bySubsystem(FakeGateway.POINT_CODE), patience);
      for (int code : new int[] {0, 1, 2, 3, 4, 0x55}) {
        vlr.report(who, code, SimulatedNodeTest.HOME).get(5, TimeUnit.SECONDS);
      }
      for (int code : new int[] {0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86}) {
        sgsn.report(who, code, code == 0x84 ? null : SimulatedNodeTest.HOME)
            .get(5, TimeUnit.SECONDS);
      }
      try (PcapWriter pcap = new PcapWriter(Files.newOutputStream(capture))) {
        for (int i = 0; i < gateway.received.size(); i++) {
          SctpFrame frame = new SctpFrame(1, 9, gateway.received.get(i));
          frame.seal(i);
          pcap.write(i, frame.octets());
        }
      }
    }

    assertThat(Tshark.lines(capture, "-Y", "_ws.malformed || _ws.expert")).isEmpty();
    assertThat(
            Tshark.lines(
                capture,
                "-T",
                "fields",
                "-e",
                "gsm_old.localValue",
                "-e",
                "gsm_map.ms.eventMet",
                "-e",
                "sccp.called.ssn",
                "-e",
                "sccp.calling.ssn",
                "-e",
                "sccp.called.digits",
                "-e",
                "sccp.calling.digits",
                "-e",
                "e212.imsi"))
        .hasSize(13)
        .startsWith("89\t00\t147\t7\t46709999999\t46701111111\t240990000000007")
        .contains("89\t55\t147\t7\t46709999999\t46701111111\t240990000000007")
        .contains("89\t84\t147\t149\t\t467022222222\t240990000000007")
        .endsWith("89\t86\t147\t149\t\t467022222222\t240990000000007");
  }

  @Test
  void tsharkSeesCallsAndSessionsWithWhatMakesThemSpecial() throws Exception {
    Path capture = folder.resolve("cap.pcap");
    Subscriber who = Subscriber.numbered(7);
    byte[] initialDp = CapArguments.initialDp(who, 12, "46701111111", 99, SimulatedNodeTest.HOME);
    List<byte[]> sent =
        List.of(
            begin(SimulatedSwitch.CALLS, initialDp),
            begin(SimulatedSwitch.CALLS, CapArguments.reportForwarded(2)),
            begin(SimulatedSwitch.SESSIONS, CapArguments.reportMoved(1, 13)),
            begin(SimulatedSwitch.SESSIONS, CapArguments.reportMoved(1, 3)));
    try (PcapWriter pcap = new PcapWriter(Files.newOutputStream(capture))) {
      for (int i = 0; i < sent.size(); i++) {
        SctpFrame frame = new SctpFrame(1, 9, sent.get(i));
        frame.seal(i);
        pcap.write(i, frame.octets());
      }
    }

    assertThat(Tshark.lines(capture, "-Y", "_ws.malformed || _ws.expert")).isEmpty();
    assertThat(Tshark.lines(capture, "-Y", "gsm_map.ext_Teleservice == 0x11")).hasSize(1);
    assertThat(Tshark.lines(capture, "-Y", "camel.callForwarded_element")).hasSize(1);
    assertThat(Tshark.lines(capture, "-Y", "camel.routeingAreaUpdate_element")).hasSize(2);
  }

  private static byte[] begin(String context, byte[] invoke) {
    SccpAddress called = new SccpAddress("46709999999", -1, 146);
    SccpAddress calling = new SccpAddress("46701111111", -1, 146);
    byte[] tcap = TcapWriter.begin(5, context, invoke);
    return new ProtocolData(101, 909, 2, 0, new Unitdata(called, calling, tcap).bytes())
        .message(null)
        .bytes();
  }
}
