package org.pna.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pna.Peers;
import org.pna.model.message.sh.ImsUserState;

/** What the simulated HSS puts on the wire, as tshark and xmllint see it. */
@Timeout(60)
class ShBytesTest {
  private static final Path SCHEMA =
      Path.of(System.getProperty("pna.root", ".."), "../shared/schemas/ShDataType.xsd");
  private static final DiameterAvps GATEWAY =
      new DiameterAvps().text(264, "pna.pna.test").text(296, "pna.test");

  @TempDir private Path folder;

  @Test
  void tsharkReadsAllWithoutAFault() throws Exception {
    Peers.need("tshark");
    List<DiameterPacket> sent = new ArrayList<>();
    try (SimulatedHss hss = SimulatedHssTest.hss();
        Socket socket = new Socket(hss.address().getAddress(), hss.address().getPort())) {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      sent.add(ask(socket, in, capabilities()));
      sent.add(ask(socket, in, request(306, 15, new DiameterAvps().number(706, 0))));
      sent.add(
          ask(socket, in, request(306, 15, new DiameterAvps().number(706, 1).number(713, 11))));
      sent.add(ask(socket, in, request(306, 99, new DiameterAvps())));
      sent.add(ask(socket, in, request(306, 15, new DiameterAvps())));
      sent.add(ask(socket, in, request(308, 11, new DiameterAvps().number(705, 0).number(710, 1))));
      hss.subscribers()
          .change(number(), one -> one.registered(ImsUserState.REGISTERED_UNREG_SERVICES));
      CompletableFuture<PushAnswer> pushed = hss.tell(number());
      sent.add(DiameterPacket.read(in));
      CompletableFuture<PushAnswer> watched = hss.watch();
      sent.add(DiameterPacket.read(in));
      assertThat(pushed).isNotDone();
      assertThat(watched).isNotDone();
    }
    Path capture = folder.resolve("sent.pcap");
    Files.write(capture, capture(sent));
    assertThat(
            Tshark.lines(
                capture,
                "-T",
                "fields",
                "-E",
                "separator=|",
                "-e",
                "diameter.cmd.code",
                "-e",
                "diameter.flags",
                "-e",
                "diameter.Auth-Application-Id",
                "-e",
                "diameter.Result-Code",
                "-e",
                "diameter.Experimental-Result-Code",
                "-e",
                "e164.msisdn"))
        .containsExactly(
            "257|0x00|16777217|2001||",
            "306|0x40|16777217|2001||",
            "306|0x40|16777217|2001||",
            "306|0x40|16777217||5100|",
            "306|0x40|16777217|5005||",
            "308|0x40|16777217|2001||",
            "309|0xc0|16777217|||" + number(),
            "280|0x80||||");
    assertThat(
            Tshark.lines(
                capture,
                "-o",
                "ip.check_checksum:FALSE",
                "-Y",
                "_ws.malformed || _ws.expert.severity >= 6291456",
                "-V"))
        .isEmpty();
    for (DiameterPacket packet : sent) {
      byte[] document = packet.avps().first(702);
      if (document != null) {
        isValid(document);
      }
    }
  }

  private static String number() {
    return Subscriber.numbered(1).msisdn();
  }

  private static DiameterPacket capabilities() {
    DiameterAvps more = new DiameterAvps().addAll(GATEWAY).group(260, HssService.application());
    return DiameterPacket.request(257, 0, 1, more);
  }

  private static DiameterPacket request(int command, int reference, DiameterAvps more) {
    DiameterAvps user = new DiameterAvps().octets(701, Digits.pack(number(), 15));
    return DiameterPacket.request(
        command,
        SimulatedHss.SH,
        reference,
        new DiameterAvps()
            .text(263, "pna.pna.test;1;" + reference)
            .group(260, HssService.application())
            .number(277, 1)
            .addAll(GATEWAY)
            .text(283, "ims.test")
            .group(700, user)
            .number(703, reference)
            .addAll(more));
  }

  private static DiameterPacket ask(Socket socket, DataInputStream in, DiameterPacket request)
      throws Exception {
    socket.getOutputStream().write(request.octets());
    return DiameterPacket.read(in);
  }

  /** The document, where the schema is at hand. */
  private void isValid(byte[] document) throws Exception {
    if (!Files.exists(SCHEMA)) {
      System.out.println("ShBytesTest: documents are not validated, there is no " + SCHEMA);
      return;
    }
    Peers.need("xmllint");
    Path file = folder.resolve("document.xml");
    Files.write(file, document);
    Process process =
        new ProcessBuilder("xmllint", "--noout", "--schema", SCHEMA.toString(), file.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(said).isZero();
  }

  /** Each message as a TCP segment of its own, raw IPv4. */
  private static byte[] capture(List<DiameterPacket> packets) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ByteBuffer header = ByteBuffer.allocate(24).putInt(0xa1b2c3d4).putInt(0x00020004);
    file.writeBytes(header.putLong(0).putInt(65_535).putInt(101).array());
    int sequence = 1;
    for (DiameterPacket packet : packets) {
      byte[] octets = packet.octets();
      int length = 40 + octets.length;
      file.writeBytes(
          ByteBuffer.allocate(16).putInt(1).putInt(0).putInt(length).putInt(length).array());
      ByteBuffer ip = ByteBuffer.allocate(length);
      ip.putInt(0x45000000 | length).putInt(0).putInt(0x40060000);
      ip.putInt(0x0a010101).putInt(0x0a010102);
      ip.putShort((short) 3868).putShort((short) 40_000).putInt(sequence).putInt(1);
      ip.putInt(0x5018ffff).putInt(0).put(octets);
      file.writeBytes(ip.array());
      sequence += octets.length;
    }
    return file.toByteArray();
  }
}
