package org.pna.transport.diameter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pna.Peers;
import org.pna.model.Domain;
import org.pna.model.Msisdn;
import org.pna.model.PublicIdentity;
import org.pna.model.message.sh.DataReference;
import org.pna.model.message.sh.RequestedNode;
import org.pna.model.message.sh.ShRequest;
import org.pna.transport.diameter.codec.Answers;
import org.pna.transport.diameter.codec.AvpCode;
import org.pna.transport.diameter.codec.DiameterHeader;
import org.pna.transport.diameter.codec.DiameterMessage;
import org.pna.transport.diameter.codec.ShRequests;

/** What we send, read by tshark. */
class TsharkDiameterTest {
  private static final PublicIdentity ANNA = new PublicIdentity("sip:anna@ims.example");

  @TempDir Path folder;

  @Test
  @Timeout(60)
  void readsWhatWeSendWithoutAFault() throws Exception {
    Peers.need("tshark");
    List<DiameterMessage> sent = new ArrayList<>();
    ShRequests requests = new ShRequests("pna.ims.example", "ims.example");
    int id = 1;
    for (ShRequest request :
        List.of(
            new ShRequest.UserDataPull(
                new Msisdn("15551230001"), DataReference.USER_STATE, Domain.CS),
            new ShRequest.UserDataPull(
                new Msisdn("1555123000"),
                null,
                DataReference.LOCATION_INFORMATION,
                Domain.PS,
                true,
                Set.of(RequestedNode.MME, RequestedNode.AMF)),
            new ShRequest.UserDataPull(ANNA, DataReference.IMS_USER_STATE, null),
            new ShRequest.Subscription(ANNA, null, Instant.parse("2026-11-21T09:00:00Z")),
            new ShRequest.Cancellation(ANNA, null))) {
      sent.add(requests.encode(request, "ims.example", "pna.ims.example;1;" + id, id, id++));
    }
    try (SimulatedHss hss = new SimulatedHss()) {
      DiameterMessage pushed = hss.notification(ANNA.uri(), 1);
      sent.add(Answers.result(pushed, "pna.ims.example", "ims.example", 2001, null));
      sent.add(Answers.result(pushed, "pna.ims.example", "ims.example", 3004, null));
      sent.add(
          Answers.result(
              pushed,
              "pna.ims.example",
              "ims.example",
              5004,
              pushed.avps().first(AvpCode.USER_DATA)));
      sent.add(Answers.experimental(pushed, "pna.ims.example", "ims.example", 5001));
    }
    String read =
        tshark(
            sent,
            "-T",
            "fields",
            "-e",
            "diameter.cmd.code",
            "-e",
            "diameter.flags",
            "-e",
            "diameter.Data-Reference",
            "-e",
            "diameter.Requested-Domain",
            "-e",
            "e164.msisdn",
            "-e",
            "diameter.Public-Identity",
            "-e",
            "diameter.Subs-Req-Type",
            "-e",
            "diameter.Result-Code",
            "-e",
            "diameter.Experimental-Result-Code",
            "-e",
            "diameter.Expiry-Time");
    assertThat(read.lines().map(line -> line.strip().replace('\t', '|')))
        .containsExactly(
            "306|0xc0|15|0|15551230001",
            "306|0xc0|14|1|1555123000",
            "306|0xc0|11|||sip:anna@ims.example",
            "308|0xc0|11|||sip:anna@ims.example|0|||Nov 21, 2026 09:00:00.000000000 UTC",
            "308|0xc0|11|||sip:anna@ims.example|1",
            "309|0x40||||||2001",
            "309|0x60||||||3004",
            "309|0x40||||||5004",
            "309|0x40|||||||5001");
    assertThat(tshark(sent, "-Y", "_ws.malformed || _ws.expert.severity >= 6291456", "-V"))
        .isEmpty();
  }

  @Test
  @Timeout(60)
  void readsOurCapabilitiesWithoutAFault() throws Exception {
    Peers.need("tshark");
    List<DiameterMessage> sent = new ArrayList<>();
    try (SimulatedHss hss = new SimulatedHss()) {
      hss.keepsBase = true;
      try (TestGateway gateway = new TestGateway(List.of(hss.peer()), PeerSupervisionTest.IDLE)) {
        gateway.until(PeerState.Condition.UP);
        hss.watchdog();
        sent.add(hss.next(DiameterHeader.CAPABILITIES_EXCHANGE));
        sent.add(hss.next(DiameterHeader.DEVICE_WATCHDOG));
      }
      sent.add(hss.next(DiameterHeader.DISCONNECT_PEER));
    }
    assertThat(
            tshark(
                    sent,
                    "-T",
                    "fields",
                    "-e",
                    "diameter.cmd.code",
                    "-e",
                    "diameter.Auth-Application-Id",
                    "-e",
                    "diameter.Origin-Host")
                .lines())
        .containsExactly(
            "257\t16777217\tpna.ims.example", "280\t\tpna.ims.example", "282\t\tpna.ims.example");
    assertThat(tshark(sent, "-Y", "_ws.malformed || _ws.expert.severity >= 6291456", "-V"))
        .isEmpty();
  }

