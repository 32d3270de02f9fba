package org.pna.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.pna.model.message.map.SccpAddress;

/** Writes answers into a capture, so that another decoder can judge them. */
final class AnswerCapture {
  private static final int GATEWAY_HOST = 9;
  private static final int NODE_HOST = 1;

  private AnswerCapture() {}

  /** One frame for each answer that has octets, from the gateway to a node. */
  static void write(
      Path file, List<Answer> answers, SimulatedNode.Gateway gateway, SimulatedNode.Identity node)
      throws IOException {
    SccpAddress called = new SccpAddress(node.globalTitle(), -1, node.subsystem());
    SccpAddress calling = gateway.address();
    try (PcapWriter pcap = new PcapWriter(Files.newOutputStream(file))) {
      for (int i = 0; i < answers.size(); i++) {
        byte[] tcap = HexFormat.of().parseHex(answers.get(i).tcap());
        if (tcap.length > 0) {
          byte[] sccp = new Unitdata(called, calling, tcap).bytes();
          ProtocolData data = new ProtocolData(gateway.pointCode(), node.pointCode(), 2, 0, sccp);
          SctpFrame frame = new SctpFrame(GATEWAY_HOST, NODE_HOST, data.message(null).bytes());
          frame.seal(i);
          pcap.write(i, frame.octets());
        }
      }
    }
  }
}
