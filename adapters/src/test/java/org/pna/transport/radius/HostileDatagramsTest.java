package org.pna.transport.radius;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pna.transport.radius.codec.Requests;

/**
 * Datagrams that hang or end RADIUS servers, from a stranger who does not know the secret and from
 * a client who does: none gets an answer that it should not, and the next request is served.
 */
class HostileDatagramsTest {
  @Test
  void noneStopsTheServer() throws Exception {
    Map<String, byte[]> hostile = new LinkedHashMap<>();
    Map<String, byte[]> harmless = new LinkedHashMap<>();
    collect(hostile, harmless);
    try (LogLines muted = LogLines.of(RadiusMeters.class);
        RadiusNode node = RadiusNode.start((message, completion) -> completion.done(null));
        NasSocket nas = new NasSocket("127.0.0.1", node.port())) {
      int id = 0;
      for (var entry : hostile.entrySet()) {
        nas.send(entry.getValue());
        assertServes(nas, entry.getKey(), id++ & 0xff);
      }
      for (var entry : harmless.entrySet()) {
        assertThat(nas.ask(entry.getValue()))
            .as(entry.getKey())
            .isNotNull()
            .matches(answer -> Requests.isAnswer(answer, entry.getValue(), Requests.SECRET));
      }
      assertThat(node.meters.find("pna.radius.failed").counters()).isEmpty();
      assertThat(muted.lines()).hasSize(1);
    }
  }

  private static void collect(Map<String, byte[]> hostile, Map<String, byte[]> harmless) {
    Map<String, Requests> endless = new LinkedHashMap<>();
    endless.put("3GPP attribute of length 0", start().vendorOf(10415, "0100"));
    endless.put("3GPP attribute of length 1", start().vendorOf(10415, "0101"));
    endless.put("3GPP attribute longer than its holder", start().vendorOf(10415, "01ff31"));
    endless.put("3GPP attribute cut off", start().vendorOf(10415, "01"));
    endless.put("no room for a vendor", start().octets(26, "0000"));
    endless.put("empty Vendor-Specific", start().octets(26, ""));
    endless.put("attribute of length 0", start().garbage("2c00"));
    endless.put("attribute of length 1", start().garbage("2c01"));
    endless.put("attribute beyond the packet", start().garbage("2cff41"));
    endless.put("attribute cut off", start().garbage("2c"));
    endless.put("zeros", start().garbage("00".repeat(64)));
    endless.put("short integer", start().octets(55, "01"));
    endless.put("no status type", Requests.empty().text(44, "s"));
    endless.put("no session", Requests.empty().number(40, 1));
    endless.put("not UTF-8", start().octets(30, "fffe"));
    endless.put("IMSI of letters", Requests.of(1, "s").vendorText(1, "abcdef"));
    endless.forEach(
        (name, request) -> {
          hostile.put(name, request.signed(200));
          hostile.put(name + ", wrong secret", request.signed(201, "invalid"));
        });
    byte[] vsaZero = Requests.of(1, "s").vendorOf(9, "0100").signed(202, "invalid");
    hostile.put("attribute of length 0 of any vendor, wrong secret", vsaZero);
    byte[] good = start().signed(203);
    hostile.put("empty", new byte[0]);
    hostile.put("one octet", new byte[] {4});
    hostile.put("header cut off", Arrays.copyOf(good, 19));
    hostile.put("header alone", Requests.resigned(header(20), Requests.SECRET));
    hostile.put("truncated", Arrays.copyOf(good, good.length - 3));
    hostile.put("length 0", Requests.resigned(withLength(good, 0), Requests.SECRET));
    hostile.put("length 19", Requests.resigned(withLength(good, 19), Requests.SECRET));
    hostile.put("length 65535", Requests.resigned(withLength(good, 65535), Requests.SECRET));
    hostile.put("all ones", ones(4096));
    for (int code : new int[] {0, 1, 2, 3, 5, 11, 12, 13, 40, 43, 255}) {
      byte[] other = start().signed(204);
      other[0] = (byte) code;
      hostile.put("code " + code, Requests.resigned(other, Requests.SECRET));
    }
    byte[] noise = new byte[1500];
    new Random(1).nextBytes(noise);
    hostile.put("noise", noise);

    harmless.put("padding to 60000 octets", Arrays.copyOf(start().signed(205), 60_000));
    harmless.put("unknown attribute", start().octets(250, "00").signed(206));
    harmless.put("unknown 3GPP attribute", start().vendor(200, "").signed(207));
    harmless.put("unknown status type", Requests.of(4711, "s").signed(208));
    harmless.put(
        "attribute of length 0 of another vendor", start().vendorOf(9, "0100").signed(209));
    harmless.put("short address", start().octets(8, "0a00").signed(212));
    harmless.put("prefix of 255 bits", start().octets(97, "00ff" + "00".repeat(16)).signed(213));
    harmless.put("cell of letters", start().vendor(22, "00ffffffffffffff").signed(214));
    harmless.put("no name", Requests.empty().number(40, 1).text(44, "s").signed(210));
    Requests full = start();
    for (int i = 0; i < 15; i++) {
      full.octets(25, "00".repeat(253));
    }
    harmless.put("as long as it may be", full.signed(211));
  }

  private static Requests start() {
    return Requests.of(1, "s");
  }

  private static void assertServes(NasSocket nas, String after, int id) throws Exception {
    byte[] good = Requests.of(2, "good" + id).signed(id);
    assertThat(nas.ask(good))
        .as("after " + after)
        .isNotNull()
        .matches(answer -> Requests.isAnswer(answer, good, Requests.SECRET), "the answer to it");
  }

  private static byte[] header(int length) {
    byte[] packet = new byte[length];
    packet[0] = 4;
    packet[3] = (byte) length;
    return packet;
  }

  private static byte[] withLength(byte[] packet, int length) {
    byte[] changed = packet.clone();
    changed[2] = (byte) (length >> 8);
    changed[3] = (byte) length;
    return changed;
  }

  private static byte[] ones(int length) {
    byte[] packet = new byte[length];
    Arrays.fill(packet, (byte) 0xff);
    return packet;
  }
}