  @Test
  @Timeout(60)
  void readsOurAnswersOnPrWithoutAFault() throws Exception {
    Peers.need("tshark");
    List<DiameterMessage> sent = new ArrayList<>();
    try (SimulatedHss aaa = new SimulatedHss()) {
      aaa.offersPr = true;
      aaa.keepsBase = true;
      try (TestGateway gateway =
          new TestGateway(
              TestGateway.prNode(aaa.peer(), TestGateway.TIMERS, DiameterNode.Bounds.DEFAULT),
              PeerSupervisionTest.IDLE)) {
        gateway.until(PeerState.Condition.UP);
        sent.add(aaa.next(DiameterHeader.CAPABILITIES_EXCHANGE));
      }
      DiameterMessage record = aaa.accounting("aaa.ims.example", "s1", 2);
      for (int result : new int[] {2001, 3004, 5004}) {
        sent.add(
            Answers.result(
                record,
                "pna.ims.example",
                "ims.example",
                result,
                result == 5004 ? record.avps().first(AvpCode.ACCOUNTING_RECORD_TYPE) : null));
      }
      DiameterMessage other = record.with(DiameterHeader.request(265, DiameterHeader.PR, 1, 2));
      sent.add(Answers.result(other, "pna.ims.example", "ims.example", 2001, null));
    }
    assertThat(
            tshark(
                    sent,
                    "-T",
                    "fields",
                    "-e",
                    "diameter.cmd.code",
                    "-e",
                    "diameter.flags",
                    "-e",
                    "diameter.Result-Code",
                    "-e",
                    "diameter.Auth-Application-Id",
                    "-e",
                    "diameter.Acct-Application-Id",
                    "-e",
                    "diameter.Accounting-Record-Type",
                    "-e",
                    "diameter.Accounting-Record-Number",
                    "-e",
                    "diameter.Auth-Session-State")
                .lines()
                .map(line -> line.strip().replace('\t', '|')))
        .containsExactly(
            "257|0x80||16777217|16777230",
            "271|0x40|2001||16777230|2|7",
            "271|0x60|3004||16777230|2|7",
            "271|0x40|5004||16777230|2,2|7",
            "265|0x40|2001|16777230||||1");
    assertThat(tshark(sent, "-Y", "_ws.malformed || _ws.expert.severity >= 6291456", "-V"))
        .isEmpty();
  }

  /** Each message as a TCP segment of its own, raw IPv4. */
  private String tshark(List<DiameterMessage> messages, String... options) throws Exception {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(
        ByteBuffer.allocate(24)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(0xa1b2c3d4)
            .putShort((short) 2)
            .putShort((short) 4)
            .putLong(0)
            .putInt(65_535)
            .putInt(101)
            .array());
    int sequence = 1;
    for (DiameterMessage message : messages) {
      byte[] octets = message.encode();
      ByteBuffer packet = ByteBuffer.allocate(40 + octets.length);
      packet.put((byte) 0x45).put((byte) 0).putShort((short) packet.capacity()).putInt(0);
      packet.put((byte) 64).put((byte) 6).putShort((short) 0).putInt(0x0a010101).putInt(0x0a010102);
      packet.putShort((short) 40_000).putShort((short) 3868).putInt(sequence).putInt(1);
      packet.put((byte) 0x50).put((byte) 0x18).putShort((short) 65_535).putInt(0).put(octets);
      file.writeBytes(
          ByteBuffer.allocate(16)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putInt(1)
              .putInt(0)
              .putInt(packet.capacity())
              .putInt(packet.capacity())
              .array());
      file.writeBytes(packet.array());
      sequence += octets.length;
    }
    Path capture = folder.resolve("sent.pcap");
    Files.write(capture, file.toByteArray());
    List<String> command = new ArrayList<>(List.of("tshark", "-n", "-r", capture.toString()));
    command.addAll(List.of(options));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).isZero();
    return output;
  }
}
